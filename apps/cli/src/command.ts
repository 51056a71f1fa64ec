import type { ParseArgsOptionsConfig } from 'node:util';
import type { Config } from '#platform/config';

/** How a command ended, for the shell. */
export const STATUS = {
  done: 0,
  /** It could not be done, and nothing is left of it; or `check` found something that must be put right. */
  failed: 1,
  /** The command line was wrong; nothing was begun. */
  usage: 2,
  /** Done, but something was not as it should be; the lines above say what. */
  amiss: 3,
  /** Ended by a signal. */
  stopped: 130,
} as const;

/** What a command may rely on. */
export interface CommandContext {
  /** Read when it is first asked for: throws ConfigError. `check` alone looks at it without. */
  readonly config: () => Config;
  /** A line for the person at the terminal: standard output. */
  readonly say: (line: string) => void;
  /** A line about what is wrong: standard error. */
  readonly complain: (line: string) => void;
  /** Aborted by Ctrl-C and its like: undo what is half and come back. */
  readonly signal: AbortSignal;
}

/** What was typed behind a command's name. */
export interface Typed {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** One word of the command line. */
export interface Command {
  readonly name: string;
  /** What follows the name, as the help shows it. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What it does, needs and leaves; lines of the help. */
  readonly help: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  /** How many words without a dash it takes. */
  readonly operands: number;
  /** Does it; answers one of {@link STATUS}. Throws UsageError, StartError or ConfigError for what a person can put right. */
  run(typed: Typed, context: CommandContext): Promise<number>;
}

/** The command line cannot mean anything; the message says why. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
