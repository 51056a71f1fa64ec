import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import type { ErrorCode } from '#contracts';

/** One request that is answered, or one job that is done: what all that happens meanwhile has in common. */
export interface Work {
  readonly kind: 'request' | 'job';
  /** Names it in the log, and in the answer where something went wrong on our side. */
  readonly id: string;
  /** Id of the account that asks, once it is known. */
  account: string | null;
  /** Why it was refused, or INTERNAL; the first reason where there are several. */
  refusal: ErrorCode | null;
  /** What its further steps are parts of, where it is traced. */
  span: Span | null;
}

const present = new AsyncLocalStorage<Work>();

/** The work that this is done for; undefined at start, at the end, and for what comes round by itself. */
export const workNow = (): Work | undefined => present.getStore();

/** Does something as this work, with all that follows from it. */
export const asWork = <Result>(work: Work, act: () => Result): Result => present.run(work, act);

/** Notes why the present work was refused. */
export function noteRefusal(code: ErrorCode): void {
  const work = workNow();
  if (work) work.refusal ??= code;
}
