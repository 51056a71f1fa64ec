import { isConnectionLoss, isPoolFull, isStall } from './connection-loss.js';
import { DomainError, Unavailable } from './domain-error.js';

/** SQLSTATEs, besides those of a lost connection, that mean "not now" rather than "wrong" (PostgreSQL manual, appendix A). */
const NOT_NOW = new Set([
  '53000', // insufficient resources: of the server, not of ours
  '53100', // its disk is full
  '53200', // its memory is full
  '53300', // too many connections
  '57014', // statement timeout
  '55P03', // lock not available within lock_timeout
  '40001', // serialization failure, after the retries
  '40P01', // deadlock, after the retries
]);

/** The refusal inside an unknown exception, or null when it is a bug that must become INTERNAL. */
export function toDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && NOT_NOW.has(code)) return new Unavailable();
  if (isConnectionLoss(error) || isStall(error) || isPoolFull(error)) return new Unavailable();
  return error.cause instanceof Error ? toDomainError(error.cause) : null;
}
