import { expect } from '@jest/globals';
import type { Viewer } from '#identity';
import { ReadMarkService } from '../read-mark/read-mark.service.js';
import type { Person, TestAnswer, TestApi } from './test-api.js';

const UNREAD = 'query ($id: ID!) { thread(id: $id) { unread firstUnreadNumber } }';

/** What tests of read marks do and ask; `lead` keeps order where they do. */
export class ReadMarks {
  constructor(
    private readonly api: TestApi,
    private readonly lead: Person,
  ) {}

  private get marks(): ReadMarkService {
    return this.api.app.get(ReadMarkService, { strict: false });
  }

  mark(person: Person, threadId: string, number: number): Promise<boolean> {
    return this.api.db.tx((tx) => this.marks.mark(tx, person.accountId, threadId, number));
  }

  unmark(person: Person, threadId: string, number: number): Promise<void> {
    return this.api.db.tx((tx) => this.marks.unmark(tx, person.accountId, threadId, number));
  }

  /** How many posts are unread, and the number of the first. */
  async unreadOf(viewer: Viewer, threadId: string): Promise<[number | null, number | null]> {
    type Found = { unread: number | null; firstUnreadNumber: number | null };
    const { unread, firstUnreadNumber } = await this.api.get<Found>(viewer, UNREAD, { id: threadId });
    return [unread, firstUnreadNumber];
  }

  /** The mark as it is stored: number, and own posts after it. */
  async rowOf(person: Person, threadId: string): Promise<[number, number] | null> {
    const { rows } = await this.api.db.pool.query<{ number: number; own_after: number }>(
      'SELECT number, own_after FROM read_marks WHERE account_id = $1 AND thread_id = $2',
      [person.accountId, threadId],
    );
    return rows[0] ? [rows[0].number, rows[0].own_after] : null;
  }

  /** Ids of so many replies of this person. */
  async replies(person: Person, threadId: string, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let n = 0; n < count; n += 1) ids.push((await this.api.aReply(person, threadId)).id);
    return ids;
  }

  async remove(postId: string): Promise<void> {
    done(await this.api.call(this.lead, 'removePost', { postId, reason: 'Off topic.' }, '{ id }'));
  }

  async restore(postId: string): Promise<void> {
    done(await this.api.call(this.lead, 'restorePost', { postId }, '{ id }'));
  }

  async delete(author: Person, postId: string): Promise<void> {
    done(await this.api.call(author, 'deletePost', { postId }, '{ id }'));
  }
}

const done = (answer: TestAnswer): void => expect(answer.code).toBeUndefined();
