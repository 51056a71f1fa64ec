import { Injectable } from '@nestjs/common';
import { LIMITS } from '#contracts';
import { MembersNamed } from '#membership';
import type { Queryable } from '#platform/database';
import { mentionsIn, quotesIn } from '#platform/text';
import { PostNews, type NewsPost } from '#posts';
import { WatchRepository } from '../watch/watch.repository.js';

/** Whom a text speaks to. */
export interface SpokenTo {
  readonly mentioned: ReadonlySet<string>;
  readonly quoted: ReadonlySet<string>;
}

/** A text in a thread, and whose post it answers. */
export type SaidPost = Pick<NewsPost, 'body' | 'number' | 'answeredAuthorId'>;

/** Finds whom posts mention and quote. Whether those may read them, and want to hear it, is asked afterwards. */
@Injectable()
export class SpokenToService {
  constructor(
    private readonly news: PostNews,
    private readonly named: MembersNamed,
    private readonly watches: WatchRepository,
  ) {}

  /** For each of these posts of one thread, in their order. Three statements at most, none where nobody is spoken to. */
  async by(
    thread: { readonly id: string; readonly communityId: string },
    posts: readonly SaidPost[],
    on: Queryable,
  ): Promise<SpokenTo[]> {
    const said = posts.map((post) => ({ post, mentions: mentionsIn(post.body), quotes: quotesIn(post.body) }));
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
    { id, communityId }: { readonly id: string; readonly communityId: string },
    pieces: readonly string[],
    on: Queryable,
  ): Promise<Map<string, string>> {
    if (pieces.length === 0) return new Map();
    const others = await this.watches.everybodyAt(id, on);
    return this.named.find(communityId, [...new Set(pieces)], others, on);
  }
}
