import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from '#contracts';
import type { BenchThread } from '../dataset.js';
import { post, type Side } from '../side.js';
import { mean, median } from '../statistics.js';
import { Connection } from './connection.js';
import type { Job } from './job.js';
import type { ReplyMaker } from './reply-maker.js';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

const AT_ONCE = 50;
const PATIENCE_MS = 30_000;
/** Replies of others that are waited for at least, where the bells are right too soon to compare. */
const OTHERS = 20;

/** How long one reply took, in milliseconds. */
interface Told {
  /** Until its author had the answer. */
  readonly answered: number;
  /** Until the last bell was right. */
  readonly rung: number;
  /** Replies of others that were sent before that, each until its answer. */
  readonly others: readonly number[];
}

/** People with a bell, connected to one side; each reply must ring every bell of those who watch once more. */
export class Bells {
  private readonly sockets: Client[] = [];
  private writer: Connection | null = null;
  /** Of somebody who replies elsewhere. */
  private other: Connection | null = null;
  private heard: ((at: number, unreadCount: number) => void) | null = null;
  /** Messages that each watcher was to be told of so far, by their place among the watchers. */
  private readonly expected: number[];
  private readonly sent = { many: 0, few: 0 };

  constructor(private readonly job: Job & { kind: 'bells' }) {
    this.expected = job.watchers.map(() => 0);
  }

  /** Connects everybody. Returns how many are connected. */
  async enter(): Promise<number> {
    this.writer = await Connection.open(this.job.side.port);
    this.other = await Connection.open(this.job.side.port);
    const { watchers } = this.job;
    while (this.sockets.length < watchers.length) {
      const from = this.sockets.length;
      const batch = watchers.slice(from, from + AT_ONCE).map((_, index) => this.enterOne(from + index));
      this.sockets.push(...(await Promise.all(batch)));
    }
    return this.sockets.length;
  }

  /**
   * Replies one at a time. Returns the median of the times that were asked for, in milliseconds; of others the mean, so that
   * one of them who waits for long counts as much as they wait.
   */
  async ring(side: Side, { messages, until, among }: Job & { kind: 'ring' }, replies: ReplyMaker): Promise<number> {
    const threads = this.job[among];
    const times: number[] = [];
    for (let sent = 0; sent < messages; sent += 1) {
      const thread = threads[this.sent[among]];
      if (!thread) throw new Error('There are fewer threads than messages.');
      this.sent[among] += 1;
      const { answered, rung, others } = await this.tell(side, thread, among, replies, until === 'others');
      times.push(...(until === 'others' ? others : [until === 'answer' ? answered : rung]));
    }
    return until === 'others' ? mean(times) : median(times);
  }

  close(): void {
    for (const socket of this.sockets) socket.disconnect();
    this.writer?.close();
    this.other?.close();
  }

  private async tell(
    side: Side,
    thread: BenchThread,
    among: 'many' | 'few',
    replies: ReplyMaker,
    withOthers: boolean,
  ): Promise<Told> {
    if (!this.writer) throw new Error('Nobody has entered.');
    const told = among === 'many' ? this.sockets.length : Math.min(10, this.sockets.length);
    for (let at = 0; at < told; at += 1) this.expected[at] = (this.expected[at] ?? 0) + 1;
    const { promise: all, resolve, reject } = Promise.withResolvers<number>();
    const right = new Set<number>();
    const tooLate = setTimeout(
      () => reject(new Error(`Within 30 s ${right.size} of ${told} bells were right.`)),
      PATIENCE_MS,
    );
    const sentAt = performance.now();
    this.heard = (at, unreadCount) => {
      // The bare side counts nothing: whatever arrives is right.
      if (side.name === 'ours' && unreadCount !== this.expected[at]) return;
      right.add(at);
      if (right.size >= told) resolve(performance.now() - sentAt);
    };
    try {
      const reply = replies.into(thread, 0);
      const answering = this.writer.json(this.request(side, thread, reply)).then((answer) => {
        const { errors } = answer as { errors?: unknown };
        if (errors !== undefined) throw new Error(`The reply was refused: ${JSON.stringify(errors).slice(0, 300)}`);
        return performance.now() - sentAt;
      });
      const elsewhere = withOthers ? this.replyElsewhere(side, replies, all) : [];
      const [answered, rung, others] = await Promise.all([answering, all, elsewhere]);
      return { answered, rung, others };
    } finally {
      clearTimeout(tooLate);
      this.heard = null;
    }
  }

  /** One reply after the other, into threads that nobody with a bell here follows, until all bells are right. */
  private async replyElsewhere(side: Side, replies: ReplyMaker, rung: Promise<unknown>): Promise<number[]> {
    const times: number[] = [];
    let over = false;
    const noMore = (): void => void (over = true);
    rung.then(noMore, noMore);
    while (!over || times.length < OTHERS) {
      const reply = side.reply(replies.next(side));
      const sentAt = performance.now();
      const answer = await this.other?.json(reply);
      times.push(performance.now() - sentAt);
      side.numberOf(answer);
    }
    return times;
  }

  private request(side: Side, thread: BenchThread, reply: ReturnType<ReplyMaker['into']>): string {
    if (side.name === 'ours') return side.reply(reply);
    return post(this.job.side.port, '/', { threadId: thread.id, id: reply.id, number: 1, revision: 1 });
  }

  private async enterOne(at: number): Promise<Client> {
    const origin = `http://127.0.0.1:${this.job.side.port}`;
    const socket: Client = io(origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { origin, cookie: `copse=${this.job.watchers[at]?.token}` },
    });
    await new Promise<void>((done, reject) => {
      socket.once('connect', () => done());
      socket.once('connect_error', reject);
    });
    socket.on('unread:changed', ({ unreadCount }) => this.heard?.(at, unreadCount));
    if (this.job.side.name === 'bare') {
      socket.on('post:created', () => this.heard?.(at, 0));
      await socket.timeout(PATIENCE_MS).emitWithAck('thread:watch', { threadId: '' });
    }
    return socket;
  }
}
