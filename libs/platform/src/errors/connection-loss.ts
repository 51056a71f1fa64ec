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
