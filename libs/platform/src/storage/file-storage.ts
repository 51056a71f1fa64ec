import type { Readable } from 'node:stream';
import { DataStore } from '@tus/utils';
import { DomainError } from '../errors/index.js';

/** A part of an object; both ends belong to it. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What the storage holds under a key, finished or not. */
export interface StoredObject {
  readonly key: string;
  /** When something of it was last written. */
  readonly modifiedAt: Date;
}

/** No object has this key. */
export class ObjectMissing extends Error {
  constructor(readonly key: string) {
    super(`The storage has no object ${key}.`);
    this.name = 'ObjectMissing';
  }
}

/** The disk, or what the bucket may hold, is full. Of what was being written nothing is left. */
export class StorageFull extends DomainError {
  constructor() {
    super('UNAVAILABLE', 'There is no room left for files on this site. Please tell whoever runs it, and try later.', {
      retryAfter: 600,
    });
  }
}

const KEY = /^(?!tmp$)[a-z0-9][a-z0-9.-]{0,99}$/;
const OURS = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:[.-]|$)/;

/** How many objects {@link FileStorage.page} gives at once. */
export const PAGE = 1_000;

/** Whether it can be the key of an object: `[a-z0-9.-]`, at most 100, beginning with a letter or a figure, and not `tmp`. */
export const isKey = (text: string): boolean => KEY.test(text);

/** Throws for what is no key: a bug of the caller, since keys are made by us and never typed. */
export function demandKey(key: string): void {
  if (!isKey(key)) throw new Error(`Not a key of the storage: ${JSON.stringify(key)}`);
}

/** Whether the product may have made an object of this name: its keys begin with a UUID. All else is left alone. */
export const isOurs = (key: string): boolean => isKey(key) && OURS.test(key);

/** Where the tus server puts what comes in. */
export abstract class Incoming extends DataStore {
  /** Adds what comes from `offset` on, and answers up to where there is something then. Each piece is its own from then on. */
  abstract override write(source: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number>;
}

/**
 * Where the bytes of files are: a folder of the data folder, or an S3 bucket. Knows keys and bytes, and nothing of who may
 * see them. A storage that does not answer throws Unavailable, a full one {@link StorageFull}.
 */
export abstract class FileStorage {
  /**
   * Where the tus server puts what comes in, under the upload's id, which is the key of the finished object. Extensions:
   * creation, creation-with-upload, termination. A write that ends early, by itself or by an error of its source, keeps
   * what came; the last byte is acknowledged when the object is on the disk, or whole in the bucket.
   */
  abstract readonly incoming: Incoming;

  /**
   * The bytes of an object or of a part of it that lies within it. A stream that cannot be read to its end fails; it never
   * just ends. Whoever asked reads it to the end or destroys it. @throws ObjectMissing
   */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** How many bytes the finished object has; null when there is none. */
  abstract size(key: string): Promise<number | null>;

  /** Stores an object whole or not at all, in the place of one that was there. */
  abstract write(key: string, bytes: Buffer): Promise<void>;

  /** Removes an object, finished or not, with all that stands beside it. One that is gone is no error. */
  abstract remove(key: string): Promise<void>;

  /** Runs `work` with the path of a file of these bytes, which is only to be read and only meanwhile. @throws ObjectMissing */
  abstract withPath<T>(key: string, work: (path: string) => Promise<T>): Promise<T>;

  /**
   * At most {@link PAGE} objects of ours, finished or not, in the order of their keys from behind `after` on; empty at the
   * end. Beginning (null) also removes temporary files that a killed process left.
   */
  abstract page(after: string | null): Promise<StoredObject[]>;
}
