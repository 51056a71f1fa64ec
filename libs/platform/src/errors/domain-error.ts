import { IntrinsicException } from '@nestjs/common';
import type { ErrorCode } from '#contracts';

/** What travels with a refusal besides its code and sentence; becomes `extensions` of the GraphQL error. */
export interface ErrorDetails {
  /** For BAD_USER_INPUT: input field → what is wrong with it. */
  readonly fields?: Readonly<Record<string, string>>;
  /** For RATE_LIMITED and UNAVAILABLE: seconds to wait. */
  readonly retryAfter?: number;
  /** For CONFLICT: the state that won; its text where it is one. */
  readonly current?: { readonly body?: string; readonly revision: number };
  /** For FORBIDDEN when signing in to a suspended account: until when (ISO 8601, UTC) and why. */
  readonly suspension?: { readonly until: string; readonly reason: string };
}

/**
 * An expected refusal. Services throw it, so the transaction rolls back by itself; the edge turns it into an answer.
 * Nest logs every exception that is not intrinsic as an error of ours, which a refusal is not.
 */
export class DomainError extends IntrinsicException {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** Input that cannot be accepted; `fields` names each offending field. */
export class BadInput extends DomainError {
  constructor(fields: Record<string, string>, message = 'Some of what was sent cannot be accepted.') {
    super('BAD_USER_INPUT', message, { fields });
  }
}

/** The client-made id belongs to another act; one text, so that nobody learns whose or what it is. */
export class IdTaken extends BadInput {
  constructor() {
    super({ id: 'This id was used for something else. Make a new one.' });
  }
}

/** Nobody is signed in where somebody must be. */
export class Unauthenticated extends DomainError {
  constructor(message = 'Please sign in first.') {
    super('UNAUTHENTICATED', message);
  }
}

/** One sees the thing, but may not do this to it; the message says why. */
export class Forbidden extends DomainError {
  constructor(message: string, details: Pick<ErrorDetails, 'suspension'> = {}) {
    super('FORBIDDEN', message, details);
  }
}

/** It is not there, or one may not see it: the same answer by intent. */
export class NotFound extends DomainError {
  constructor(message = 'There is nothing here, or you may not see it.') {
    super('NOT_FOUND', message);
  }
}

/** Somebody else changed the thing meanwhile; carries the present state. */
export class Conflict extends DomainError {
  constructor(message: string, current: { body?: string; revision: number }) {
    super('CONFLICT', message, { current });
  }
}

/** Too many of these; `retryAfter` seconds from now there is room again. */
export class RateLimited extends DomainError {
  constructor(retryAfter: number) {
    super('RATE_LIMITED', `Too many attempts. Please try again in ${retryAfter} seconds.`, { retryAfter });
  }
}

/** More bytes than any real request needs. */
export class PayloadTooLarge extends DomainError {
  constructor(message = 'This request is too large.') {
    super('PAYLOAD_TOO_LARGE', message);
  }
}

/** The database or another necessary service does not answer just now; a retry is welcome. */
export class Unavailable extends DomainError {
  constructor(message = 'Copse is busy. Please try again in a moment.', retryAfter = 2) {
    super('UNAVAILABLE', message, { retryAfter });
  }
}
