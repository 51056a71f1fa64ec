import { Readable } from 'node:stream';

const IDLE_MS = 20_000;

/**
 * The body of an answer that fails instead of ending short or of standing still. Its patience counts only while somebody
 * wants to read: a slow reader is no fault of the store.
 */
export class S3Body extends Readable {
  private left: number;
  private finished = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly body: Readable,
    expected: number,
    private readonly idleMs = IDLE_MS,
  ) {
    super();
    this.left = expected;
    body.on('data', (chunk: Buffer) => this.receive(chunk));
    body.on('end', () => this.finish());
    body.on('close', () => this.finish());
    body.on('error', (error) => this.destroy(error));
    body.pause();
  }

  override _read(): void {
    this.want();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.timer);
    this.body.destroy();
    done(error);
  }

  private want(): void {
    this.timer ??= setTimeout(() => this.destroy(new Error('The storage stopped in the middle.')), this.idleMs);
    this.body.resume();
  }

  private receive(chunk: Buffer): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.left -= chunk.length;
    if (this.left < 0) this.destroy(new Error('The storage sent more than it announced.'));
    else if (!this.push(chunk)) this.body.pause();
    else this.want();
  }

  private finish(): void {
    if (this.finished) return;
    this.finished = true;
    clearTimeout(this.timer);
    if (this.left === 0) this.push(null);
    else this.destroy(new Error(`The storage ended ${this.left} bytes too early.`));
  }
}
