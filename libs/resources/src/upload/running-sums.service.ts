import { createHash, type Hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Uploads of which this process remembers the sum so far; of the others the bytes are read once more at the end. */
const REMEMBERED = 1_000;

/** A sum of the first `offset` bytes. */
interface RunningSum {
  readonly offset: number;
  readonly hash: Hash;
}

/** The SHA-256 of what comes in, made on the way in and kept from one request of an upload to the next. */
@Injectable()
export class RunningSums {
  private readonly sums = new LRUCache<string, RunningSum>({ max: REMEMBERED });

  /** The sum to go on with at this byte; null where this process does not know what came before it. */
  goOn(id: string, offset: number): Hash | null {
    if (offset === 0) return createHash('sha256');
    const known = this.sums.get(id);
    return known?.offset === offset ? known.hash : null;
  }

  /** Keeps the sum of the first `offset` bytes. */
  keep(id: string, offset: number, hash: Hash): void {
    this.sums.set(id, { offset, hash });
  }

  /** The sum of the first `size` bytes in hex; null where it is not known here. May be asked for again. */
  of(id: string, size: number): string | null {
    const known = this.sums.get(id);
    return known?.offset === size ? known.hash.copy().digest('hex') : null;
  }

  /** The upload is done with, or its bytes are not those that were summed up. */
  forget(id: string): void {
    this.sums.delete(id);
  }
}
