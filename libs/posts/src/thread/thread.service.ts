import { Injectable } from '@nestjs/common';
import type { CommunityFacts } from '#communities';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { keyset } from '#platform/database';
import { demand, NotFound } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { NOWHERE, type Place, PlaceService } from '#membership';
import { ChosenThreadsRepository } from './chosen-threads.repository.js';
import type { ThreadKey } from './thread.input.js';
import { loadChosen, loadLastActivity, loadThreads } from './thread.loaders.js';
import { canArrange, canReadThread, canReply } from './thread.policy.js';
import { ThreadRepository, type ThreadRow } from './thread.repository.js';
import type { ThreadAbilities, ThreadChoice, ThreadType } from './thread.type.js';

/** Reads threads. `request` is the object that holds what one request has asked already. */
@Injectable()
export class ThreadService {
  constructor(
    private readonly threads: ThreadRepository,
    private readonly chosen: ChosenThreadsRepository,
    private readonly places: PlaceService,
    private readonly accounts: AccountService,
  ) {}

  /**
   * A thread that the viewer may read.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async read(viewer: Viewer, id: string, request: object = {}): Promise<ThreadType> {
    const row = await this.threads.byId(id);
    const place = await this.places.of(viewer, row?.communityId ?? NOWHERE, request);
    if (!row || !place) throw new NotFound();
    demand(canReadThread(place));
    return this.present(row, place);
  }

  /**
   * Those of these threads that the viewer may read, by id. One statement for all of them, besides what is asked of their
   * communities; `people` are looked up along with those who wrote, for who shows them beside the threads.
   */
  async readAll(
    viewer: Viewer,
    ids: readonly string[],
    request: object = {},
    people: readonly string[] = [],
  ): Promise<Map<string, ThreadType>> {
    const rows = ids.length === 0 ? [] : [...(await this.threads.byIds(ids)).values()];
    const places = await Promise.all(rows.map(({ communityId }) => this.places.of(viewer, communityId, request)));
    const known = await this.accounts.personsOf([...rows.flatMap(writersOf), ...people]);
    return new Map(
      rows.flatMap((row, index) => {
        const place = places[index];
        return place && canReadThread(place) === true ? [[row.id, toThread(row, place, known)]] : [];
      }),
    );
  }

  /** A page of a community's threads, or of those that are chosen, latest activity first; null for who may not read them. */
  async page(
    viewer: Viewer,
    community: CommunityFacts,
    { choice, ...page }: Page<ThreadKey> & { readonly choice: ThreadChoice },
    request: object = {},
  ): Promise<Connection<ThreadType> | null> {
    const place = await this.places.at(viewer, community, request);
    if (canReadThread(place) !== true) return null;
    const { size, after } = page;
    const slice = { communityId: community.id, pinned: false, after, size: size + 1 };
    const { accountId } = viewer;
    const found =
      choice === 'ALL'
        ? await loadThreads(request, this.threads, slice)
        : await loadChosen(request, this.chosen, { choice, accountId }, slice);
    const { rows, hasMore } = keyset(found.rows, size);
    const threads = await this.presentAll(rows, place);
    return pageOf(threads, keyOf, { before: after !== null, after: hasMore }, found.total);
  }

  /** When somebody last wrote in a community's threads; null for who may not read them, and where there are none. */
  async lastActivity(viewer: Viewer, community: CommunityFacts, request: object = {}): Promise<string | null> {
    const place = await this.places.at(viewer, community, request);
    return canReadThread(place) === true ? loadLastActivity(request, this.threads, community.id) : null;
  }

  /** The threads that stand at the top of a community's list, latest pinned first; null for who may not read them. */
  async pinned(viewer: Viewer, community: CommunityFacts, request: object = {}): Promise<ThreadType[] | null> {
    const place = await this.places.at(viewer, community, request);
    if (canReadThread(place) !== true) return null;
    const slice = { communityId: community.id, pinned: true, after: null, size: MOST_PINNED };
    return this.presentAll((await loadThreads(request, this.threads, slice)).rows, place);
  }

  /** A row that the viewer was allowed to read, as they see it. */
  async present(row: ThreadRow, place: Place): Promise<ThreadType> {
    return toThread(row, place, await this.accounts.personsOf([row.authorId, row.lastAuthorId]));
  }

  /** The same for several rows of one community. */
  async presentAll(rows: readonly ThreadRow[], place: Place): Promise<ThreadType[]> {
    const people = await this.accounts.personsOf(rows.flatMap(writersOf));
    return rows.map((row) => toThread(row, place, people));
  }
}

/** How many threads of a community may be pinned at once. */
export const MOST_PINNED = 2;

const writersOf = ({ authorId, lastAuthorId }: ThreadRow): string[] => [authorId, lastAuthorId];

const keyOf = (thread: ThreadType): string => encodeCursor([thread.lastActivityAt, thread.id]);

function toThread(row: ThreadRow, place: Place, people: ReadonlyMap<string, PersonType>): ThreadType {
  const [author, lastAuthor] = [people.get(row.authorId), people.get(row.lastAuthorId)];
  if (!author || !lastAuthor) throw new Error('Whoever wrote has an account, if only an emptied one.');
  return {
    id: row.id,
    title: row.title,
    author,
    createdAt: row.createdAt,
    lastActivityAt: row.lastActivityAt,
    lastAuthor,
    replyCount: row.lastNumber - 1,
    lastNumber: row.lastNumber,
    excerpt: row.excerpt,
    viewerCan: abilitiesOf(row, place),
    locked: row.locked,
    pinned: row.pinned,
    communityId: row.communityId,
    place,
  };
}

function abilitiesOf(row: ThreadRow, place: Place): ThreadAbilities {
  const arrange = canArrange(place) === true;
  return { reply: canReply(place, row) === true, lock: arrange, pin: arrange };
}
