import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { LIMITS } from '#contracts';
import { MembersNamed } from '#membership';
import type { Queryable } from '#platform/database';
import { spokenWordsIn, type SpokenWords } from '#platform/text';
import { PostNews, type NewsPost } from '#posts';
import { WatchRepository } from '../watch/watch.repository.js';

/** Whom a text speaks to. */
export interface SpokenTo {
  readonly mentioned: ReadonlySet<string>;
  readonly quoted: ReadonlySet<string>;
}

interface AskedThread {
  readonly id: string;
  readonly communityId: string;
}

/** A text in a thread, and whose post it answers. */
export type SaidPost = Pick<NewsPost, 'body' | 'number' | 'answeredAuthorId'>;

/** The same, read: what it says to others. */
export interface ReadPost extends SpokenWords {
  readonly post: SaidPost;
}

/** Finds whom posts mention and quote. Whether those may read them, and want to hear it, is asked afterwards. */
@Injectable()
export class SpokenToService {
  constructor(
    private readonly news: PostNews,
    private readonly named: MembersNamed,
    private readonly watches: WatchRepository,
  ) {}

  /** Reads what a post says to others. Each in a turn of its own: of a long text, let alone of many, others would wait. */
  async read(post: SaidPost): Promise<ReadPost> {
    await nextTurn();
    return { post, ...spokenWordsIn(post.body) };
  }

  /** For each of these posts of one thread, in their order. Three statements at most, none where nobody is spoken to. */
  async by(thread: AskedThread, posts: readonly SaidPost[], on: Queryable): Promise<SpokenTo[]> {
    const read: ReadPost[] = [];
    for (const post of posts) read.push(await this.read(post));
    return this.addressees(thread, read, on);
  }

  /**
   * Whom a post speaks to, and to whom of them it did not before, by its former texts. Of these no more are read than it
   * takes to know everybody.
   */
  async sinceEdit(
    thread: AskedThread,
    now: ReadPost,
    former: readonly string[],
    on: Queryable,
  ): Promise<{ readonly now: SpokenTo; readonly fresh: string[] } | null> {
    const unknown = new Set(signsOf(now));
    const before: ReadPost[] = [];
    for (const body of former) {
      if (unknown.size === 0) return null;
      const read = await this.read({ ...now.post, body });
      before.push(read);
      const signs = signsOf(read);
      // Of more than that not all were spoken to.
      if (signs.length <= LIMITS.mentions) for (const sign of signs) unknown.delete(sign);
    }
    if (unknown.size === 0) return null;
    const [present, ...past] = await this.addressees(thread, [now, ...before], on);
    if (!present) return null;
    const known = new Set(past.flatMap(({ mentioned, quoted }) => [...mentioned, ...quoted]));
    const all = new Set([...present.mentioned, ...present.quoted]);
    return { now: present, fresh: [...all].filter((id) => !known.has(id)) };
  }

  private async addressees(thread: AskedThread, said: readonly ReadPost[], on: Queryable): Promise<SpokenTo[]> {
    const byName = await this.byName(
      thread,
      said.flatMap(({ mentions }) => mentions.names),
      on,
    );
    const numbers = new Set(said.flatMap(({ quotes }) => quotes.numbers));
    const authors = await this.news.authorsOf(thread.id, [...numbers], on);
    return said.map(({ post, mentions, quotes }) => {
      const named = mentions.names.flatMap((piece) => byName.get(piece) ?? []);
      const mentioned = new Set([...mentions.accountIds, ...named].slice(0, LIMITS.mentions));
      const quoted = new Set(
        quotes.numbers.flatMap((number) => (number < post.number ? (authors.get(number) ?? []) : [])),
      );
      if (quotes.hasQuote && post.answeredAuthorId !== null) quoted.add(post.answeredAuthorId);
      return { mentioned, quoted };
    });
  }

  /** A plain name counts where it is one person's among the members and those who follow or wrote in the thread. */
  private async byName(
    { id, communityId }: AskedThread,
    pieces: readonly string[],
    on: Queryable,
  ): Promise<Map<string, string>> {
    if (pieces.length === 0) return new Map();
    return this.named.find(communityId, [...new Set(pieces)], (folded) => this.watches.namedAt(id, folded, on), on);
  }
}

/** Whether a text speaks to anybody at all. */
export const speaks = (said: ReadPost): boolean => signsOf(said).length > 0;

/** By what a text speaks to people, as it is written: where another holds the same, it speaks to the same ones. */
function signsOf({ mentions, quotes }: ReadPost): string[] {
  return [
    ...mentions.accountIds,
    ...mentions.names.map((name) => `@${name}`),
    ...quotes.numbers.map((number) => `#${number}`),
    ...(quotes.hasQuote ? ['>'] : []),
  ];
}
