import { Injectable } from '@nestjs/common';
import { NotFound } from '#platform/errors';
import { keyset, type Queryable, type Tx } from '#platform/database';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { foldText } from '#platform/text';
import type { Language, Viewer } from '#identity';
import { formOf } from '../application-form/stored-form.js';
import type { FormQuestion } from '../application-form/form-question.type.js';
import { CommunityRepository } from './community.repository.js';
import type { CommunityFacts, CommunityKey, CommunityStatus, CommunityType } from './community.type.js';

/** What the directory may be asked for. */
export interface DirectoryRequest {
  readonly association: string | null;
  readonly status: CommunityStatus | null;
  /** Only those into which one gets by one click, and which are not archived; null: all. */
  readonly openToJoin: boolean | null;
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

  /** A page of the directory by name, what is archived last; `restrictTo` narrows it to these ids. Two statements. */
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
      openToJoin: request.openToJoin ?? false,
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
    const cursorOf = ({ status, names, id }: CommunityType): string =>
      encodeCursor([status === 'ARCHIVED' ? 1 : 0, names[language], id] satisfies CommunityKey);
    return pageOf(rows, cursorOf, { before: after !== null, after: hasMore }, count);
  }

  /** By the present slug or a former one; the answer carries the present one. @throws NotFound */
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

  /** Facts for a policy, by the present slug or a former one; they carry the present one. @throws NotFound */
  async factsBySlug(slug: string): Promise<CommunityFacts> {
    const facts = await this.communities.factsBySlug(slug);
    if (!facts) throw new NotFound();
    return facts;
  }

  /** Questions of the community's application form; none where it has no form. */
  async form(communityId: string, on?: Queryable): Promise<readonly FormQuestion[]> {
    return (await this.forms([communityId], on)).get(communityId) ?? [];
  }

  /** The same for a set, for loaders; unknown ids are left out. One statement. */
  async forms(communityIds: readonly string[], on?: Queryable): Promise<Map<string, readonly FormQuestion[]>> {
    return new Map((await this.communities.forms(communityIds, on)).map(({ id, form }) => [id, formOf(form)]));
  }

  /** Every programme that enrols, with the communities into which it does, also archived ones. One statement. */
  async byProgramme(on?: Queryable): Promise<Map<string, CommunityFacts[]>> {
    const found = new Map<string, CommunityFacts[]>();
    for (const facts of await this.communities.enrolling(null, on)) {
      for (const programme of facts.enrolledProgrammes) {
        found.set(programme, [...(found.get(programme) ?? []), facts]);
      }
    }
    return found;
  }

  /** The communities into which this programme enrols, also archived ones; none for an unknown programme. */
  communitiesOfProgramme(programme: string, on?: Queryable): Promise<CommunityFacts[]> {
    return this.communities.enrolling(programme, on);
  }

  /** Ids of all private communities, for lists that must leave out what they hold. One statement. */
  privateIds(): Promise<string[]> {
    return this.communities.privateIds();
  }

  /** The present slug of the community that once had this one; null where none had. One statement. */
  presentSlug(formerSlug: string): Promise<string | null> {
    return this.communities.presentSlug(formerSlug);
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

  /** The same of many communities, by id; unknown ids are left out. No statement where none is asked for. */
  async holdAllFacts(tx: Tx, ids: readonly string[]): Promise<Map<string, CommunityFacts>> {
    const held = ids.length === 0 ? [] : await this.communities.holdAllFacts(tx, [...new Set(ids)]);
    return new Map(held.map((facts) => [facts.id, facts]));
  }
}
