import { Injectable } from '@nestjs/common';
import { CommunityService } from '#communities';
import { AccountService, type Viewer } from '#identity';
import { readerOf } from '#membership';
import { keyset } from '#platform/database';
import { encodeCursor, pageOf, type Connection } from '#platform/graphql';
import { RateLimits, Turns } from '#platform/limits';
import { excerptOf, foldText, languageOfText } from '#platform/text';
import { ThreadService } from '../thread/thread.service.js';
import { markedExcerpt, markedText, wordsIn } from './marked-text.js';
import type { Search, SearchKey } from './search.input.js';
import { SearchRepository, type FoundRow } from './search.repository.js';
import { spansBefore } from './search-span.js';
import { searchTerms, type SearchTerm } from './search-text.js';
import type { SearchResultType } from './search.type.js';

/** What of a long post is read to show where it was found. */
const READ = 20_000;

/** A search may take PostgreSQL seconds (adr/0013): a flood of them must leave connections to everybody else. */
const AT_ONCE = 4;
const WAITING_MOST = 40;

/** Finds threads and posts by their words, among what the viewer may read at that moment. */
@Injectable()
export class SearchService {
  private readonly turns = new Turns(AT_ONCE, WAITING_MOST);

  constructor(
    private readonly search: SearchRepository,
    private readonly communities: CommunityService,
    private readonly threads: ThreadService,
    private readonly accounts: AccountService,
    private readonly limits: RateLimits,
  ) {}

  /**
   * A page of results, best first: titles before texts, newer before older. In a community that the viewer may not read
   * nothing is found, as if nothing were there. `address` is where the request of somebody who is not signed in came from.
   * @throws NotFound for a community that does not exist, RateLimited, Unavailable when too many search at once
   */
  async find(
    viewer: Viewer,
    address: string,
    { query, community, page: { size, after } }: Search,
    request: object = {},
  ): Promise<Connection<SearchResultType>> {
    const { accountId } = viewer;
    await (accountId === null
      ? this.limits.take('search-address', address)
      : this.limits.take('search-account', accountId));
    const communityId = community === null ? null : (await this.communities.factsBySlug(community)).id;
    const terms = searchTerms(query);
    const spans = spansBefore(Date.now());
    const reader = readerOf(viewer);
    const sought = { terms, reader, communityId, spans, after, size: size + 1 };
    const found = await this.turns.take(() => this.search.find(sought));
    const { rows, hasMore } = keyset(found, size);
    const results = rows.length === 0 ? [] : await this.present(viewer, rows, terms, request);
    const cursors = new Map(rows.map((row) => [row.postId, cursorOf(row)]));
    return pageOf(
      results,
      ({ postId }) => cursors.get(postId) ?? '',
      { before: after !== null, after: hasMore },
      rows[0]?.total ?? 0,
    );
  }

  /** The posts as the viewer sees them. Their threads are asked for as everywhere else: what may not be read there is left out. */
  private async present(
    viewer: Viewer,
    rows: readonly FoundRow[],
    terms: readonly SearchTerm[],
    request: object,
  ): Promise<SearchResultType[]> {
    const authorIds = rows.map(({ authorId }) => authorId);
    const threads = await this.threads.readAll(
      viewer,
      unique(rows.map(({ threadId }) => threadId)),
      request,
      authorIds,
    );
    const texts = new Map(rows.map((row) => [row.postId, row.removed ? '' : excerptOf(row.body.slice(0, READ), READ)]));
    const titles = [...threads.values()].map(({ title }) => title);
    const [people, matching] = await Promise.all([
      this.accounts.personsOf(authorIds),
      this.search.matching(terms, wordsIn([...titles, ...texts.values()], foldText)),
    ]);
    const matches = (word: string): boolean => matching.has(foldText(word));
    return rows.flatMap(({ postId, threadId, number, authorId, createdAt }) => {
      const [thread, author] = [threads.get(threadId), people.get(authorId)];
      if (!thread || !author) return [];
      const text = texts.get(postId) ?? '';
      return {
        postId,
        number,
        thread,
        title: markedText(thread.title, matches),
        excerpt: markedExcerpt(text, matches),
        author,
        createdAt,
        language: languageOfText(text === '' ? thread.title : text),
      };
    });
  }
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)];

const cursorOf = ({ grade, createdAt, postId }: FoundRow): string =>
  encodeCursor([grade, createdAt, postId] satisfies SearchKey);
