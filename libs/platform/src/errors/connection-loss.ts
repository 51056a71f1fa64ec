/** SQLSTATEs and system codes of a connection that ended under the work (PostgreSQL manual, appendix A). */
const LOST = new Set([
  '57P01', // administrator shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now
  '08000',
  '08001',
  '08003',
  '08006',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
]);

/** pg's client and socket say these without a code. */
const LOST_IN_WORDS =
  /Connection terminated|Client has encountered a connection error|Client was closed and is not queryable/i;

/** Whether the connection was lost, so that it is not known whether the last statement was done. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && LOST.has(error.code)) return true;
  return LOST_IN_WORDS.test(error.message) || isConnectionLoss(error.cause);
}

/** Whether the server took the statement and said nothing within `query_timeout`: asking again would only wait again. */
export function isStall(error: unknown): boolean {
  return error instanceof Error && (error.message === 'Query read timeout' || isStall(error.cause));
}

/** SQLSTATEs of a server that has no room for anybody, whatever was asked. */
const NO_ROOM = new Set([
  '53100', // its disk is full
  '53300', // it has no connection left
]);

/** pg's pool says this without a code. */
const NO_PLACE = /timeout exceeded when trying to connect/i;

/** Whether no place in the pool of connections became free in time, so that nothing was asked. */
export function isPoolFull(error: unknown): boolean {
  return error instanceof Error && NO_PLACE.test(error.message);
}

/** SQLSTATEs of a work that another one was in the way of. */
const IN_THE_WAY = new Set([
  '40P01', // deadlock detected
  '55P03', // the lock did not come free
]);

/** Whether a work failed because another one held what it needed: it waited, and did nothing. */
export function isBlocked(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && typeof error.code === 'string' && IN_THE_WAY.has(error.code)) || isBlocked(error.cause);
}

/**
 * Whether a work failed by what nobody can bring about with what they send: the database was lost, or had no room. What
 * took too long, took all memory or is a mistake of ours is none of these: it can be the sender's doing.
 */
export function isOutage(error: unknown): boolean {
  if (isConnectionLoss(error) || isPoolFull(error)) return true;
  if (!(error instanceof Error)) return false;
  return ('code' in error && typeof error.code === 'string' && NO_ROOM.has(error.code)) || isOutage(error.cause);
}
