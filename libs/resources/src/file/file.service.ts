import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { FileKept } from '../resources.events.js';
import { StoredFileRepository } from '../stored-file/stored-file.repository.js';
import { StorageAccount } from '../upload/storage-account.service.js';
import type { FileFacts, NewFile } from './file-facts.js';
import { FileRepository, type LockedFile } from './file.repository.js';
import { hasPreview } from './served-types.js';

/**
 * Files: the references that keep stored contents, each charged to its community in full. Callers decide who may; they
 * hold the thing that a file is part of.
 */
@Injectable()
export class FileService {
  constructor(
    private readonly files: FileRepository,
    private readonly storedFiles: StoredFileRepository,
    private readonly account: StorageAccount,
    private readonly outbox: Outbox,
  ) {}

  /** These files by id, for loaders; unknown ids are left out. One statement. */
  facts(ids: readonly string[]): Promise<Map<string, FileFacts>> {
    return this.files.byIds(ids);
  }

  /**
   * Keeps a content, which was taken in the same transaction, as a file. What it is charged was added to the community's
   * account before. Pictures are made afterwards of what stands in the library.
   */
  async keep(tx: Tx, file: NewFile): Promise<void> {
    const previewed = file.use === 'VERSION' && hasPreview(file.mediaType);
    await this.files.insert(tx, file, previewed ? 'WAITING' : 'NONE');
    if (previewed) await this.outbox.record(tx, new FileKept(file.id));
  }

  /** These files as they are and stay until `tx` ends, by id; unknown ids are left out. */
  lock(tx: Tx, ids: readonly string[]): Promise<LockedFile[]> {
    return this.files.lock(tx, ids);
  }

  /** Shows these files to whoever may read their community. */
  show(tx: Tx, ids: readonly string[]): Promise<void> {
    return this.files.setState(tx, ids, 'SHOWN');
  }

  /** Withholds these files from all but their owners and those who keep order. */
  withhold(tx: Tx, ids: readonly string[]): Promise<void> {
    return this.files.setState(tx, ids, 'WITHHELD');
  }

  /**
   * Gives these files up for good: their pictures are doomed at once, their room is given back, and a content that
   * nothing refers to any more goes a day later. What refers to the files was deleted before; unknown ids do no harm.
   */
  async release(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.files.lock(tx, ids);
    const gone = await this.files.delete(tx, ids);
    if (gone.length === 0) return;
    await this.storedFiles.dismiss(tx, [...new Set(gone.map(({ storedFileId }) => storedFileId))]);
    const communities = Map.groupBy(gone, ({ communityId }) => communityId);
    for (const [communityId, files] of [...communities].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      const bytes = files.reduce((sum, { charged }) => sum + charged, 0);
      await this.account.refund(tx, communityId, bytes);
    }
  }

  /** At most so many files that were never used in so many days, but these, oldest first; lock them and look again. */
  heldSince(days: number, size: number, except: readonly string[]): Promise<string[]> {
    return this.files.heldSince(days, size, except);
  }
}
