import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Config } from '../config/index.js';
import { createLogger } from '../logging/index.js';
import { openStorage } from './open-storage.js';
import { codeOf } from './s3-failure.js';

/** The bucket of S3_URL cannot be used; the message is a sentence for who runs the site. */
export class BucketUnusable extends Error {
  constructor(message: string, options: ErrorOptions) {
    super(message, options);
    this.name = 'BucketUnusable';
  }
}

/**
 * Writes, finds and removes a small object, so that a storage that cannot work is told at start. Returns a warning, or null
 * when all is well. The sentence says all, so nothing is logged besides. @throws BucketUnusable for a bucket, the system's error for the folder
 */
export async function checkStorage(config: Config): Promise<string | null> {
  const storage = await openStorage(config, createLogger('silent'));
  const key = `${randomUUID()}.check`;
  try {
    await storage.write(key, Buffer.from('copse'));
    if ((await text(await storage.read(key))) !== 'copse') throw new Error('What was written is not what was read.');
    const readable =
      config.s3Url !== null && (await isPublic(`${config.s3Url.endpoint}/${config.s3Url.bucket}/${key}`));
    await storage.remove(key);
    return readable
      ? `Anyone can read the bucket ${config.s3Url?.bucket ?? ''} without a key. Make it private: what members share is in it.`
      : null;
  } catch (error) {
    if (config.s3Url === null) throw error;
    const { bucket, endpoint } = config.s3Url;
    const what = reasonOf((error as Error).cause ?? error);
    throw new BucketUnusable(`The bucket ${bucket} at ${endpoint} cannot be used: ${what}. See S3_URL.`, {
      cause: error,
    });
  } finally {
    (storage as { onModuleDestroy?: () => void }).onModuleDestroy?.();
  }
}

/** Asks as a stranger would. */
async function isPublic(address: string): Promise<boolean> {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(3_000), redirect: 'manual' });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function reasonOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  switch (name) {
    case 'NoSuchBucket':
      return 'there is no such bucket';
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
    case 'AccessDenied':
    case 'Forbidden':
      return 'its key or secret is wrong, or may not write there';
    default:
      return `it does not answer as it should (${codeOf(error) ?? (name || 'unknown reason')})`;
  }
}
