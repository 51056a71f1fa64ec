import { Injectable } from '@nestjs/common';
import { CommunityService, loadCommunity, type CommunityType } from '#communities';
import { AccountService, type Language, type PersonType, type Viewer } from '#identity';
import { loadStanding, StandingService } from '#membership';
import { keyset } from '#platform/database';
import { NotFound, Unauthenticated } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { ThreadService, type ThreadType } from '#posts';
import { ResourceService, type ResourceType } from '#resources';
import { InboxRepository, type NotificationRow } from './inbox.repository.js';
import { titleOf } from './notification-title.js';
import type { NotificationFilter, NotificationKey, NotificationKind, NotificationType } from './notification.type.js';

/** What of an inbox is asked for. */
export interface InboxRequest {
  readonly page: Page<NotificationKey>;
  readonly unreadOnly: boolean;
  readonly filter: NotificationFilter | null;
}

/** A page, and what it is one of: how much that is in all is counted only for who asks. */
export interface InboxPage extends Connection<NotificationType> {
  readonly wanted: { readonly unreadOnly: boolean; readonly kinds: readonly NotificationKind[] | null };
}

/** What notifications are shown with. */
interface Surroundings {
  readonly communities: ReadonlyMap<string, CommunityType>;
  readonly threads: ReadonlyMap<string, ThreadType>;
  readonly resources: ReadonlyMap<string, ResourceType>;
  readonly people: ReadonlyMap<string, PersonType>;
}

const KINDS: Record<NotificationFilter, readonly NotificationKind[]> = {
  FOR_ME: ['MENTION', 'QUOTE', 'APPLICATION_DECIDED', 'INVITATION', 'ROLE_CHANGED'],
  FOLLOWING: ['REPLY'],
  COMMUNITIES: ['NEW_THREAD', 'NEW_RESOURCE'],
  FACILITATION: ['APPLICATION'],
};

/** Reads inboxes, each for its owner alone. `request` is the object that holds what one request has asked already. */
@Injectable()
export class InboxService {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly threads: ThreadService,
    private readonly resources: ResourceService,
    private readonly accounts: AccountService,
  ) {}

  /** A page of the viewer's inbox, newest first. Six statements at most, and one more for how much there is in all. */
  async page(viewer: Viewer, { page, unreadOnly, filter }: InboxRequest, request: object): Promise<InboxPage> {
    const { size, after } = page;
    const wanted = { unreadOnly, kinds: filter && KINDS[filter] };
    const found = await this.inbox.page(ownerOf(viewer), { after, size: size + 1, ...wanted });
    const { rows, hasMore } = keyset(found, size);
    const shown = await this.show(viewer, rows, request);
    return { ...pageOf(shown, keyOf, { before: after !== null, after: hasMore }), wanted };
  }

  /** How much there is of what a page is one of. */
  total(viewer: Viewer, { wanted }: InboxPage): Promise<number> {
    return this.inbox.total(ownerOf(viewer), wanted);
  }

  /** One notification. @throws NotFound for a missing one, somebody else's, and what may not be seen any more */
  async read(viewer: Viewer, id: string, request: object): Promise<NotificationType> {
    const row = await this.inbox.one(ownerOf(viewer), id);
    const [shown] = row ? await this.show(viewer, [row], request) : [];
    if (!shown) throw new NotFound();
    return shown;
  }

  /** How many notifications of the viewer are unread. */
  unread(viewer: Viewer): Promise<number> {
    return this.inbox.unread(ownerOf(viewer));
  }

  /** What happened, in one line of this language. */
  title(notification: NotificationType, language: Language): string {
    const { kind, count, actors, thread, community, resource, detail } = notification;
    return titleOf(language, {
      kind,
      count,
      actor: actors[0]?.name ?? null,
      thread: thread?.title ?? '',
      community: community.names[language],
      resource: resource?.title ?? null,
      detail,
    });
  }

  private async show(viewer: Viewer, rows: readonly NotificationRow[], request: object): Promise<NotificationType[]> {
    if (rows.length === 0) return [];
    const communityIds = [...new Set(rows.map(({ communityId }) => communityId))];
    // Asked for all of them at once, before threads and resources ask for their own.
    const found = Promise.all(communityIds.map((id) => loadCommunity(request, this.communities, id)));
    const stand = Promise.all(communityIds.map((id) => loadStanding(request, this.standings, viewer, id)));
    const actorIds = rows.flatMap((row) => row.actorIds);
    const threads = await this.threads.readAll(viewer, idsOf(rows, 'threadId'), request, actorIds);
    const resources = await this.resources.readAll(viewer, idsOf(rows, 'resourceId'), request);
    await stand;
    const communities = new Map((await found).flatMap((one) => (one ? [[one.id, one]] : [])));
    const around = { communities, threads, resources, people: await this.accounts.personsOf(actorIds) };
    return rows.flatMap((row) => toNotification(row, around) ?? []);
  }
}

const keyOf = ({ createdAt, id }: NotificationType): string => encodeCursor([createdAt, id]);

const idsOf = (rows: readonly NotificationRow[], field: 'threadId' | 'resourceId'): string[] => [
  ...new Set(rows.flatMap((row) => row[field] ?? [])),
];

/** Null for what was hidden since its row was read. */
function toNotification(row: NotificationRow, around: Surroundings): NotificationType | null {
  const community = around.communities.get(row.communityId);
  const thread = row.threadId === null ? null : around.threads.get(row.threadId);
  if (!community || thread === undefined) return null;
  const resource = row.resourceId === null ? undefined : around.resources.get(row.resourceId);
  const shown = resource?.deletion === null ? resource : null;
  return {
    id: row.id,
    kind: row.kind,
    url: pathOf(row, community.slug, shown),
    readAt: row.readAt,
    createdAt: row.createdAt,
    reason: row.reason,
    count: row.count,
    actors: row.actorIds.flatMap((id) => around.people.get(id) ?? []),
    thread,
    community,
    resource: shown,
    number: row.firstNumber,
    detail: row.detail,
  };
}

function pathOf(row: NotificationRow, slug: string, resource: ResourceType | null): string {
  const place = `/c/${slug}`;
  if (row.threadId !== null) return `${place}/d/${row.threadId}#post-${row.firstNumber}`;
  if (row.kind === 'APPLICATION') return `${place}/facilitate`;
  if (row.kind !== 'NEW_RESOURCE') return place;
  return resource && row.count === 1 ? `${place}/r/${resource.id}` : `${place}/library`;
}

/** @throws Unauthenticated for nobody */
const ownerOf = ({ accountId }: Viewer): string => {
  if (accountId === null) throw new Unauthenticated();
  return accountId;
};
