import { setTimeout as sleep } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, PostMessage, ServerToClientEvents } from '#contracts';
import type { BenchSession, BenchThread } from '../dataset.js';
import { post, type NewReply, type Side, type SideAddress } from '../side.js';
import { Connection } from './connection.js';
import { percentile } from '../statistics.js';
import type { ReplyMaker } from './reply-maker.js';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Connecting at most so many at once keeps the handshakes out of each other's way. */
const AT_ONCE = 50;
const PATIENCE_MS = 15_000;

/** Readers of one thread, connected to one side, and the person who replies there. */
export class Audience {
  private readonly sockets: Client[] = [];
  private arrived: ((message: PostMessage) => void) | null = null;
  private writer: Connection | null = null;

  constructor(
    private readonly address: SideAddress,
    private readonly people: readonly BenchSession[],
    private readonly thread: BenchThread,
  ) {}

  /** Whether they are connected there. */
  isAt({ port }: SideAddress): boolean {
    return this.address.port === port;
  }

  /** Connects as many, distinct accounts in turn, and has them watch the thread. Returns how many are in the room. */
  async enter(howMany: number): Promise<number> {
    this.writer ??= await Connection.open(this.address.port);
    while (this.sockets.length < howMany) {
      const batch = Array.from({ length: Math.min(AT_ONCE, howMany - this.sockets.length) }, (_, at) =>
        this.enterOne(this.sockets.length + at),
      );
      this.sockets.push(...(await Promise.all(batch)));
    }
    return this.sockets.length;
  }

  /**
   * Replies one at a time and waits until everybody has each. Returns the 99th percentile of all times from sending
   * to receipt, in milliseconds. Throws when a message is not received by all within 15 s.
   */
  async hear(side: Side, messages: number, pauseMs: number, replies: ReplyMaker): Promise<number> {
    const times: number[] = [];
    for (let sent = 0; sent < messages; sent += 1) {
      const reply = replies.into(this.thread, sent);
      await this.deliver(this.request(side, reply, sent + 1), reply, times);
      await sleep(pauseMs);
    }
    return percentile(times, 0.99);
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect();
    this.writer?.close();
  }

  private async deliver(request: string, reply: NewReply, times: number[]): Promise<void> {
    if (!this.writer) throw new Error('Nobody has entered.');
    const { promise: all, resolve, reject } = Promise.withResolvers<void>();
    const before = times.length;
    const tooLate = setTimeout(() => {
      const lost = this.sockets.filter((socket) => !socket.connected).length;
      const reached = `${times.length - before} of ${this.sockets.length} sockets`;
      reject(new Error(`Within 15 s a reply reached ${reached}; ${lost} of them had lost their connection.`));
    }, PATIENCE_MS);
    const sentAt = performance.now();
    this.arrived = (message) => {
      if (message.postId !== reply.id || message.post?.bodyHtml !== reply.bodyHtml) return;
      times.push(performance.now() - sentAt);
      if (times.length - before === this.sockets.length) resolve();
    };
    try {
      await Promise.all([this.writer.json(request).then(noErrors), all]);
    } finally {
      clearTimeout(tooLate);
      this.arrived = null;
    }
  }

  private request(side: Side, reply: NewReply, number: number): string {
    if (side.name === 'ours') return side.reply(reply);
    const { id, body, bodyHtml } = reply;
    const author = { id: reply.author.accountId, name: 'Somebody' };
    const state = { revision: 1, createdAt: new Date().toISOString(), editedAt: null, deleted: false, inReplyTo: null };
    return post(this.address.port, '/', { threadId: this.thread.id, id, number, body, bodyHtml, author, ...state });
  }

  private async enterOne(at: number): Promise<Client> {
    const session = this.people[at % this.people.length];
    const origin = `http://127.0.0.1:${this.address.port}`;
    const socket: Client = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin, cookie: `copse=${session?.token}` },
    });
    await new Promise<void>((done, reject) => {
      socket.once('connect', () => done());
      socket.once('connect_error', reject);
    });
    socket.on('post:created', (message) => this.arrived?.(message));
    const answer = await socket.timeout(PATIENCE_MS).emitWithAck('thread:watch', { threadId: this.thread.id });
    if (!answer.ok) throw new Error(`A socket may not watch the thread: ${answer.code}`);
    return socket;
  }
}

function noErrors(answer: unknown): void {
  const { errors } = answer as { errors?: unknown };
  if (errors !== undefined) throw new Error(`The reply was refused: ${JSON.stringify(errors).slice(0, 300)}`);
}
