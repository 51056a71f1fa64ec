import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { FileService } from '../file/file.service.js';
import { ResourceDeleted, ResourceRestored } from '../resources.events.js';
import { ResourceVersionRepository } from '../version/resource-version.repository.js';
import { ResourceRepository } from './resource.repository.js';

/** What of a held resource is written and where it stands. */
interface StandingResource {
  readonly id: string;
  readonly communityId: string;
}

/** Takes a held resource with its files away and brings it back, and says so to those who told of it. */
@Injectable()
export class ResourceWithholding {
  constructor(
    private readonly rows: ResourceRepository,
    private readonly versions: ResourceVersionRepository,
    private readonly files: FileService,
    private readonly outbox: Outbox,
  ) {}

  /** False when it was deleted already. */
  async delete(tx: Tx, { id, communityId }: StandingResource, by: string, reason: string | null): Promise<boolean> {
    if (!(await this.rows.delete(tx, id, by, reason))) return false;
    await this.files.withhold(tx, await this.filesOf(id, tx));
    await this.outbox.record(tx, new ResourceDeleted(id, communityId));
    return true;
  }

  /** False when it stands. */
  async restore(tx: Tx, { id, communityId }: StandingResource): Promise<boolean> {
    if (!(await this.rows.restore(tx, id))) return false;
    await this.files.show(tx, await this.filesOf(id, tx));
    await this.outbox.record(tx, new ResourceRestored(id, communityId));
    return true;
  }

  private async filesOf(resourceId: string, tx: Tx): Promise<string[]> {
    return ((await this.versions.of([resourceId], tx)).get(resourceId) ?? []).map(({ id }) => id);
  }
}
