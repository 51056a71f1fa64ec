import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { PostNews } from '#posts';
import { BellRinger } from '../bell/bell-ringer.service.js';
import type { Told } from '../inbox/notification.repository.js';
import { PostLetters } from '../post-letter/post-letters.service.js';
import { FanoutCursorRepository } from './fanout-cursor.repository.js';
import { aboutPost, type ToldPost } from './fanout.policy.js';
import { FanoutRepository } from './fanout.repository.js';
import { SpokenToService, type SpokenTo } from './spoken-to.service.js';

/** What becomes of what was told when a post changes. The thread's cursor orders it among the tellings themselves. */
@Injectable()
export class SecondTellingService {
  constructor(
    private readonly db: Database,
    private readonly news: PostNews,
    private readonly cursors: FanoutCursorRepository,
    private readonly rows: FanoutRepository,
    private readonly spokenTo: SpokenToService,
    private readonly letters: PostLetters,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Tells those to whom a post speaks only since it was edited, once; also who had read it before, since then it did not
   * speak to them. A post that nobody was told of yet is told whole, by `FanoutService`.
   */
  async ofEdit(threadId: string, postId: string): Promise<void> {
    const told = await this.db.tx(async (tx): Promise<Told> => {
      const upTo = await this.cursors.hold(tx, threadId);
      const [thread, post] = [await this.news.thread(threadId, tx), await this.news.post(postId, tx)];
      if (!thread || !post?.stands || post.number > upTo) return new Map();
      // At first nobody knows more than that the text as it was written was told.
      const before = Math.max(1, await this.cursors.hold(tx, postId));
      const edition = await this.news.edition(postId, before, tx);
      if (!edition || edition.revision <= before) return new Map();
      await this.cursors.move(tx, postId, edition.revision);
      const texts = [post.body, ...edition.former].map((body) => ({ ...post, body }));
      const [now, ...former] = await this.spokenTo.by(thread, texts, tx);
      const fresh = freshOnes(now, former).filter((id) => id !== post.authorId);
      if (!now || fresh.length === 0) return new Map();
      const hear = await this.rows.addressed(tx, thread, fresh, postId);
      const toldPost: ToldPost = { ...post, ...now, createdAt: await this.rows.now(tx) };
      const tellings = fresh
        .filter((id) => hear.has(id))
        .map((id) => aboutPost(id, toldPost, now.mentioned.has(id) ? 'MENTION' : 'QUOTE'));
      if (tellings.length > 0) await this.letters.announceEdit(tx, postId);
      return this.rows.tell(tx, thread, tellings, 'STANDS');
    });
    this.bells.ring(told.keys(), told);
  }

  /** A post was deleted or removed: what was told of it is taken back. Safe to run twice. */
  async ofRemoval(threadId: string, postId: string): Promise<void> {
    const changed = await this.db.tx(async (tx) => {
      const upTo = await this.cursors.hold(tx, threadId);
      const post = await this.news.post(postId, tx);
      return !post || post.stands || post.number > upTo ? [] : this.rows.withdraw(tx, threadId, post);
    });
    this.bells.ring(changed);
  }
}

/** To whom a text speaks that did not before. */
function freshOnes(now: SpokenTo | undefined, former: readonly SpokenTo[]): string[] {
  const known = new Set(former.flatMap(({ mentioned, quoted }) => [...mentioned, ...quoted]));
  return [...new Set([...(now?.mentioned ?? []), ...(now?.quoted ?? [])])].filter((id) => !known.has(id));
}
