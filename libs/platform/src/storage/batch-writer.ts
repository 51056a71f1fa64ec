import type { FileHandle } from 'node:fs/promises';
import { giveBack } from './give-back.js';

/** What may wait while the last piece is being written; a network brings 64 KiB at a time. */
const WAITING = 512 * 1024;

/** So much goes to the disk at a time while more comes: the last byte then waits for little. */
const SYNCED_AT_ONCE = 32 * 1024 * 1024;

/** Whether a file of this process is brought to the disk just now: no more of the threads that all share wait for it. */
let syncing = false;

/**
 * Writes to a file what comes, at once, and what comes meanwhile in one piece after it: each write costs a trip to another
 * thread. A write that failed is told by the next call; after it nothing is known of the file. What it is given is its own:
 * the memory is given back.
 */
export class BatchWriter {
  private waiting: Uint8Array[] = [];
  private size = 0;
  private position: number;
  private writing: Promise<void> | null = null;
  private unsynced = 0;
  private bringing: Promise<void> | null = null;
  private failure: { readonly error: unknown } | null = null;

  constructor(
    private readonly file: FileHandle,
    /** Where the next byte goes, what waits included. */
    public end: number,
  ) {
    this.position = end;
  }

  /** Takes bytes; waits while too many are not written yet. */
  async add(chunk: Uint8Array): Promise<void> {
    this.waiting.push(chunk);
    this.size += chunk.length;
    this.end += chunk.length;
    this.writing ??= this.writeWaiting();
    if (this.size >= WAITING) await this.writing;
    this.tellFailure();
  }

  /** Waits until everything is written. */
  async flush(): Promise<void> {
    await this.writing;
    await this.bringing;
    this.tellFailure();
  }

  private async writeWaiting(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const { waiting, position } = this;
        this.position += this.size;
        this.waiting = [];
        this.size = 0;
        await writeAll(this.file, waiting, position);
        for (const piece of waiting) giveBack(piece);
        this.unsynced += this.position - position;
        if (this.unsynced >= SYNCED_AT_ONCE && !syncing) this.bringing = this.bringToDisk();
      }
    } catch (error) {
      this.failure = { error };
    } finally {
      this.writing = null;
    }
  }

  private async bringToDisk(): Promise<void> {
    syncing = true;
    this.unsynced = 0;
    try {
      await this.file.datasync();
    } catch (error) {
      this.failure = { error };
    } finally {
      syncing = false;
    }
  }

  private tellFailure(): void {
    if (this.failure) throw this.failure.error;
  }
}

/** Writes all of it; a write of the system may stop earlier. */
async function writeAll(file: FileHandle, pieces: readonly Uint8Array[], position: number): Promise<void> {
  let left = pieces;
  let at = position;
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left as Uint8Array[], at);
    at += bytesWritten;
    left = without(left, bytesWritten);
  }
}

function without(pieces: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let skip = bytes;
  return pieces.flatMap((piece) => {
    const rest = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - rest.length;
    return rest.length > 0 ? [rest] : [];
  });
}
