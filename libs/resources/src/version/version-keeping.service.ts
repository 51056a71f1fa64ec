import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { LIMITS } from '#contracts';
import { BadInput, IdTaken } from '#platform/errors';
import { Outbox } from '#platform/events';
import type { FileFacts } from '../file/file-facts.js';
import { FileService } from '../file/file.service.js';
import type { ResourceRow, VersionRow } from '../resource/resource-row.js';
import { ResourceRepository } from '../resource/resource.repository.js';
import { QuotaExceeded, TooManyVersions } from '../resources.errors.js';
import { ResourceVersionAdded } from '../resources.events.js';
import { StoredFileService } from '../stored-file/stored-file.service.js';
import { StorageAccount } from '../upload/storage-account.service.js';
import type { ClaimedUpload } from '../upload/upload.service.js';
import { ResourceVersionRepository } from './resource-version.repository.js';

/** A version before it is written, and the community that it is charged to. */
export interface NewVersion extends Omit<VersionRow, 'createdAt'> {
  readonly communityId: string;
}

/** What is said of a version that follows others. */
export type NextVersion = Pick<VersionRow, 'id' | 'note' | 'authorId' | 'restoredFrom'>;

/** Writes versions: the content, the file that refers to it, and the row that says which version it is. */
@Injectable()
export class VersionKeeping {
  constructor(
    private readonly files: FileService,
    private readonly storedFiles: StoredFileService,
    private readonly account: StorageAccount,
    private readonly versions: ResourceVersionRepository,
    private readonly resources: ResourceRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Keeps a content that came in, or that of a former version, as the next version of a resource that is held.
   * @throws BadInput on what brings it, IdTaken
   */
  async append(tx: Tx, row: ResourceRow, next: NextVersion, content: ClaimedUpload | FileFacts): Promise<void> {
    const again = 'storedFileId' in content;
    if (row.lastNumber >= LIMITS.resourceVersions) {
      throw new TooManyVersions(again ? 'versionId' : 'uploadId', LIMITS.resourceVersions);
    }
    const { id: resourceId, communityId } = row;
    // An id made by a client may be that of some file that was there before.
    if ((await this.files.lock(tx, [next.id])).length > 0) throw new IdTaken();
    const number = await this.resources.takeNextNumber(tx, resourceId);
    const version = { ...next, resourceId, number, communityId };
    await (again ? this.keepAgain(tx, version, content) : this.keep(tx, version, content));
    await this.outbox.record(tx, new ResourceVersionAdded(resourceId, next.id, communityId));
  }

  /** Keeps what came in as this version. The community was charged for it when the upload began. */
  async keep(tx: Tx, version: NewVersion, upload: ClaimedUpload): Promise<void> {
    const { id: key, sha256, size } = upload;
    const storedFileId = await this.storedFiles.take(tx, { key, sha256, size });
    await this.write(tx, version, { name: upload.fileName, mediaType: upload.mediaType, storedFileId, size });
  }

  /** As this one the content of a former version, which is charged in full. */
  private async keepAgain(tx: Tx, version: NewVersion, former: FileFacts): Promise<void> {
    await this.storedFiles.takeAgain(tx, former.storedFileId);
    await this.account.charge(tx, version.communityId, former.size).catch(inOwnWords);
    await this.write(tx, version, former);
  }

  private async write(
    tx: Tx,
    version: NewVersion,
    content: Pick<FileFacts, 'name' | 'mediaType' | 'storedFileId' | 'size'>,
  ): Promise<void> {
    const { name, mediaType, storedFileId, size } = content;
    const { id, communityId, authorId: ownerId } = version;
    const file = { id, communityId, ownerId, name, mediaType, storedFileId, charged: size };
    await this.files.keep(tx, { ...file, use: 'VERSION', state: 'SHOWN' });
    await this.versions.insert(tx, version);
  }
}

/** The sentence about the room, on the field that asked for it here. */
function inOwnWords(error: unknown): never {
  const sentence = error instanceof QuotaExceeded ? error.details.fields?.['uploadId'] : undefined;
  throw sentence === undefined ? error : new BadInput({ versionId: sentence });
}
