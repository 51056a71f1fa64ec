import { S3Client } from '@aws-sdk/client-s3';
import type { S3Address } from '../config/index.js';
import { Unavailable } from '../errors/index.js';
import type { Logger } from '../logging/index.js';
import { StorageFull } from './file-storage.js';
import { codeOf, statusOf } from './s3-failure.js';

/** How long a call may take: one attempt up to the head of its answer, and all attempts together. */
interface Patience {
  readonly attemptMs: number;
  readonly allMs: number;
}

/** For calls that carry little. */
const SHORT: Patience = { attemptMs: 3_000, allMs: 9_000 };
/** For calls that carry a part of a file, or make the store put one together. */
export const LONG: Patience = { attemptMs: 30_000, allMs: 60_000 };

/** Each download that is read slowly keeps a line; there must be some left for everybody else. */
const LINES = 2_000;

const ABSENT = new Set(['NoSuchKey', 'NotFound', 'NoSuchUpload']);
const FULL = new Set(['QuotaExceeded', 'XMinioStorageFull', 'InsufficientStorage']);

/** What a call is given besides its command. */
export interface CallOptions {
  readonly abortSignal: AbortSignal;
  readonly requestTimeout: number;
}

/** The object, or the multipart upload, is not there. */
export class Absent extends Error {}

/** One bucket, and the manners of talking to it: signed, bounded, tried three times, its failures in our words. */
export class S3Line {
  readonly bucket: string;
  private readonly client: S3Client;

  constructor(
    address: S3Address,
    private readonly logger: Logger,
  ) {
    const { endpoint, region, accessKeyId, secretAccessKey } = address;
    this.bucket = address.bucket;
    this.client = new S3Client({
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
      maxAttempts: 3,
      // Signing covers what is sent; the newer checksums are unknown to many stores.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: {
        connectionTimeout: 2_000,
        throwOnRequestTimeout: true,
        // Whoever reads slowly leaves a line idle by right; S3Body knows the difference.
        socketTimeout: 0,
        httpsAgent: { keepAlive: true, maxSockets: LINES },
        httpAgent: { keepAlive: true, maxSockets: LINES },
      },
    });
  }

  /**
   * Makes one call, of which the body of an answer is no part any more. @throws Absent, Unavailable (with the store's own
   * words as its cause), StorageFull
   */
  async ask<T>(call: (client: S3Client, options: CallOptions) => Promise<T>, patience = SHORT): Promise<T> {
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), patience.allMs);
    try {
      return await call(this.client, { abortSignal: end.signal, requestTimeout: patience.attemptMs });
    } catch (error) {
      throw this.inOurWords(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The same, with null for what is not there. */
  async askFor<T>(call: (client: S3Client, options: CallOptions) => Promise<T>, patience = SHORT): Promise<T | null> {
    try {
      return await this.ask(call, patience);
    } catch (error) {
      if (error instanceof Absent) return null;
      throw error;
    }
  }

  close(): void {
    this.client.destroy();
  }

  private inOurWords(error: unknown): Error {
    const name = error instanceof Error ? error.name : 'unknown';
    const status = statusOf(error);
    if (ABSENT.has(name)) return new Absent(name);
    if (FULL.has(name) || status === 507) return new StorageFull();
    this.logger.warn({ error: name, status, code: codeOf(error) }, 'storage: the bucket does not answer as it should');
    const refusal = new Unavailable('Files cannot be reached just now. Please try again in a moment.', 5);
    refusal.cause = error;
    return refusal;
  }
}
