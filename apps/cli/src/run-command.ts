import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '#platform/config';
import { DomainError, isConnectionLoss } from '#platform/errors';
import { StartError } from '#platform/process';
import { STATUS, UsageError, type Command, type CommandContext, type Typed } from './command.js';

/** Where a command writes, and what ends it early. */
export type Terminal = Pick<CommandContext, 'say' | 'complain' | 'signal'>;

const HELP = new Set(['help', '--help', '-h']);

/**
 * Runs what stands in the words behind `copse`, tells what came of it and answers the status for the shell. An error that
 * a person can do something about is told in a sentence; any other with its stack, since it is ours.
 */
export async function runCommand(
  words: readonly string[],
  commands: readonly Command[],
  terminal: Terminal,
): Promise<number> {
  const [name = 'help', ...rest] = words;
  try {
    if (HELP.has(name) && rest.length === 0) {
      (words.length === 0 ? terminal.complain : terminal.say)(overview(commands));
      return words.length === 0 ? STATUS.usage : STATUS.done;
    }
    const wanted = HELP.has(name) ? (rest[0] ?? '') : name;
    const command = commands.find((each) => each.name === wanted);
    if (!command) throw new UsageError(`There is no command ${JSON.stringify(wanted)}.`);
    if (HELP.has(name) || rest.includes('--help') || rest.includes('-h')) {
      terminal.say(helpOf(command));
      return STATUS.done;
    }
    return await command.run(read(command, rest), { ...terminal, config: () => loadConfig() });
  } catch (error) {
    return explain(error, terminal);
  }
}

function read({ name, options, operands }: Command, words: readonly string[]): Typed {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true, strict: true });
    if (positionals.length !== operands) {
      throw new UsageError(`It takes ${operands === 0 ? 'no word' : 'one path'} behind the name of the command.`);
    }
    return { operands: positionals, options: values as Typed['options'] };
  } catch (error) {
    throw new UsageError(`${(error as Error).message} See: copse ${name} --help`);
  }
}

function explain(error: unknown, { complain, signal }: Terminal): number {
  if (error instanceof UsageError) {
    complain(error.message);
    return STATUS.usage;
  }
  // Whatever broke off because of it is no news.
  if (signal.aborted) {
    complain('Stopped.');
    return STATUS.stopped;
  }
  complain(plainWords(error) ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)));
  return STATUS.failed;
}

/** What a person can do something about, in a sentence; null for an error of ours. */
function plainWords(error: unknown): string | null {
  if (error instanceof StartError || error instanceof ConfigError || error instanceof DomainError) return error.message;
  // Of a file, and not of a connection that is missed by the same code.
  if (error instanceof Error && 'syscall' in error && 'path' in error) return error.message;
  if (isConnectionLoss(error)) return 'The connection to the database was lost. What was begun is undone; try again.';
  if (!(error instanceof Error)) return null;
  // PostgreSQL's own words, asked for by shape, since they come from other packages.
  const { driverError } = error as { driverError?: unknown };
  if ('severity' in error || driverError !== undefined) return `The database refuses: ${error.message}`;
  return null;
}

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'Usage: copse <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'copse <command> --help says more. Settings are those of the site (docs/operating.md): run it where and as whom',
    'Copse runs. Status: 0 done, 1 failed, 2 wrong command line, 3 done but something is amiss.',
  ].join('\n');
}

const helpOf = ({ name, usage, help }: Command): string =>
  [`Usage: copse ${name}${usage === '' ? '' : ` ${usage}`}`, '', ...help].join('\n');
