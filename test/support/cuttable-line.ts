import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One connection through the line. */
interface Through {
  readonly near: Socket;
  readonly far: Socket;
  /** What came from the near end. */
  sent: number;
  held: boolean;
}

/** A line between a browser and a product that can be cut midway, at a byte that the test chooses instead of a moment. */
export class CuttableLine {
  private readonly open = new Set<Through>();
  private torn = false;
  private limit = Infinity;
  private carried = 0;

  private constructor(
    private readonly server: Server,
    private readonly to: number,
  ) {
    server.on('connection', (near) => this.take(near));
  }

  /** Lays one to a port of this machine. */
  static async lay(to: number): Promise<CuttableLine> {
    const line = new CuttableLine(createServer(), to);
    await new Promise<void>((done) => line.server.listen(0, '127.0.0.1', done));
    return line;
  }

  /** Makes a Chromium take it for the address of the product, which stays what it is. */
  get flag(): string {
    const { port } = this.server.address() as AddressInfo;
    return `--host-resolver-rules=MAP localhost:${this.to} 127.0.0.1:${port}`;
  }

  /** Bytes that were sent through it so far. */
  get bytes(): number {
    return this.carried;
  }

  /** How many connections are held. */
  get held(): number {
    return [...this.open].filter(({ held }) => held).length;
  }

  /** From now on, a connection over which so many bytes more were sent is held; others, and answers, go through. */
  holdAfter(bytes: number): void {
    this.limit = bytes;
    for (const one of this.open) one.sent = 0;
  }

  /** Breaks every connection off and takes none. */
  cut(): void {
    this.torn = true;
    for (const { near, far } of this.open) {
      near.destroy();
      far.destroy();
    }
  }

  /** Takes connections again and holds none. */
  mend(): void {
    this.torn = false;
    this.limit = Infinity;
    for (const one of this.open) {
      one.held = false;
      one.near.resume();
    }
  }

  /** Takes it away. */
  async remove(): Promise<void> {
    const closed = new Promise((done) => this.server.close(done));
    this.cut();
    await closed;
  }

  private take(near: Socket): void {
    // Breaking off is what it is for.
    near.on('error', () => undefined);
    if (this.torn) return void near.destroy();
    const far = connect(this.to, '127.0.0.1').on('error', () => undefined);
    const one: Through = { near, far, sent: 0, held: false };
    this.open.add(one);
    near.on('data', (bytes: Buffer) => {
      one.sent += bytes.length;
      this.carried += bytes.length;
      one.held = one.sent >= this.limit;
      if (!far.write(bytes) || one.held) near.pause();
    });
    far.on('drain', () => one.held || near.resume());
    far.on('data', (bytes: Buffer) => near.write(bytes) || far.pause());
    near.on('drain', () => far.resume());
    near.on('close', () => this.open.delete(one) && far.destroy());
    far.on('close', () => near.destroy());
  }
}
