import { createHash } from 'node:crypto';

/**
 * The name under which something is kept in Redis. What it is about (an account, a network address, an e-mail address) is
 * hashed: nobody who looks into Redis learns who does what.
 */
export const redisKey = (kind: string, about: string): string =>
  `copse:${kind}:${createHash('sha256').update(about).digest('base64url').slice(0, 27)}`;
