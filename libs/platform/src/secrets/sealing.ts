import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256-GCM with the nonce and tag lengths of NIST SP 800-38D. */
const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** What was sealed does not open: it was changed, belongs elsewhere, or another key sealed it. Says nothing more. */
export class SealBroken extends Error {
  constructor() {
    super('A sealed value does not open.');
    this.name = 'SealBroken';
  }
}

/**
 * Seals a value under a key of 32 bytes: version ‖ nonce ‖ tag ‖ ciphertext. The nonce is random, so one key may seal
 * far more values than any application has. `context` is not stored: whoever opens must name the same one, so a value
 * that was moved to another place does not open there.
 */
export function seal(plain: Buffer | string, key: Buffer, context: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
}

/**
 * Opens what {@link seal} made.
 * @throws SealBroken when key, context or any bit is another.
 */
export function openSeal(sealed: Buffer, key: Buffer, context: string): Buffer {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) throw new SealBroken();
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  const plain = decipher.update(sealed.subarray(HEAD_BYTES));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw new SealBroken();
  }
}
