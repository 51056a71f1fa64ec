import type { FileHandle } from 'node:fs/promises';

/** Bytes that are written in one go: a network brings 64 KiB at a time, and each write costs a trip to another thread. */
const BATCH = 512 * 1024;

/**
 * Writes to a file in large pieces, and takes the next piece while the last one is on its way. A write that failed is told
 * by the next call; after it nothing is known of the file.
 */
export class BatchWriter {
  private batch: Uint8Array[] = [];
  private size = 0;
  private position: number;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly file: FileHandle,
    /** Where the next byte goes, what waits included. */
    public end: number,
  ) {
    this.position = end;
  }

  /** Takes bytes; waits when the last piece is not written yet and the next one is full. */
  async add(chunk: Uint8Array): Promise<void> {
    this.batch.push(chunk);
    this.size += chunk.length;
    this.end += chunk.length;
    if (this.size >= BATCH) await this.writeBehind();
  }

  /** Waits until everything is written. */
  async flush(): Promise<void> {
    if (this.size > 0) await this.writeBehind();
    await this.writing;
  }

  private async writeBehind(): Promise<void> {
    await this.writing;
    const { batch, position } = this;
    this.position += this.size;
    this.batch = [];
    this.size = 0;
    this.writing = writeAll(this.file, batch, position);
    // Told by the next call; until then nobody listens.
    this.writing.catch(() => undefined);
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
