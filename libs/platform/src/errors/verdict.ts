import type { ErrorCode } from '#contracts';
import { DomainError, Forbidden, NotFound, Unauthenticated } from './domain-error.js';

/** Why a policy says no; constants, so that asking twenty policies for `viewerCan` makes no twenty stack traces. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** The answer of a policy: allowed, or the refusal by name. */
export type Verdict = true | Refusal;

const toError = ({ code, message }: Refusal): DomainError => {
  switch (code) {
    case 'UNAUTHENTICATED':
      return new Unauthenticated(message);
    case 'FORBIDDEN':
      return new Forbidden(message);
    case 'NOT_FOUND':
      return new NotFound();
    default:
      return new DomainError(code, message);
  }
};

/** Throws the refusal that a policy named; services call it between loading and writing. */
export function demand(verdict: Verdict): void {
  if (verdict !== true) throw toError(verdict);
}
