import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** Passes bytes on unchanged and knows, once they are through, how many they were and their SHA-256. */
export class SummedStream extends Transform {
  /** Bytes that went through so far. */
  bytes = 0;
  private readonly hash = createHash('sha256');

  /** In hex; asked once, after the last byte. */
  sum(): string {
    return this.hash.digest('hex');
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error: null, data: Buffer) => void): void {
    this.bytes += chunk.length;
    this.hash.update(chunk);
    done(null, chunk);
  }
}
