import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Unauthenticated, demand, demandUnchanged } from '#platform/errors';
import type { Viewer } from '#identity';
import { Database } from '#platform/database';
import { RateLimits } from '#platform/limits';
import { ResourceHoldService, type HeldResource } from './resource-hold.service.js';
import { saidAnew, saysSame } from './resource-texts.js';
import type { editResourceInput } from './resource.input.js';
import { canEditResource } from './resource.policy.js';
import { ResourceRepository } from './resource.repository.js';
import { ResourceService } from './resource.service.js';
import type { ResourceType } from './resource.type.js';

/** Changes what is said of resources. */
@Injectable()
export class ResourceEditing {
  constructor(
    private readonly db: Database,
    private readonly limits: RateLimits,
    private readonly hold: ResourceHoldService,
    private readonly rows: ResourceRepository,
    private readonly resources: ResourceService,
  ) {}

  /**
   * Says what is given and keeps the rest. What says nothing new changes nothing, so that an edit whose answer was lost
   * may be sent again.
   * @throws NotFound, Forbidden, BadInput, RateLimited, Conflict when somebody was faster
   */
  async edit(viewer: Viewer, input: z.output<typeof editResourceInput>): Promise<ResourceType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const { row, place } = await this.limits.spend('edit', accountId, (count) =>
      this.db.tx(async (tx): Promise<HeldResource> => {
        const held = await this.hold.resource(viewer, input.resourceId, tx);
        demand(canEditResource(accountId, held.row, held.place));
        const texts = saidAnew(input, held.row);
        if (saysSame(texts, held.row)) return held;
        demandUnchanged(held.row.revision, input.expectedRevision);
        await count();
        await this.rows.update(tx, held.row.id, texts);
        return { row: (await this.rows.byId(held.row.id, tx)) ?? held.row, place: held.place };
      }),
    );
    return this.resources.present(viewer, row, place);
  }
}
