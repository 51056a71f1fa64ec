import { Injectable } from '@nestjs/common';
import { keyset } from '#platform/database';
import { demand } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { AccountService, AuditLog, type AuditKey, type AuditRow, type Viewer } from '#identity';
import { CommunityService, type CommunityFacts, type CommunityType } from '#communities';
import { canFacilitate } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { detailOf } from './audit-detail.js';
import { ACTS_OF_STAFF, canReadAuditLog, seenBy } from './audit-entry.policy.js';
import type { AuditEntryType } from './audit-entry.type.js';

/** Shows the audit log: administrators that of the site, facilitators that of their community. */
@Injectable()
export class AuditView {
  constructor(
    private readonly audit: AuditLog,
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly accounts: AccountService,
  ) {}

  /**
   * A page of the log of the site, or of one community of it, newest first. Five statements at most.
   * @throws Forbidden for all but staff, NotFound when no community has the slug
   */
  async page(viewer: Viewer, slug: string | null, page: Page<AuditKey>): Promise<Connection<AuditEntryType>> {
    demand(canReadAuditLog(viewer));
    const facts = slug === null ? null : await this.communities.factsBySlug(slug);
    const veiled = facts === null ? await this.communities.privateIds() : idIfPrivate(facts);
    const led = await this.led(viewer, veiled);
    const found = await this.audit.page({
      communityId: facts?.id ?? null,
      after: page.after,
      size: page.size + 1,
      veil: { communityIds: [...led].filter(([, leads]) => !leads).map(([id]) => id), actsShown: ACTS_OF_STAFF },
    });
    const shown = await this.entries(found.slice(0, page.size), led);
    return connectionOfRows(found, shown, page);
  }

  /**
   * The same page of each of these communities whose facilitator the viewer is. Four statements at most, however many
   * communities they are.
   */
  async pages(
    viewer: Viewer,
    communityIds: readonly string[],
    page: Page<AuditKey>,
  ): Promise<Map<string, Connection<AuditEntryType>>> {
    const led = await this.led(viewer, communityIds);
    const mine = communityIds.filter((id) => led.get(id));
    if (mine.length === 0) return new Map();
    const found = await this.audit.pages({ communityIds: mine, after: page.after, size: page.size + 1 });
    const shown = await this.entries(found, led);
    const byCommunity = Map.groupBy(found, ({ communityId }) => communityId);
    return new Map(mine.map((id) => [id, connectionOfRows(byCommunity.get(id) ?? [], shown, page)]));
  }

  /** Whether the viewer is a facilitator of each of these communities. */
  private async led(viewer: Viewer, communityIds: readonly string[]): Promise<Map<string, boolean>> {
    const standings = await this.standings.standings(viewer, communityIds);
    return new Map([...standings].map(([id, standing]) => [id, canFacilitate(standing) === true]));
  }

  /** The rows by id as somebody sees them who leads these communities. */
  private async entries(
    rows: readonly AuditRow[],
    led: ReadonlyMap<string, boolean>,
  ): Promise<Map<string, AuditEntryType>> {
    const communityIds = [...new Set(rows.map(({ communityId }) => communityId).filter((id) => id !== null))];
    const communities =
      communityIds.length === 0 ? new Map<string, CommunityType>() : await this.communities.byIds(communityIds);
    const seen = rows.map((row) => {
      const community = communities.get(row.communityId ?? '') ?? null;
      return { ...seenBy(row, community, led.get(row.communityId ?? '') ?? false), community };
    });
    const people = await this.accounts.personsOf(
      seen.flatMap(({ actorId, accountId }) => [actorId, accountId]).filter((id) => id !== null),
    );
    const person = (id: string | null) => (id === null ? null : (people.get(id) ?? null));
    return new Map(
      seen.map(({ id, at, action, reason, details, community, actorId, accountId }) => [
        id,
        {
          id,
          at,
          action,
          reason,
          community,
          actor: person(actorId),
          person: person(accountId),
          detail: detailOf({ action, details }),
        },
      ]),
    );
  }
}

const idIfPrivate = ({ id, visibility }: CommunityFacts): string[] => (visibility === 'PRIVATE' ? [id] : []);

function connectionOfRows(
  found: AuditRow[],
  shown: ReadonlyMap<string, AuditEntryType>,
  { size, after }: Page<AuditKey>,
): Connection<AuditEntryType> {
  const { rows, hasMore } = keyset(found, size);
  const nodes = rows.flatMap(({ id }) => shown.get(id) ?? []);
  return pageOf(nodes, ({ id }) => encodeCursor([id]), { before: after !== null, after: hasMore });
}
