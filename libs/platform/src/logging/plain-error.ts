/** What is told of an error besides its own words; all else that hangs on it may be what somebody wrote. */
interface PlainError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** Node's, PostgreSQL's or the mail server's. */
  readonly code?: string;
  /** Of PostgreSQL's errors: where, in the names of the schema. */
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly cause?: PlainError;
}

/** Causes of causes; an error may name itself. */
const DEPTH = 4;
/** PostgreSQL's states: two figures or letters of a class, three of the case. */
const SQLSTATE = /^[0-9A-Z]{5}$/;
/** An e-mail address, wherever somebody else's words hold one: a mail server repeats whom it does not know. */
const ADDRESS = /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+/g;

/**
 * An error for the log: where and of what kind it is, without what was worked on. TypeORM hangs the values of a statement
 * on its errors, pg the row that was in the way, and both would be somebody's text, address or secret.
 */
export function plainError(error: unknown, depth = DEPTH): unknown {
  if (!isErrorLike(error)) return plainWords(String(error));
  const { name, stack, cause } = error;
  const state = textOf(error, 'code');
  const message = plainWords(error.message, state);
  return {
    type: name,
    message,
    ...(stack === undefined ? {} : { stack: [`${name}: ${message}`, ...framesOf(stack)].join('\n') }),
    ...(state === undefined ? {} : { code: state }),
    ...pick(error, ['table', 'column', 'constraint']),
    ...(cause === undefined || depth === 0 ? {} : { cause: plainError(cause, depth - 1) }),
  } as PlainError;
}

/**
 * The words of an error, without addresses, and without what PostgreSQL quotes: the value that it could not read (names of
 * tables and columns are ours). `state` is its code, where it is known.
 */
export function plainWords(message: string, state?: string): string {
  const isQuoting = (state !== undefined && SQLSTATE.test(state) && state.startsWith('22')) || /: "/.test(message);
  return withoutAddresses(isQuoting ? message.replace(/: ".*/s, ': …') : message);
}

const withoutAddresses = (text: string): string => text.replace(ADDRESS, '…@…');

/** The places in the code, without the first lines, which repeat the message. */
const framesOf = (stack: string): string[] => stack.split('\n').filter((line) => /^\s+at /.test(line));

function pick(error: object, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (textOf(error, name) ? [[name, textOf(error, name) ?? '']] : [])));
}

function textOf(error: object, name: string): string | undefined {
  const value = (error as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}

/** By shape: an error may come from another realm. */
function isErrorLike(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}
