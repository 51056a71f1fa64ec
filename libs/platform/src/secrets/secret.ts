import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 bits, in characters that need no quoting in a cookie, a header or a link. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret. Plain SHA-256 suffices: nobody can try 2^256 of them. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
