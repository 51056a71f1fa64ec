import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { RedisLine } from '../redis/index.js';

/** The one stream of the site. */
const STREAM = 'copse:live';
/** Entries that it keeps, about: for whoever reads a little later, and no archive. */
const KEPT = 2_000;
/**
 * Characters of a message that one entry holds; a longer one goes in several. Written as JSON and in UTF-8 that is 12 kB at
 * most, so that the stream takes some 24 MB at worst, and a long message pushes no more out than it is long.
 */
const PIECE = 4_000;
const AT_ONCE = 200;
const WAIT_MS = 5_000;
/** How soon it is tried again: while the process starts, when nobody listens yet, and later. */
const START_MS = 50;
const AGAIN_MS = 500;
/** How soon a process says that it could not say something. */
const ADMIT_MS = 1_000;
/** Processes whose numbers are remembered. */
const PROCESSES = 1_000;

/** What goes through the stream. Each process numbers what it says, so that whoever reads it knows what it missed. */
interface Said {
  readonly by: string;
  readonly number: number;
  /** `new`: who is there? `here`: I am, and this is my number. `again`: something of mine did not get through. */
  readonly hello?: 'new' | 'here' | 'again';
  readonly message?: unknown;
  /** One of the pieces of a long message, as JSON: which one, of how many. Those of one process follow each other. */
  readonly piece?: { readonly at: number; readonly of: number; readonly text: string };
}

/** Who listens to the other processes. */
export interface Listener {
  /** Takes a message of another process, in the order in which that one said them. */
  hear(message: never): void;
  /** Something was missed, nobody knows what; called before anything newer is heard. */
  miss(): void;
}

/**
 * What processes say to each other, through a stream of Redis. It may lose messages, since Redis is allowed to vanish with
 * all that it holds, but never unnoticed: senders count what they say, also what fails, and readers compare.
 */
export class LiveStream {
  private readonly name = randomUUID();
  private number = 0;
  private readonly heard = new LRUCache<string, number>({ max: PROCESSES });
  /** The pieces of messages that have not come whole yet, by whose they are. */
  private readonly begun = new LRUCache<string, string[]>({ max: PROCESSES });
  private owed: NodeJS.Timeout | undefined;

  constructor(
    private readonly line: RedisLine,
    private readonly listener: Listener,
  ) {}

  /** Begins to listen, from the messages of this moment on. */
  listen(): void {
    void this.read(this.line.openWaiting());
  }

  /** Says it to all others. Rejects when Redis does not take it; the others will notice that something is missing. */
  async say(message: unknown): Promise<void> {
    const text = JSON.stringify(message);
    if (text.length <= PIECE) return this.write({ message });
    const of = Math.ceil(text.length / PIECE);
    const pieces = Array.from({ length: of }, (_, at) => ({ at, of, text: text.slice(at * PIECE, (at + 1) * PIECE) }));
    // All are sent before anything else of this process is: one connection keeps their order.
    await Promise.all(pieces.map((piece) => this.write({ piece })));
  }

  private async write(what: Pick<Said, 'hello' | 'message' | 'piece'>): Promise<void> {
    this.number += 1;
    const said: Said = { by: this.name, number: this.number, ...what };
    try {
      if (!this.line.commands) throw new Error('There is no Redis.');
      const text = JSON.stringify(said);
      await this.line.commands.xadd(STREAM, 'MAXLEN', '~', KEPT, '*', 'said', text);
    } catch (error) {
      this.admit();
      throw error;
    }
  }

  /** Who missed something learns it by the next number: soon, also when there is nothing more to say. */
  private admit(): void {
    this.owed ??= setTimeout(() => {
      this.owed = undefined;
      if (!this.line.isEnded) this.write({ hello: 'again' }).catch(() => undefined);
    }, ADMIT_MS).unref();
  }

  private async read(connection: Redis): Promise<void> {
    let after: string | null = null;
    let [missed, begun] = [false, false];
    while (!this.line.isEnded) {
      try {
        if (after === null) {
          // Before it can speak it says nothing: what fails would count as missed.
          if (!this.line.isReady) throw new Error('Redis is not there yet.');
          after = await lastOf(connection);
          if (missed) this.listener.miss();
          [missed, begun] = [false, true];
          await this.write({ hello: 'new' });
        }
        for (const { id, text } of await newerThan(connection, after)) {
          after = id;
          this.take(text);
        }
      } catch {
        // Redis may come back without what it held, and with another clock: what was said meanwhile counts as missed.
        missed = true;
        after = null;
        await sleep(begun ? AGAIN_MS : START_MS, undefined, { ref: false });
      }
    }
  }

  private take(text: string): void {
    const { by, number, hello, message, piece } = JSON.parse(text) as Said;
    if (by === this.name) return;
    const last = this.heard.get(by);
    this.heard.set(by, number);
    const first = last === undefined && hello === 'here';
    if (!first && number > (last ?? 0) + 1) this.listener.miss();
    if (hello === 'new') this.write({ hello: 'here' }).catch(() => undefined);
    if (message !== undefined) this.listener.hear(message as never);
    if (piece) this.join(by, piece);
  }

  /** Hears a long message with its last piece; where one is missing that was noticed by its number. */
  private join(by: string, { at, of, text }: NonNullable<Said['piece']>): void {
    const pieces = at === 0 ? [] : this.begun.get(by);
    if (pieces?.length !== at) return void this.begun.delete(by);
    pieces.push(text);
    this.begun.set(by, pieces);
    if (pieces.length < of) return;
    this.begun.delete(by);
    this.listener.hear(JSON.parse(pieces.join('')) as never);
  }
}

/** What was said after this message; waits for it a while, and then answers nothing. */
async function newerThan(connection: Redis, after: string): Promise<{ id: string; text: string }[]> {
  const found = await connection.xread('COUNT', AT_ONCE, 'BLOCK', WAIT_MS, 'STREAMS', STREAM, after);
  return (found?.[0]?.[1] ?? []).map(([id, fields]) => ({ id, text: fields[1] ?? '' }));
}

/** The id of the newest message: reading "from now on" by `$` would lose what comes between two looks. */
async function lastOf(connection: Redis): Promise<string> {
  const [newest] = await connection.xrevrange(STREAM, '+', '-', 'COUNT', 1);
  return newest?.[0] ?? '0-0';
}
