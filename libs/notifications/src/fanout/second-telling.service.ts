import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { PostNews } from '#posts';
import { BellRinger } from '../bell/bell-ringer.service.js';
import type { Told } from '../inbox/notification.repository.js';
import { PostLetters } from '../post-letter/post-letters.service.js';
import { FanoutCursorRepository } from './fanout-cursor.repository.js';
import { aboutPost, type ToldPost } from './fanout.policy.js';
import { FanoutRepository } from './fanout.repository.js';
import { SpokenToService, speaks } from './spoken-to.service.js';
import { WithdrawalRepository } from './withdrawal.repository.js';

/** What becomes of what was told when a post changes. The thread's cursor orders it among the tellings themselves. */
@Injectable()
export class SecondTellingService {
  constructor(
    private readonly db: Database,
    private readonly news: PostNews,
    private readonly cursors: FanoutCursorRepository,
    private readonly rows: FanoutRepository,
    private readonly withdrawals: WithdrawalRepository,
    private readonly spokenTo: SpokenToService,
    private readonly letters: PostLetters,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Tells those to whom a post speaks only since it was edited, once; also who had read it before, since then it did not
   * speak to them. A post that nobody was told of yet is told whole, by `FanoutService`.
   */
  async ofEdit(threadId: string, postId: string): Promise<void> {
    let number = 0;
    const told = await this.db.tx(async (tx): Promise<Told> => {
      const upTo = await this.cursors.hold(tx, threadId);
      const [thread, post] = [await this.news.thread(threadId, tx), await this.news.post(postId, tx)];
      if (!thread || !post?.stands || post.number > upTo) return new Map();
      // What is silent says nothing new, whatever it said before.
      const words = await this.spokenTo.read(post);
      if (!speaks(words)) return new Map();
      // At first nobody knows more than that the text as it was written was told.
      const before = Math.max(1, await this.cursors.hold(tx, postId));
      const edition = await this.news.edition(postId, before, tx);
      if (!edition || edition.revision <= before) return new Map();
      await this.cursors.move(tx, postId, edition.revision);
      const spoken = await this.spokenTo.sinceEdit(thread, words, edition.former, tx);
      const fresh = spoken?.fresh.filter((id) => id !== post.authorId) ?? [];
      if (!spoken || fresh.length === 0) return new Map();
      const { now } = spoken;
      const hear = await this.rows.addressed(tx, thread, fresh, postId);
      const toldPost: ToldPost = { ...post, ...now, createdAt: await this.rows.now(tx) };
      const tellings = fresh
        .filter((id) => hear.has(id))
        .map((id) => aboutPost(id, toldPost, now.mentioned.has(id) ? 'MENTION' : 'QUOTE'));
      if (tellings.length === 0) return new Map();
      await this.letters.announceEdit(tx, postId);
      number = post.number;
      const told = await this.rows.tell(tx, thread, tellings, 'STANDS');
      await this.withdrawals.outdo(tx, threadId, post.number, [...told.keys()]);
      return told;
    });
    this.bells.ring(told.keys(), told);
    if (told.size > 0) this.bells.ring(await this.rows.settle(threadId, number));
  }

  /** A post was deleted or removed: what was told of it is taken back. Safe to run twice. */
  async ofRemoval(threadId: string, postId: string): Promise<void> {
    const changed = await this.db.tx(async (tx) => {
      const upTo = await this.cursors.hold(tx, threadId);
      const post = await this.news.post(postId, tx);
      return !post || post.stands || post.number > upTo ? [] : this.withdrawals.withdraw(tx, threadId, post);
    });
    this.bells.ring(changed);
  }
}
