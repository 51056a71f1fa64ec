import { Injectable } from '@nestjs/common';
import type { CommunityFacts } from '#communities';
import { AccountService, type PersonType, type Viewer } from '#identity';
import { NOWHERE, type Place, PlaceService } from '#membership';
import { keyset } from '#platform/database';
import { demand, NotFound } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { renderMarkdown } from '#platform/text';
import { ResourceListRepository } from './resource-list.repository.js';
import type { ResourceRow } from './resource-row.js';
import type { ResourceFilter, ResourceKey } from './resource.input.js';
import { loadResources, loadTags } from './resource.loaders.js';
import {
  canAddVersion,
  canDeleteResource,
  canEditResource,
  canKeepLibrary,
  canReadLibrary,
  canReadResource,
  canRestoreResource,
} from './resource.policy.js';
import { ResourceRepository } from './resource.repository.js';
import type { ResourceAbilities, ResourceDeletionType, ResourceTagType, ResourceType } from './resource.type.js';

/** Reads libraries. `request` is the object that holds what one request has asked already. */
@Injectable()
export class ResourceService {
  constructor(
    private readonly resources: ResourceRepository,
    private readonly lists: ResourceListRepository,
    private readonly places: PlaceService,
    private readonly accounts: AccountService,
  ) {}

  /**
   * A resource that the viewer may read.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async read(viewer: Viewer, id: string, request: object = {}): Promise<ResourceType> {
    const row = await this.resources.byId(id);
    const place = await this.places.of(viewer, row?.communityId ?? NOWHERE, request);
    if (!row || !place) throw new NotFound();
    demand(canReadResource(viewer.accountId, row, place));
    return this.present(viewer, row, place);
  }

  /** Those of these resources that the viewer may read, by id; the same questions for however many. */
  async readAll(viewer: Viewer, ids: readonly string[], request: object = {}): Promise<Map<string, ResourceType>> {
    const rows = ids.length === 0 ? [] : await this.resources.byIds(ids);
    const places = await Promise.all(rows.map(({ communityId }) => this.places.of(viewer, communityId, request)));
    const people = await this.accounts.personsOf(rows.flatMap(peopleIn));
    return new Map(
      rows.flatMap((row, index) => {
        const place = places[index];
        const readable = place && canReadResource(viewer.accountId, row, place) === true;
        return readable ? [[row.id, toResource(viewer, place, people)(row)]] : [];
      }),
    );
  }

  /**
   * A page of a community's library, or of what was deleted there and the viewer may put back. Empty for who may not
   * read it: an outsider learns nothing of a private one, not even whether there is anything in it.
   */
  async page(
    viewer: Viewer,
    community: CommunityFacts,
    filter: ResourceFilter,
    page: Page<ResourceKey>,
    request: object = {},
  ): Promise<Connection<ResourceType>> {
    const place = await this.places.at(viewer, community, request);
    const order = filter.deleted ? 'DELETED' : filter.sort;
    const { size, after } = page;
    const library = libraryOf(viewer, place, filter.deleted);
    const slice = { filter, after, size: size + 1 };
    const found = library === null ? [] : await loadResources(request, this.lists, library, slice);
    const { rows, hasMore } = keyset(found, size);
    const people = await this.accounts.personsOf(rows.flatMap(peopleIn));
    const view = toResource(viewer, place, people);
    const cursorOf = ({ row }: ResourceType): string => encodeCursor([order, placeIn(row, order), row.id]);
    return pageOf(rows.map(view), cursorOf, { before: after !== null, after: hasMore });
  }

  /** The keywords of a community's library, most used first; none for who may not read it. */
  async tags(viewer: Viewer, community: CommunityFacts, request: object = {}): Promise<ResourceTagType[]> {
    const place = await this.places.at(viewer, community, request);
    if (canReadLibrary(place) !== true) return [];
    return (await loadTags(request, this.lists, community.id)).map(({ tag, count }) => ({ tag, count }));
  }

  /** A row that the viewer was allowed to read, as they see it. */
  async present(viewer: Viewer, row: ResourceRow, place: Place): Promise<ResourceType> {
    return toResource(viewer, place, await this.accounts.personsOf(peopleIn(row)))(row);
  }

  /** What is said of a resource, as HTML that is safe in a page. */
  html({ description }: ResourceType): string {
    return description === '' ? '' : renderMarkdown(description);
  }
}

/** What the viewer may list there; null: nothing. */
function libraryOf({ accountId }: Viewer, place: Place, deleted: boolean) {
  const { id: communityId } = place.community;
  if (canReadLibrary(place) !== true) return null;
  if (!deleted || canKeepLibrary(place) === true) return { communityId, ownOf: null };
  // One's own, deleted by oneself: what `canRestoreResource` says of each of them, asked once.
  const own = { sharerId: accountId ?? '', deletedBy: accountId ?? '' };
  return canRestoreResource(accountId, own, place) === true ? { communityId, ownOf: accountId } : null;
}

/** Also who added the present version, so that nobody is asked for apart. */
const peopleIn = ({ sharerId, current }: ResourceRow): string[] =>
  current === null ? [sharerId] : [sharerId, current.authorId];

function placeIn(row: ResourceRow, order: ResourceKey[0]): string | number {
  if (order === 'TITLE') return row.sortTitle;
  if (order === 'DOWNLOADS') return row.downloads;
  return order === 'NEWEST' ? row.updatedAt : (row.deletedAt ?? '');
}

/** What somebody may do who did not share a resource and keeps no order: the same object for all of a page. */
const NOTHING: ResourceAbilities = Object.freeze({ edit: false, addVersion: false, delete: false, restore: false });

/** The view of one library's rows; what is the same for all of them is asked once. */
function toResource(
  viewer: Viewer,
  place: Place,
  people: ReadonlyMap<string, PersonType>,
): (row: ResourceRow) => ResourceType {
  const { accountId } = viewer;
  const keeps = canKeepLibrary(place) === true;
  const abilities = (row: ResourceRow): ResourceAbilities =>
    row.sharerId === accountId || keeps
      ? {
          edit: canEditResource(accountId, row, place) === true,
          addVersion: row.url === null && canAddVersion(accountId, row, place) === true,
          delete: row.deletedBy === null && canDeleteResource(accountId, row, place) === true,
          restore: row.deletedBy !== null && canRestoreResource(accountId, row, place) === true,
        }
      : NOTHING;
  return (row) => {
    const sharedBy = people.get(row.sharerId);
    if (!sharedBy) throw new Error('Whoever shared has an account, if only an emptied one.');
    return {
      id: row.id,
      title: row.title,
      description: row.description,
      kind: row.kind,
      language: row.language,
      tags: [...row.tags],
      licence: row.licence,
      terms: row.terms,
      authors: row.authors,
      url: row.url,
      downloads: row.downloads,
      revision: row.revision,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      sharedBy,
      deletion: deletionOf(row),
      viewerCan: abilities(row),
      place,
      row,
    };
  };
}

function deletionOf({
  deletedAt,
  deletedBy,
  deletionReason,
  goneAt,
  sharerId,
}: ResourceRow): ResourceDeletionType | null {
  return deletedAt === null || goneAt === null
    ? null
    : { at: deletedAt, byFacilitator: deletedBy !== sharerId, reason: deletionReason, goneAt };
}
