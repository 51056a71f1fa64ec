/** One thing that was looked at. */
export interface Finding {
  /** `warn`: works, but not as it should in service; `fail`: does not work. */
  readonly mark: 'ok' | 'warn' | 'fail';
  /** What was looked at and what was found, without secrets. */
  readonly what: string;
  /** What to do about it; with every warning and failure. */
  readonly remedy?: string;
}

export const ok = (what: string): Finding => ({ mark: 'ok', what });
export const warn = (what: string, remedy: string): Finding => ({ mark: 'warn', what, remedy });
export const fail = (what: string, remedy: string): Finding => ({ mark: 'fail', what, remedy });

/** What went wrong, in one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message || error.name : String(error)).split('\n', 1)[0] ?? '';
