import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { CommunityService, type CommunityFacts } from '#communities';
import type { Viewer } from '#identity';
import { canShare, NOWHERE, type Place, PlaceService } from '#membership';
import { claim, Database, findCreation, type Tx } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { ResourceShared } from '../resources.events.js';
import { ResourceBringing, type Share } from './resource-bringing.service.js';
import type { ResourceRow } from './resource-row.js';
import type { shareResourceInput } from './resource.input.js';
import { ResourceRepository } from './resource.repository.js';
import { ResourceService } from './resource.service.js';
import type { ResourceType } from './resource.type.js';

type Given = z.output<typeof shareResourceInput>;

/** What was written: enough to show it without asking again. */
interface Shared {
  readonly row: ResourceRow;
  readonly place: Place;
}

/** Shares resources: files that were uploaded, and links. */
@Injectable()
export class ResourceShareService {
  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly limits: RateLimits,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly rows: ResourceRepository,
    private readonly resources: ResourceService,
    private readonly bringing: ResourceBringing,
  ) {}

  /**
   * Puts an upload that is used up by it, or a link, into a library. That a community exists is no secret, so an outsider
   * is told the rule.
   * @throws NotFound, Forbidden, IdTaken, RateLimited, BadInput, Unavailable
   */
  async share(viewer: Viewer, input: Given, request: object = {}): Promise<ResourceType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const community = await this.communities.factsBySlug(input.communitySlug);
    const { id } = input;
    const linkTitle = await this.prepare(viewer, community, input, request);
    const shared = await this.limits.spend('share', accountId, (count) =>
      this.db.tx(
        (tx) =>
          this.insert(viewer, { sharerId: accountId, communityId: community.id, input, linkTitle }, { tx, count }),
        { keyed: id !== null },
      ),
    );
    if (shared) return this.resources.present(viewer, shared.row, shared.place);
    // What a repeated call gives is a reading, and asks what a reading asks.
    return this.resources.read(viewer, id ?? NOWHERE, request);
  }

  /**
   * What cannot be done while rows are held: looking at the upload, asking the linked page for its title. Only for who may
   * share, and not for a call that was made before; both are looked at again when it is written.
   */
  private async prepare(
    viewer: Viewer,
    community: CommunityFacts,
    input: Given,
    request: object,
  ): Promise<string | null> {
    if (input.id !== null && (await findCreation(this.db, input.id)) !== null) return null;
    const place = await this.places.at(viewer, community, request);
    demand(canShare(place.standing, place.community));
    return this.bringing.prepare(viewer, community.id, input);
  }

  /** Null when this very call was made before. */
  private async insert(
    viewer: Viewer,
    { sharerId, communityId, input, linkTitle }: Omit<Share, 'id'>,
    { tx, count }: { tx: Tx; count: () => Promise<void> },
  ): Promise<Shared | null> {
    const place = await this.places.hold(viewer, communityId, tx);
    const { id } = input;
    if (id !== null && !(await claim(tx, { id, accountId: sharerId, operation: 'shareResource', input }))) return null;
    demand(canShare(place.standing, place.community));
    await count();
    const resource = { id: id ?? v7(), communityId, sharerId };
    await this.bringing.write(tx, viewer, { ...resource, input, linkTitle });
    await this.outbox.record(tx, new ResourceShared(resource.id, communityId));
    const row = await this.rows.byId(resource.id, tx);
    if (!row) throw new Error('A resource that was written is there.');
    return { row, place };
  }
}
