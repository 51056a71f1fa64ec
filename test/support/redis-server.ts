import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { connect } from 'node:net';
import { freePort } from './free-port.js';
import { until } from './until.js';

/** Whether the machine has a Redis; npm brings none. */
export const hasRedis = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** A Redis of a test's own, without memory, that goes away and comes back under one address. */
export class RedisServer {
  private child: ChildProcess | undefined;

  private constructor(private readonly port: number) {}

  /** Starts it. */
  static async start(): Promise<RedisServer> {
    const redis = new RedisServer(await freePort());
    await redis.up();
    return redis;
  }

  /** For REDIS_URL. */
  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it again, with nothing of what it held. */
  async up(): Promise<void> {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    const failure = new Promise<never>((_, reject) => child.once('error', reject));
    this.child = child;
    await Promise.race([until('a Redis that listens', () => this.listens()), failure]);
  }

  /** Ends it as a power cut does. Nothing listens at the address then. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    // One that was stalled hears nothing else.
    child.kill('SIGKILL');
    await gone;
  }

  /** Lets it stand still: what is asked waits, connections stay open. */
  stall(): void {
    this.child?.kill('SIGSTOP');
  }

  /** Lets it go on. */
  resume(): void {
    this.child?.kill('SIGCONT');
  }

  private listens(): Promise<boolean> {
    return new Promise((done) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('connect', () => done(true)).once('error', () => done(false));
      socket.once('connect', () => socket.destroy());
    });
  }
}
