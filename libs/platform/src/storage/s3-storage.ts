import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import type { OnModuleDestroy } from '@nestjs/common';
import type { S3Address } from '../config/index.js';
import type { Logger } from '../logging/index.js';
import { makeFolders, orFull, passingPath, removeStale } from './disk-files.js';
import {
  demandKey,
  FileStorage,
  isOurs,
  ObjectMissing,
  PAGE,
  type ByteRange,
  type StoredObject,
} from './file-storage.js';
import { S3Body } from './s3-body.js';
import { CARDS, S3Incoming } from './s3-incoming.js';
import { LONG, S3Line } from './s3-line.js';

/** What the storage in a bucket needs besides its address. */
export interface S3StorageOptions {
  /** Where copies for `withPath` are made. */
  readonly folder: string;
  readonly logger: Logger;
}

/** Bytes in a bucket, an object for each key. All requests are signed, so the bucket can and shall be private. */
export class S3Storage extends FileStorage implements OnModuleDestroy {
  readonly incoming: S3Incoming;
  private readonly line: S3Line;
  private readonly folder: string;

  constructor(address: S3Address, { folder, logger }: S3StorageOptions) {
    super();
    this.line = new S3Line(address, logger);
    this.incoming = new S3Incoming(this.line);
    this.folder = folder;
  }

  onModuleDestroy(): void {
    this.line.close();
  }

  async read(key: string, range?: ByteRange): Promise<Readable> {
    const command = { ...this.named(key), Range: range && `bytes=${range.start}-${range.end}` };
    const answer = await this.line.askFor((s3, options) => s3.send(new GetObjectCommand(command), options));
    if (answer === null) throw new ObjectMissing(key);
    const body = answer.Body as Readable;
    const expected = range === undefined ? answer.ContentLength : range.end - range.start + 1;
    if (expected !== undefined && expected === answer.ContentLength) return new S3Body(body, expected);
    body.destroy();
    throw new Error(`The object ${key} is not as long as it should be.`);
  }

  async size(key: string): Promise<number | null> {
    const named = this.named(key);
    const head = await this.line.askFor((s3, options) => s3.send(new HeadObjectCommand(named), options));
    return head?.ContentLength ?? null;
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    const command = { ...this.named(key), Body: bytes, ContentType: 'application/octet-stream' };
    await this.line.ask((s3, options) => s3.send(new PutObjectCommand(command), options), LONG);
  }

  async remove(key: string): Promise<void> {
    demandKey(key);
    await this.incoming.remove(key);
  }

  async withPath<T>(key: string, work: (path: string) => Promise<T>): Promise<T> {
    const path = passingPath(this.folder, 'copy');
    try {
      await makeFolders(this.folder);
      await pipeline(await this.read(key), createWriteStream(path, { flags: 'wx', mode: 0o600 })).catch((error) => {
        throw orFull(error);
      });
      return await work(path);
    } finally {
      await rm(path, { force: true });
    }
  }

  async page(after: string | null): Promise<StoredObject[]> {
    if (after === null) await removeStale(this.folder);
    const found = new Map<string, Date>();
    // Both are in the order of the keys, so the first so many of both together are the first so many of all.
    for (const prefix of ['', CARDS]) {
      for (const { Key = '', LastModified = new Date() } of await this.list(prefix, after)) {
        const key = Key.slice(prefix.length);
        if (isOurs(key)) found.set(key, LastModified);
      }
    }
    return [...found]
      .map(([key, modifiedAt]) => ({ key, modifiedAt }))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1))
      .slice(0, PAGE);
  }

  private async list(prefix: string, after: string | null): Promise<{ Key?: string; LastModified?: Date }[]> {
    const { Contents = [] } = await this.line.ask((s3, options) =>
      s3.send(
        new ListObjectsV2Command({
          Bucket: this.line.bucket,
          Prefix: prefix,
          Delimiter: '/',
          MaxKeys: PAGE,
          StartAfter: prefix + (after ?? ''),
        }),
        options,
      ),
    );
    return Contents;
  }

  private named(key: string): { Bucket: string; Key: string } {
    demandKey(key);
    return { Bucket: this.line.bucket, Key: key };
  }
}
