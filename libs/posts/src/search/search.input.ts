import { ArgsType, Field, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { LIMITS } from '#contracts';
import { input, readPage, type Page } from '#platform/graphql';
import { isThreadKey } from '../thread/thread.input.js';

/** Arguments of `search`. */
@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    description: `Words that a post or the title of its thread must hold, in any form and with or without accents, at most ${LIMITS.searchText} characters; "quoted" words stand side by side, and -word must not be there.`,
  })
  query!: string;

  @Field(() => String, { nullable: true, description: 'Slug of the community to search in; all by default.' })
  community!: string | null;

  @Field(() => Int, { nullable: true, defaultValue: LIMITS.pageDefault, description: 'How many, 1 to 50.' })
  first!: number | null;

  @Field(() => String, { nullable: true, description: 'Only results after this cursor.' })
  after!: string | null;
}

/** Where a result stands: how well it matches, when it was written, and its id. */
export type SearchKey = readonly [grade: number, at: string, postId: string];

/** A search as it was asked for. */
export interface Search {
  readonly query: string;
  readonly community: string | null;
  readonly page: Page<SearchKey>;
}

/** Whether a cursor of results was made here. */
export const isSearchKey = (parts: unknown[]): parts is [number, string, string] =>
  parts.length === 3 &&
  Number.isInteger(parts[0]) &&
  Number(parts[0]) >= 0 &&
  Number(parts[0]) < 1_000_000 &&
  isThreadKey(parts.slice(1));

/** Shape of {@link SearchArgs}. */
export const searchArgs = z
  .object({
    query: input.line(LIMITS.searchText),
    community: input.slug().nullish(),
    first: z.number().nullish(),
    after: z.string().nullish(),
  })
  .transform(({ query, community, first, after }): Search => ({
    query,
    community: community ?? null,
    page: readPage<SearchKey>({ first: first ?? null, after: after ?? null }, isSearchKey),
  }));
