import { connect, createServer, type Server, type Socket } from 'node:net';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '#apps/standalone';
import { freePort } from './free-port.js';

/** A PostgreSQL of a test's own that goes away and comes back under one address, as another machine's does. */
export class RestartablePostgres {
  private server: EmbeddedPostgres | undefined;
  private door: Server | undefined;
  private readonly through = new Set<Socket>();
  private standing: number[] = [];

  private constructor(
    private readonly dataDir: string,
    private readonly port: number,
  ) {}

  /** Starts it with its data in this folder. */
  static async start(dataDir: string): Promise<RestartablePostgres> {
    const postgres = new RestartablePostgres(dataDir, await freePort());
    await postgres.up();
    return postgres;
  }

  /** For DATABASE_URL; the same after each restart. */
  get url(): string {
    const url = new URL(this.running.url);
    url.port = String(this.port);
    return url.href;
  }

  /** Ends it: in order, or as a power cut does. Nothing listens at the address then. */
  async down(how: 'stopped' | 'killed'): Promise<void> {
    const { running } = this;
    if (how === 'killed') for (const pid of await running.pids()) process.kill(pid, 'SIGKILL');
    await running.stop();
    this.server = undefined;
    const closed = new Promise((resolve) => this.door?.close(resolve));
    for (const socket of this.through) socket.destroy();
    await closed;
  }

  /** Breaks every connection off, and takes new ones. */
  cut(): void {
    for (const socket of this.through) socket.destroy();
  }

  /** Lets all of it stand still: what is asked waits, connections stay open. Linux and the like alone. */
  async stall(): Promise<void> {
    this.standing = await this.running.pids();
    for (const pid of this.standing) process.kill(pid, 'SIGSTOP');
  }

  /** Lets it go on. */
  resume(): void {
    for (const pid of this.standing.splice(0)) process.kill(pid, 'SIGCONT');
  }

  /** Starts it again on its data. */
  async up(): Promise<void> {
    // It takes a free port at each start, so a door that stays where it was leads there.
    this.server = await startEmbeddedPostgres({ dataDir: this.dataDir, log: () => undefined, durable: true });
    const inside = Number(new URL(this.server.url).port);
    this.door = createServer((outer) => {
      const inner = connect(inside, '127.0.0.1');
      for (const [socket, other] of [
        [outer, inner],
        [inner, outer],
      ] as const) {
        this.through.add(socket);
        socket.pipe(other);
        socket.on('error', () => other.destroy()).on('close', () => this.through.delete(socket) && other.destroy());
      }
    });
    await new Promise<void>((resolve) => this.door?.listen(this.port, '127.0.0.1', resolve));
  }

  /** Ends it for good; harmless when it has ended. */
  async end(): Promise<void> {
    this.resume();
    if (this.server) await this.down('stopped');
  }

  private get running(): EmbeddedPostgres {
    if (!this.server) throw new Error('PostgreSQL is down.');
    return this.server;
  }
}
