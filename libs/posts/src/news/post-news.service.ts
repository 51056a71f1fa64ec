import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '#platform/database';
import { htmlOf, threadExcerpt } from '../post/post-text.js';
import { UnreadRepository, type UnreadPlace, type UnreadThread } from '../read-mark/unread.repository.js';
import { PostNewsRepository, type NewsRow } from './post-news.repository.js';
import type { Beginning, NewsPost, PostPlace, ThreadFacts } from './post-news.type.js';

/** Former texts that are compared with a present one. */
const FORMER = 5;

/**
 * What those ask who tell people what was said: whole sets in one statement each. It asks nobody's leave, so who is told
 * must be asked by the caller.
 */
@Injectable()
export class PostNews {
  constructor(
    private readonly news: PostNewsRepository,
    private readonly unread: UnreadRepository,
  ) {}

  /** Null when there is none. */
  async thread(id: string, on?: Queryable): Promise<ThreadFacts | null> {
    const [found] = await this.news.threads([id], on);
    return found ?? null;
  }

  /** By id; unknown ones are left out. No statement where nothing is asked for. */
  async threads(ids: readonly string[]): Promise<Map<string, ThreadFacts>> {
    if (ids.length === 0) return new Map();
    return new Map((await this.news.threads(ids)).map((thread) => [thread.id, thread]));
  }

  /** The posts of a thread after this number, in order, at most `limit`; tombstones among them. */
  async after(threadId: string, number: number, limit: number, on?: Queryable): Promise<NewsPost[]> {
    return (await this.news.after(threadId, number, limit, on)).map(toNews);
  }

  /** A post and where it stands; null when there is none. */
  async post(id: string, on?: Queryable): Promise<(NewsPost & { readonly communityId: string }) | null> {
    const row = await this.news.post(id, on);
    return row && { ...toNews(row), communityId: row.communityId };
  }

  /** Those of these posts that stand, in what is told of them: they stand until `tx` ends. No statement where none is asked for. */
  async holdStanding(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    return ids.length === 0 ? new Set() : this.news.holdStanding(tx, [...new Set(ids)]);
  }

  /** Who wrote these posts of a thread, by number; numbers that it has not are left out. */
  async authorsOf(threadId: string, numbers: readonly number[], on?: Queryable): Promise<Map<number, string>> {
    return numbers.length === 0 ? new Map() : this.news.authorsOf(threadId, numbers, on);
  }

  /**
   * The revision at which a post stands, and what it said before in revisions up to `upTo`, the newest five of them: who
   * tells of an edit sees from it what is new. Null where there is no such post.
   */
  edition(postId: string, upTo: number, on?: Queryable): Promise<{ revision: number; former: string[] } | null> {
    return this.news.edition(postId, upTo, FORMER, on);
  }

  /**
   * Threads of these readers' communities that hold a post of others which stands, is not read and came after the time
   * given for the community; by reader, newest activity first, at most `limit` of each reader. Communities of which a
   * reader is no member hold none. One statement; what was followed or muted is for the caller to ask.
   */
  async unreadSince(places: readonly UnreadPlace[], limit: number): Promise<UnreadThread[]> {
    return places.length === 0 ? [] : this.unread.since(places, limit);
  }

  /** The first post that stands from each of these places on, by `<threadId>/<number>` as asked. One statement. */
  async beginnings(places: readonly PostPlace[]): Promise<Map<`${string}/${number}`, Beginning>> {
    if (places.length === 0) return new Map();
    const rows = await this.news.beginnings(places);
    return new Map(
      places.flatMap(({ threadId, number }, index) => {
        const row = rows[index];
        if (!row) return [];
        const { id: postId, authorId } = row;
        const beginning = { postId, number: row.number, authorId, excerpt: threadExcerpt(row.body) };
        return [[`${threadId}/${number}` as const, beginning] as const];
      }),
    );
  }
}

const toNews = (row: NewsRow): NewsPost => {
  const { id, threadId, number, authorId, createdAt, stands, answeredNumber, answeredAuthorId } = row;
  const text = stands ? { body: row.body, bodyHtml: htmlOf(row) } : { body: '', bodyHtml: '' };
  return { id, threadId, number, authorId, ...text, createdAt, stands, answeredNumber, answeredAuthorId };
};
