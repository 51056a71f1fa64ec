import { connect, type Socket } from 'node:net';

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * One keep-alive HTTP connection that does no more than it must: load and database share a core, and what the load
 * spends there would make the faster side look slower than it is. Answers must say their length.
 */
export class Connection {
  private received: Buffer[] = [];
  private size = 0;
  private expected: { status: number; bodyAt: number; total: number } | null = null;
  private waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new Error('The server closed the connection.')));
  }

  /** Opens a connection; rejects when nobody listens. */
  static open(port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Connection(socket)));
    });
  }

  /** Sends a request and waits for the whole answer; one at a time. */
  ask(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  /** The answer as JSON; throws when its status is not 200. */
  async json(request: string): Promise<unknown> {
    const { status, body } = await this.ask(request);
    if (status !== 200) throw new Error(`Status ${status}: ${body.toString().slice(0, 300)}`);
    return JSON.parse(body.toString());
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.size += chunk.length;
    if (!this.expected) {
      const head = this.joined();
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      const text = head.toString('latin1', 0, end);
      const length = /\r\ncontent-length: *(\d+)/i.exec(text)?.[1];
      if (length === undefined) return this.fail(new Error(`An answer without length: ${text.slice(0, 200)}`));
      const bodyAt = end + HEAD_END.length;
      this.expected = { status: Number(text.slice(9, 12)), bodyAt, total: bodyAt + Number(length) };
    }
    if (this.size < this.expected.total) return;
    const { status, bodyAt, total } = this.expected;
    const body = this.joined().subarray(bodyAt, total);
    this.received = [];
    this.size = 0;
    this.expected = null;
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status, body });
  }

  private joined(): Buffer {
    const [only] = this.received;
    if (this.received.length === 1 && only) return only;
    const all = Buffer.concat(this.received);
    this.received = [all];
    return all;
  }

  private fail(error: Error): void {
    this.socket.destroy();
    this.waiting?.reject(error);
    this.waiting = null;
  }
}
