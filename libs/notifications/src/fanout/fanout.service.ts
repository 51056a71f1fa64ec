import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { PostNews, type NewsPost, type ThreadFacts } from '#posts';
import { BellRinger } from '../bell/bell-ringer.service.js';
import type { Told } from '../inbox/notification.repository.js';
import { PostLetters } from '../post-letter/post-letters.service.js';
import { WatchRepository, type Writer } from '../watch/watch.repository.js';
import { tellingsFor, type ToldPost } from './fanout.policy.js';
import { FanoutRepository } from './fanout.repository.js';
import { SpokenToService } from './spoken-to.service.js';
import { ThreadCursors } from './thread-cursors.service.js';

/** Posts that are told of in one transaction. */
const BATCH = 50;

/** Threads of which a process remembers up to where it rang, and posts of which it remembers that it told of them. */
const REMEMBERED = 1_000;

/** What one transaction did. */
interface Step {
  readonly told: Told;
  /** Ids of the posts that it went through, all after `from` and up to `upTo`. */
  readonly posts: readonly string[];
  readonly from: number;
  readonly upTo: number;
}

/**
 * Tells everybody concerned of what was written in a thread. A cursor for each thread, held while people are told and moved
 * in the same transaction, makes that each post is told once: whatever number of jobs, in any order, killed at any moment.
 */
@Injectable()
export class FanoutService {
  /** Up to which number this very process rang for each thread, so that of many jobs at once not each rings again. */
  private readonly rung = new Map<string, number>();
  /** Posts that this very process has told of and rung for, all done: of many replies at once most jobs find theirs here. */
  private readonly done = new Set<string>();
  /** The threads that this very process tells of just now. */
  private readonly telling = new Map<string, Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly news: PostNews,
    private readonly cursors: ThreadCursors,
    private readonly rows: FanoutRepository,
    private readonly spokenTo: SpokenToService,
    private readonly watches: WatchRepository,
    private readonly letters: PostLetters,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Tells of all posts of a thread that nobody was told of yet. `postId` is whose job this is: where others told of it
   * already, and not this process, its bells are rung once more: whoever told may have been killed before ringing.
   */
  async run(threadId: string, postId: string | null = null): Promise<void> {
    // Who waits for somebody of this process waits here, and not in the database with a connection that others could use.
    for (let others = this.telling.get(threadId); others; others = this.telling.get(threadId))
      await others.catch(() => undefined);
    if (postId !== null && this.done.has(postId)) return;
    const telling = this.tellOf(threadId, postId);
    this.telling.set(threadId, telling);
    await telling.finally(() => this.telling.delete(threadId));
  }

  private async tellOf(threadId: string, postId: string | null): Promise<void> {
    let step = await this.step(threadId);
    const told = [...step.posts];
    let first = step.from + 1;
    if (postId !== null && !step.posts.includes(postId))
      first = Math.min(first, (await this.ringAgain(threadId, postId)) ?? first);
    while (step.posts.length === BATCH) {
      step = await this.step(threadId);
      told.push(...step.posts);
    }
    // Whoever read, muted or left while this was on its way was told too late: they did not find what was not there yet.
    this.bells.ring(await this.rows.settle(threadId, first));
    for (const id of told) this.done.add(id);
    for (const id of this.done) {
      if (this.done.size <= REMEMBERED) break;
      this.done.delete(id);
    }
  }

  private async step(threadId: string): Promise<Step> {
    const step = await this.db.tx(async (tx) => {
      const from = await this.cursors.hold(tx, threadId);
      const thread = await this.news.thread(threadId, tx);
      const posts = thread ? await this.news.after(threadId, from, BATCH, tx) : [];
      const last = posts.at(-1);
      if (!thread || !last) return { told: new Map(), posts: [], from, upTo: from };
      const told = await this.tell(
        tx,
        thread,
        posts.filter(({ stands }) => stands),
      );
      await this.cursors.move(tx, threadId, last.number);
      return { told, posts: posts.map(({ id }) => id), from, upTo: last.number };
    });
    this.bells.ring(step.told.keys(), step.told);
    if (step.posts.length > 0) this.remember(threadId, step.upTo);
    return step;
  }

  private remember(threadId: string, upTo: number): void {
    this.rung.delete(threadId);
    this.rung.set(threadId, upTo);
    const [oldest] = this.rung.keys();
    if (this.rung.size > REMEMBERED && oldest !== undefined) this.rung.delete(oldest);
  }

  private async tell(tx: Tx, thread: ThreadFacts, posts: readonly NewsPost[]): Promise<Told> {
    if (posts.length === 0) return new Map();
    const spokenTo = await this.spokenTo.by(thread, posts, tx);
    const toldPosts = posts.map((post, index): ToldPost => ({ ...post, ...(spokenTo[index] ?? NOBODY) }));
    // First of all, so that who writes hears of what follows, also within this very transaction.
    const begun = await this.watches.start(tx, thread, writersOf(posts));
    const listeners = await this.rows.listeners(tx, thread, {
      begins: posts[0]?.number === 1,
      addressed: [...new Set(spokenTo.flatMap(({ mentioned, quoted }) => [...mentioned, ...quoted]))],
      numbers: posts.map(({ number }) => number),
    });
    const told = await this.rows.tell(
      tx,
      thread,
      listeners.flatMap((listener) => tellingsFor(listener, toldPosts, begun.has(listener.accountId))),
    );
    await this.letters.announce(
      tx,
      thread.communityId,
      posts.map(({ id }) => id),
    );
    return told;
  }

  /** Answers the number of the post; null when there is none. */
  private async ringAgain(threadId: string, postId: string): Promise<number | null> {
    const post = await this.news.post(postId);
    if (post && post.number > (this.rung.get(threadId) ?? 0)) {
      const told = await this.rows.toldOf(threadId, post.number);
      this.bells.ring(told.keys(), told);
    }
    return post && post.number;
  }
}

const NOBODY = { mentioned: new Set<string>(), quoted: new Set<string>() };

/** Each who wrote, once: as who started the thread where they did, at their first word. */
function writersOf(posts: readonly NewsPost[]): Writer[] {
  const writers = new Map<string, Writer>();
  for (const { authorId, number, createdAt } of posts) {
    if (!writers.has(authorId))
      writers.set(authorId, { accountId: authorId, cause: number === 1 ? 'STARTED' : 'WROTE', at: createdAt });
  }
  return [...writers.values()];
}
