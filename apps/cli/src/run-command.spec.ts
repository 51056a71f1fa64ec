import { describe, expect, it } from '@jest/globals';
import { BadInput } from '#platform/errors';
import { StartError } from '#platform/process';
import { STATUS, UsageError, type Command, type Typed } from './command.js';
import { COMMANDS } from './commands.js';
import { runCommand } from './run-command.js';

const said = { out: [] as string[], error: [] as string[] };
const stopping = new AbortController();

function terminal(signal = stopping.signal) {
  said.out = [];
  said.error = [];
  return {
    say: (line: string) => void said.out.push(line),
    complain: (line: string) => void said.error.push(line),
    signal,
  };
}

const command = (run: (typed: Typed) => Promise<number> = () => Promise.resolve(STATUS.done)): Command => ({
  name: 'knit',
  usage: '<path> [--deep]',
  summary: 'knit something',
  help: ['It knits.'],
  options: { deep: { type: 'boolean' } },
  operands: 1,
  run,
});

describe('the command line', () => {
  it('shows all commands when asked, and refuses a line without any', async () => {
    expect(await runCommand(['--help'], COMMANDS, terminal())).toBe(STATUS.done);
    for (const { name, summary } of COMMANDS) expect(said.out.join('\n')).toMatch(new RegExp(`${name} +${summary}`));
    expect(await runCommand([], COMMANDS, terminal())).toBe(STATUS.usage);
    expect([said.out.length, said.error.length]).toEqual([0, 1]);
  });

  it.each(COMMANDS.map(({ name }) => name))('shows what %s does, in two ways, and does nothing', async (name) => {
    expect(await runCommand([name, '--help'], COMMANDS, terminal())).toBe(STATUS.done);
    const [help = ''] = said.out;
    expect(help).toMatch(new RegExp(`^Usage: copse ${name}`));
    expect(await runCommand(['help', name], COMMANDS, terminal())).toBe(STATUS.done);
    expect(said.out).toEqual([help]);
  });

  it.each([
    [['sew'], /There is no command "sew"/],
    [['knit'], /one path/],
    [['knit', 'a', 'b'], /one path/],
    [['knit', 'a', '--shallow'], /--shallow/],
    [['knit', 'a', '--deep=yes'], /--deep/],
  ])('refuses %j with a sentence', async (words, problem) => {
    const begun: string[] = [];
    const status = await runCommand(words, [command(async () => begun.push('x'))], terminal());
    expect([status, begun]).toEqual([STATUS.usage, []]);
    expect(said.error.join('\n')).toMatch(problem);
  });

  it('gives a command what was typed, and the shell its status', async () => {
    const seen: Typed[] = [];
    const knit = command(async (typed) => {
      seen.push(typed);
      return STATUS.amiss;
    });
    expect(await runCommand(['knit', 'a', '--deep'], [knit], terminal())).toBe(STATUS.amiss);
    expect(seen).toEqual([{ operands: ['a'], options: expect.objectContaining({ deep: true }) }]);
  });

  it.each([
    [new StartError('No room.'), STATUS.failed, 'No room.'],
    [new BadInput({ email: 'No.' }, 'No such thing.'), STATUS.failed, 'No such thing.'],
    [new UsageError('Name it.'), STATUS.usage, 'Name it.'],
    [
      new Error('Connection terminated unexpectedly'),
      STATUS.failed,
      expect.stringMatching(/^The connection .* was lost/),
    ],
    [
      Object.assign(new Error('permission denied for schema public'), { severity: 'ERROR', code: '42501' }),
      STATUS.failed,
      'The database refuses: permission denied for schema public',
    ],
    [
      Object.assign(new Error("ENOENT: no such file, open '/b'"), { syscall: 'open', code: 'ENOENT', path: '/b' }),
      STATUS.failed,
      "ENOENT: no such file, open '/b'",
    ],
  ])('tells %p in its own words, without a stack', async (thrown, status, words) => {
    expect(await runCommand(['knit', 'a'], [command(() => Promise.reject(thrown))], terminal())).toBe(status);
    expect(said.error).toEqual([words]);
  });

  it('shows where an error of its own came from', async () => {
    expect(await runCommand(['knit', 'a'], [command(() => Promise.reject(new TypeError('oops')))], terminal())).toBe(1);
    expect(said.error[0]).toMatch(/TypeError: oops\n +at /);
  });

  it('says no more than that it was stopped when a signal broke it off', async () => {
    const signal = AbortSignal.abort();
    const knit = command(() => Promise.reject(new Error('The stream was destroyed.')));
    expect(await runCommand(['knit', 'a'], [knit], terminal(signal))).toBe(STATUS.stopped);
    expect(said.error).toEqual(['Stopped.']);
  });
});
