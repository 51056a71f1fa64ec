import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { z } from 'zod';
import type { Viewer } from '#identity';
import { claim, Database, findCreation, type Tx } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { ResourceHoldService, type HeldResource } from '../resource/resource-hold.service.js';
import { canAddVersion } from '../resource/resource.policy.js';
import { ResourceRepository } from '../resource/resource.repository.js';
import { ResourceService } from '../resource/resource.service.js';
import type { ResourceType } from '../resource/resource.type.js';
import { unlessRepeated } from '../upload/unless-repeated.js';
import { UploadService } from '../upload/upload.service.js';
import type { addResourceVersionInput } from './resource-version.input.js';
import { VersionKeeping } from './version-keeping.service.js';

type Given = z.output<typeof addResourceVersionInput>;

/** Adds versions to resources. */
@Injectable()
export class VersionAdding {
  constructor(
    private readonly db: Database,
    private readonly limits: RateLimits,
    private readonly hold: ResourceHoldService,
    private readonly rows: ResourceRepository,
    private readonly resources: ResourceService,
    private readonly uploads: UploadService,
    private readonly keeping: VersionKeeping,
  ) {}

  /**
   * Makes an upload, which is used up by it, the present version; the former ones stay.
   * @throws NotFound, Forbidden, IdTaken, RateLimited, BadInput, Unavailable
   */
  async add(viewer: Viewer, input: Given, request: object = {}): Promise<ResourceType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const { id, resourceId } = input;
    // What looks at an upload may take its time: not while rows are held, and for nobody who may not add it.
    const seen = await this.resources.read(viewer, resourceId, request);
    if (id === null || (await findCreation(this.db, id)) === null) {
      demand(canAddVersion(accountId, seen.row, seen.place));
      if (seen.url !== null) throw new LinkHasNoVersions();
      await unlessRepeated(id, this.uploads.ready(viewer, input.uploadId, seen.row.communityId));
    }
    const { row, place } = await this.limits.spend('share', accountId, (count) =>
      this.db.tx((tx) => this.write(viewer, accountId, input, { tx, count }), { keyed: id !== null }),
    );
    return this.resources.present(viewer, row, place);
  }

  private async write(
    viewer: Viewer,
    accountId: string,
    input: Given,
    { tx, count }: { tx: Tx; count: () => Promise<void> },
  ): Promise<HeldResource> {
    const held = await this.hold.resource(viewer, input.resourceId, tx);
    const { row, place } = held;
    const { id, note, uploadId } = input;
    if (id !== null && !(await claim(tx, { id, accountId, operation: 'addResourceVersion', input }))) return held;
    demand(canAddVersion(accountId, row, place));
    if (row.url !== null) throw new LinkHasNoVersions();
    await count();
    const upload = await this.uploads.claim(tx, viewer, uploadId, row.communityId);
    await this.keeping.append(tx, row, { id: id ?? v7(), note, authorId: accountId, restoredFrom: null }, upload);
    return { row: (await this.rows.byId(row.id, tx)) ?? row, place };
  }
}

class LinkHasNoVersions extends BadInput {
  constructor() {
    super({ resourceId: 'A link has no versions. Edit its address instead.' });
  }
}
