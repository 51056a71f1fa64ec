import type { Request } from 'express';
import { addressKey } from '#platform/limits';

/** What is known of a browser or script besides who uses it. */
export interface Client {
  /** Its address as limits count it. */
  readonly address: string;
  /** How it calls itself; shown to its owner alone. */
  readonly userAgent: string;
}

/** Reads it from a request; `req.ip` follows TRUST_PROXY. */
export const clientOf = (req: Request): Client => ({
  address: addressKey(req.ip),
  // oxlint-disable-next-line no-control-regex -- control characters cannot be stored or would forge log lines
  userAgent: (req.get('user-agent') ?? '').replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ').slice(0, 300),
});
