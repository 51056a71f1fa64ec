import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { AuditLog, type Viewer } from '#identity';
import { Database, type Tx } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { ReasonNeeded } from '../resources.errors.js';
import { ResourceHoldService, type HeldResource } from './resource-hold.service.js';
import { ResourceRemovalNotice } from './resource-removal-notice.service.js';
import type { deleteResourceInput, restoreResourceInput } from './resource.input.js';
import { canDeleteResource, canRestoreResource } from './resource.policy.js';
import { ResourceRepository } from './resource.repository.js';
import { ResourceService } from './resource.service.js';
import type { ResourceType } from './resource.type.js';
import { ResourceWithholding } from './resource-withholding.service.js';

/** Deletes resources so that they can be put back for a month, and puts them back. */
@Injectable()
export class ResourceRemoval {
  constructor(
    private readonly db: Database,
    private readonly audit: AuditLog,
    private readonly hold: ResourceHoldService,
    private readonly rows: ResourceRepository,
    private readonly withholding: ResourceWithholding,
    private readonly notices: ResourceRemovalNotice,
    private readonly resources: ResourceService,
  ) {}

  /**
   * Takes a resource and its files out of the library. Of somebody else's it says why, to them and in the audit log. Done
   * twice, it stays done, with the first reason.
   * @throws NotFound, Forbidden, BadInput
   */
  async delete(viewer: Viewer, { resourceId, reason }: z.output<typeof deleteResourceInput>): Promise<ResourceType> {
    return this.change(viewer, resourceId, async (held, accountId, tx) => {
      const { row } = held;
      demand(canDeleteResource(accountId, row, held.place));
      if (row.deletedAt !== null) return;
      const own = row.sharerId === accountId;
      if (!own && reason === null) throw new ReasonNeeded();
      if (!(await this.withholding.delete(tx, row, accountId, reason))) return;
      if (own || reason === null) return;
      await this.note(tx, accountId, 'resource-removed', held, reason);
      await this.notices.queue(tx, held, reason);
    });
  }

  /**
   * Puts a deleted resource back as it was. For one that stands nothing changes.
   * @throws NotFound, Forbidden
   */
  async restore(viewer: Viewer, { resourceId }: z.output<typeof restoreResourceInput>): Promise<ResourceType> {
    return this.change(viewer, resourceId, async (held, accountId, tx) => {
      const { row } = held;
      demand(canRestoreResource(accountId, row, held.place));
      if (!(await this.withholding.restore(tx, row))) return;
      if (row.sharerId !== accountId || row.deletedBy !== accountId) {
        await this.note(tx, accountId, 'resource-restored', held);
      }
    });
  }

  private async change(
    viewer: Viewer,
    resourceId: string,
    work: (held: HeldResource, accountId: string, tx: Tx) => Promise<void>,
  ): Promise<ResourceType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const { row, place } = await this.db.tx(async (tx): Promise<HeldResource> => {
      const held = await this.hold.resource(viewer, resourceId, tx);
      await work(held, accountId, tx);
      return { row: (await this.rows.byId(resourceId, tx)) ?? held.row, place: held.place };
    });
    return this.resources.present(viewer, row, place);
  }

  private note(tx: Tx, actor: string, action: string, { row }: HeldResource, reason?: string): Promise<void> {
    const about = { subject: row.id, communityId: row.communityId, accountId: row.sharerId };
    return this.audit.note(tx, { actor, action, ...about, ...(reason === undefined ? {} : { reason }) });
  }
}
