import { DomainError, Unavailable } from './domain-error.js';

/** SQLSTATE classes and system codes that mean "not now" rather than "wrong" (PostgreSQL manual, appendix A). */
const NOT_NOW = new Set([
  '53300', // too many connections
  '57P01', // administrator shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now
  '57014', // statement timeout
  '55P03', // lock not available within lock_timeout
  '40001', // serialization failure, after the retries
  '40P01', // deadlock, after the retries
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
]);

/** The refusal inside an unknown exception, or null when it is a bug that must become INTERNAL. */
export function toDomainError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (!(error instanceof Error)) return null;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code !== undefined && NOT_NOW.has(code)) return new Unavailable();
  // pg's pool and socket say these without a code.
  if (
    /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/i.test(
      error.message,
    )
  ) {
    return new Unavailable();
  }
  return error.cause instanceof Error ? toDomainError(error.cause) : null;
}
