import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { giveBack } from '#platform/storage';

/**
 * The body of an answer, as the end of a pipeline: takes exactly so many bytes, and gives the memory of each piece back once
 * it is on its way. What ends too early or runs over ends with a cut connection, so that nobody takes a part for the whole.
 */
export class AnswerBody extends Writable {
  private sent = 0;

  constructor(
    private readonly res: ServerResponse,
    private readonly expected: number,
  ) {
    super();
    res.once('close', () => this.destroy());
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.sent += chunk.length;
    if (this.sent > this.expected) return done(this.wrong());
    this.res.write(chunk, (error) => {
      giveBack(chunk);
      done(error);
    });
  }

  override _final(done: (error?: Error | null) => void): void {
    if (this.sent === this.expected) this.res.end(() => done());
    else done(this.wrong());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.res.writableFinished) this.res.destroy();
    done(error);
  }

  private wrong(): Error {
    return new Error(`Read ${this.sent} bytes where ${this.expected} were expected.`);
  }
}
