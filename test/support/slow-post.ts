import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { until } from './until.js';

/** An SMTP server that can make the sender wait for its answer about the recipient. */
export class SlowPost {
  /** Subjects of what it took. */
  readonly taken: string[] = [];
  /** Those who wait for an answer, by the id of their connection. */
  private readonly held = new Map<string, () => void>();
  /** Connections that were answered and whose letter may still come. */
  private readonly open = new Set<string>();
  private holding = false;

  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, { id }, done) => {
      if (this.holding) this.held.set(id, done);
      else done();
    },
    onClose: ({ id }) => void this.open.delete(id),
    onData: (stream, { id }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => void this.take(id, Buffer.concat(parts), done));
    },
  });

  /** Listens; answers the address for SMTP_URL. */
  async listen(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    // A sender who breaks off is what it is for.
    this.server.on('error', () => undefined);
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /**
   * Lets the letter that `send` makes be handed in, does `meanwhile`, and only then answers the sender; settles when the
   * letter was taken or the sender broke off.
   */
  async holdDuring(send: () => Promise<unknown>, meanwhile: () => Promise<unknown>): Promise<void> {
    this.holding = true;
    await send();
    await until('a letter at the door of the post', () => this.held.size > 0);
    await meanwhile();
    this.holding = false;
    for (const [id, answer] of this.held) {
      this.open.add(id);
      answer();
    }
    this.held.clear();
    await until('the end of the letter', () => this.open.size === 0);
  }

  /** Waits for a letter with this subject. */
  async untilTaken(subject: string): Promise<void> {
    await until(`the letter “${subject}”`, () => this.taken.includes(subject));
  }

  /** Stops listening. */
  async close(): Promise<void> {
    await new Promise<void>((done) => this.server.close(done));
  }

  private async take(id: string, raw: Buffer, answer: () => void): Promise<void> {
    this.taken.push((await PostalMime.parse(raw)).subject ?? '');
    this.open.delete(id);
    answer();
  }
}
