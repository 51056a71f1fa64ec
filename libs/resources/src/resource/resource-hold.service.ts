import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import { NOWHERE, type Place, PlaceService } from '#membership';
import type { Tx } from '#platform/database';
import { demand, NotFound } from '#platform/errors';
import type { ResourceRow } from './resource-row.js';
import { canReadResource } from './resource.policy.js';
import { ResourceRepository } from './resource.repository.js';

/** A resource and where it stands, which nobody else changes until the transaction ends. */
export interface HeldResource {
  readonly row: ResourceRow;
  readonly place: Place;
}

/** What every write to a resource begins with. */
@Injectable()
export class ResourceHoldService {
  constructor(
    private readonly places: PlaceService,
    private readonly resources: ResourceRepository,
  ) {}

  /**
   * The resource, if the viewer may read it. The community is held before it, as everywhere.
   * @throws NotFound for a missing and for a hidden one, after the same questions
   */
  async resource(viewer: Viewer, id: string, tx: Tx): Promise<HeldResource> {
    return this.held(viewer, id, await this.resources.communityOf(id, tx), tx);
  }

  /** The same for the resource of a version. @throws NotFound */
  async ofVersion(viewer: Viewer, versionId: string, tx: Tx): Promise<HeldResource> {
    const found = await this.resources.ofVersion(versionId, tx);
    return this.held(viewer, found?.id ?? NOWHERE, found?.communityId ?? null, tx);
  }

  private async held(viewer: Viewer, id: string, communityId: string | null, tx: Tx): Promise<HeldResource> {
    const place = await this.places.hold(viewer, communityId ?? NOWHERE, tx).catch(nothing);
    const row = await this.resources.hold(id, tx);
    if (!row || !place) throw new NotFound();
    demand(canReadResource(viewer.accountId, row, place));
    return { row, place };
  }
}

/** Turns "there is none" into null, so that the next question is asked all the same. */
function nothing(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
