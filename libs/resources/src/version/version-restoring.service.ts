import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import { Database, type Tx } from '#platform/database';
import { demand, NotFound, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import type { FileFacts } from '../file/file-facts.js';
import { FileService } from '../file/file.service.js';
import { ResourceHoldService, type HeldResource } from '../resource/resource-hold.service.js';
import { canEditResource } from '../resource/resource.policy.js';
import { ResourceRepository } from '../resource/resource.repository.js';
import { ResourceService } from '../resource/resource.service.js';
import type { ResourceType } from '../resource/resource.type.js';
import type { restoreResourceVersionInput } from './resource-version.input.js';
import { ResourceVersionRepository } from './resource-version.repository.js';
import { VersionKeeping } from './version-keeping.service.js';

/** Gives resources the content of a former version again. */
@Injectable()
export class VersionRestoring {
  constructor(
    private readonly db: Database,
    private readonly limits: RateLimits,
    private readonly hold: ResourceHoldService,
    private readonly rows: ResourceRepository,
    private readonly resources: ResourceService,
    private readonly versions: ResourceVersionRepository,
    private readonly files: FileService,
    private readonly keeping: VersionKeeping,
  ) {}

  /**
   * Adds a version with the content and the note of a former one. Where that is present already nothing changes, so that
   * a call whose answer was lost may be made again.
   * @throws NotFound, Forbidden, BadInput, RateLimited
   */
  async restore(viewer: Viewer, { versionId }: z.output<typeof restoreResourceVersionInput>): Promise<ResourceType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    // What is asked of the file never changes: no second connection is needed while rows are held.
    const former = (await this.files.facts([versionId])).get(versionId) ?? null;
    const { row, place } = await this.limits.spend('share', accountId, (count) =>
      this.db.tx(async (tx): Promise<HeldResource> => {
        const held = await this.hold.ofVersion(viewer, versionId, tx);
        demand(canEditResource(accountId, held.row, held.place));
        if (former === null) throw new NotFound();
        await this.takeUp(tx, accountId, held, former, count);
        return { row: (await this.rows.byId(held.row.id, tx)) ?? held.row, place: held.place };
      }),
    );
    return this.resources.present(viewer, row, place);
  }

  private async takeUp(
    tx: Tx,
    accountId: string,
    { row }: HeldResource,
    former: FileFacts,
    count: () => Promise<void>,
  ): Promise<void> {
    const version = await this.versions.byId(former.id, tx);
    if (!version) throw new NotFound();
    if (row.current?.id === version.id || row.current?.restoredFrom === version.number) return;
    await count();
    const { note, number: restoredFrom } = version;
    await this.keeping.append(tx, row, { id: v7(), note, authorId: accountId, restoredFrom }, former);
  }
}
