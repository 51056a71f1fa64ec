import { ConfigError } from '../config/index.js';
import { giveBackAfterLoad } from './memory.js';
import { endWanted } from './signals.js';
import { StartError } from './start-error.js';
import { terminal } from './terminal.js';

/** What a process does until it is asked to end. */
export interface Running {
  /** Settles with a sentence when it cannot go on. */
  readonly lost: Promise<string>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** One of our processes, from its start to its end. */
export interface ProcessPlan<R extends Running> {
  /** Brings it up, telling what takes time; before anybody can ask it anything it calls `giveBackMemory`. */
  readonly start: (say: (line: string) => void) => Promise<R>;
  /** What the person at the terminal reads once it runs. */
  readonly greeting: (running: R) => readonly string[];
  /** Errors beside StartError and ConfigError whose message says all that a person needs. */
  readonly plain?: readonly (abstract new (...args: never[]) => Error)[];
}

/**
 * Runs a process of ours and ends Node with its status: 0 after an orderly end, 1 when it could not start or go on. A
 * signal that comes while it starts is obeyed once it has started, so that nothing is left half.
 */
export async function runProcess<R extends Running>(plan: ProcessPlan<R>): Promise<never> {
  const status = await run(plan).catch((error: unknown) => {
    terminal.complain(wordsFor(error, plan.plain ?? []));
    return 1;
  });
  // Whatever still holds the process (a socket of a slow reader) has had its time.
  process.exit(status);
}

async function run<R extends Running>({ start, greeting }: ProcessPlan<R>): Promise<number> {
  const end = endWanted();
  const starting = start(terminal.say);
  const first = await Promise.race([starting, end]);
  if (typeof first === 'string') {
    terminal.say('Stopping …');
    await (await starting).stop();
    return 0;
  }
  for (const line of greeting(first)) terminal.say(line);
  giveBackAfterLoad();
  const loss = await Promise.race([first.lost, end.then(() => null)]);
  if (loss !== null) {
    terminal.complain(`${loss} Copse ends; start it again.`);
    // Much of it waits for the database in vain.
    await first.stop().catch(() => undefined);
    return 1;
  }
  terminal.say('Stopping …');
  await first.stop();
  terminal.say('Stopped.');
  return 0;
}

function wordsFor(error: unknown, plain: NonNullable<ProcessPlan<Running>['plain']>): string {
  if ([ConfigError, StartError, ...plain].some((known) => error instanceof known)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
