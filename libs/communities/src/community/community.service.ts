import { Injectable } from '@nestjs/common';
import { NotFound } from '#platform/errors';
import { keyset, type Queryable, type Tx } from '#platform/database';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { foldText } from '#platform/text';
import type { Language, Viewer } from '#identity';
import { CommunityRepository } from './community.repository.js';
import type { CommunityFacts, CommunityKey, CommunityStatus, CommunityType } from './community.type.js';

/** What the directory may be asked for. */
export interface DirectoryRequest {
  readonly association: string | null;
  readonly status: CommunityStatus | null;
  /** As typed; accents and case do not matter, and each word must occur somewhere. */
  readonly query: string | null;
  /** Language whose names give the order; null: the viewer's, else English. */
  readonly language: Language | null;
  readonly page: Page<CommunityKey>;
}

/** Facts and texts of communities. They are everybody's; who belongs to one is asked in libs/membership. */
@Injectable()
export class CommunityService {
  constructor(private readonly communities: CommunityRepository) {}

  /** A page of the directory by name; `restrictTo` narrows it to these ids. Two statements. */
  async page(
    viewer: Viewer,
    request: DirectoryRequest,
    restrictTo: readonly string[] | null,
  ): Promise<Connection<CommunityType>> {
    const language = request.language ?? viewer.language ?? 'EN';
    const { size, after } = request.page;
    const filter = {
      association: request.association,
      status: request.status,
      words: foldText(request.query ?? '')
        .split(/\s+/)
        .filter(Boolean),
      among: restrictTo,
    };
    const [found, count] = await Promise.all([
      this.communities.page(filter, language, after, size + 1),
      this.communities.count(filter),
    ]);
    const { rows, hasMore } = keyset(found, size);
    const cursorOf = (community: CommunityType): string => encodeCursor([community.names[language], community.id]);
    return pageOf(rows, cursorOf, { before: after !== null, after: hasMore }, count);
  }

  /** @throws NotFound */
  async bySlug(_viewer: Viewer, slug: string): Promise<CommunityType> {
    const community = await this.communities.bySlug(slug);
    if (!community) throw new NotFound();
    return community;
  }

  /** Whole communities by id, for loaders; unknown ids are left out. */
  async byIds(ids: readonly string[]): Promise<Map<string, CommunityType>> {
    return new Map((await this.communities.byIds(ids)).map((community) => [community.id, community]));
  }

  /** Facts for a policy by id; unknown ids are left out. */
  async factsByIds(ids: readonly string[], on?: Queryable): Promise<Map<string, CommunityFacts>> {
    return new Map((await this.communities.factsByIds(ids, on)).map((facts) => [facts.id, facts]));
  }

  /** Facts for a policy. @throws NotFound */
  async factsBySlug(slug: string): Promise<CommunityFacts> {
    const facts = await this.communities.factsBySlug(slug);
    if (!facts) throw new NotFound();
    return facts;
  }

  /**
   * The facts as they are and stay until `tx` ends, so that a community archived meanwhile takes nothing new.
   * @throws NotFound
   */
  async holdFacts(tx: Tx, id: string): Promise<CommunityFacts> {
    const facts = await this.communities.holdFacts(tx, id);
    if (!facts) throw new NotFound();
    return facts;
  }
}
