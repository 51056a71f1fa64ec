import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '#platform/database';
import { Pictures, type Made, type Preview } from '#platform/pictures';
import { FileStorage } from '#platform/storage';
import type { PreviewPicture } from '../file/file-facts.js';
import { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import { PreviewRepository } from './preview.repository.js';

/** Longer than any making takes: after it, what is not spoken of was left by a process that was killed. */
const A_DAY = 86_400;

/** Makes the pictures by which a file can be looked at without fetching it whole. */
@Injectable()
export class PreviewService {
  constructor(
    private readonly db: Database,
    private readonly previews: PreviewRepository,
    private readonly doomed: DoomedObjectRepository,
    private readonly storage: FileStorage,
    private readonly pictures: Pictures,
  ) {}

  /**
   * Makes the pictures of a file that waits for them; nothing is done where none waits, so it may be called twice. What
   * cannot be read within the limits is noted as such, and not tried again.
   */
  async make(fileId: string): Promise<void> {
    const file = await this.previews.waiting(fileId);
    if (!file) return;
    const made = await this.storage.withPath(file.storedFileId, (path) => this.pictures.preview(path, file.mediaType));
    if (made) await this.keep(fileId, made);
    else await this.previews.fail(fileId);
  }

  /** The objects are doomed before they come, and spared by the transaction that writes the rows which speak of them. */
  private async keep(fileId: string, made: Preview): Promise<void> {
    const small = pictureOf(made.small);
    const large = pictureOf(made.large);
    const keys = [small.objectKey, large.objectKey];
    await this.doomed.doom(this.db, keys, A_DAY);
    await this.storage.write(small.objectKey, made.small.bytes);
    await this.storage.write(large.objectKey, made.large.bytes);
    await this.db.tx(async (tx) => {
      if (!(await this.previews.settle(tx, fileId, 'READY', made.pages))) return this.doomed.doom(tx, keys);
      await this.previews.insert(tx, fileId, 'small', small);
      await this.previews.insert(tx, fileId, 'large', large);
      return this.doomed.spare(tx, keys);
    });
  }
}

const pictureOf = ({ width, height, bytes }: Made): PreviewPicture => ({
  objectKey: `${v7()}.webp`,
  width,
  height,
  bytes: bytes.length,
});
