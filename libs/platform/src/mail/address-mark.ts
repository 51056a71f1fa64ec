import { createHash } from 'node:crypto';

/** Tells, without the address, to which address a message went: the same for the same address, whatever its case. */
export const addressMarkOf = (mailId: string, address: string): string =>
  createHash('sha256').update(`${mailId} ${address.trim().toLowerCase()}`).digest('base64url');
