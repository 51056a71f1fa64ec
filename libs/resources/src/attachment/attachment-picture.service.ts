import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database, type Tx } from '#platform/database';
import { BadInput } from '#platform/errors';
import { cleanFileName, extensionOf, FILE_TYPES } from '#platform/file-types';
import { Pictures } from '#platform/pictures';
import { FileStorage, ObjectMissing } from '#platform/storage';
import { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import type { IncomingBytes } from '../stored-file/stored-file.repository.js';
import { StorageAccount } from '../upload/storage-account.service.js';
import type { ClaimedUpload } from '../upload/upload.service.js';

/** A picture as we made it anew, in the storage already, from which it vanishes again unless somebody takes it. */
export interface MadePicture extends IncomingBytes {
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
}

/** How long a picture that was made may wait for the transaction that takes it, seconds. */
const UNTAKEN = 3_600;

const UNREADABLE =
  'This picture cannot be read: it is damaged, or of a kind that we do not know. Save it as JPEG or PNG and add that.';

/**
 * Pictures within posts are made anew from what was sent: nothing but the picture is left, no place where it was taken and
 * nothing that hides behind it, and it is no larger than a page can show.
 */
@Injectable()
export class AttachmentPictureService {
  constructor(
    private readonly db: Database,
    private readonly storage: FileStorage,
    private readonly pictures: Pictures,
    private readonly doomed: DoomedObjectRepository,
    private readonly account: StorageAccount,
  ) {}

  /**
   * The picture to keep in the place of what was sent; null for what is none and for those that we cannot make anew.
   * @throws BadInput on `uploadId` when it should be one and cannot be read; Unavailable
   */
  async make(uploadId: string, fileName: string): Promise<MadePicture | null> {
    if (FILE_TYPES[extensionOf(fileName)]?.preview !== 'picture') return null;
    const made = await this.storage.withPath(uploadId, (path) => this.pictures.reencode(path)).catch(orNothing);
    if (!made) throw new BadInput({ uploadId: UNREADABLE });
    const { bytes, mediaType, width, height } = made;
    const key = v7();
    // Noted before it comes, so that it does not stay for ever where nobody takes it.
    await this.doomed.doom(this.db, [key], UNTAKEN);
    await this.storage.write(key, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { key, sha256, size: bytes.length, mediaType, width, height };
  }

  /**
   * Puts the picture, which was taken, in the place of what was sent, of which the bytes go and the room is given back.
   * @throws QuotaExceeded where the picture has become the larger of the two
   */
  async replace(tx: Tx, sent: ClaimedUpload, communityId: string, picture: MadePicture): Promise<void> {
    await this.doomed.doom(tx, [sent.id]);
    await this.account.refund(tx, communityId, sent.size);
    await this.account.charge(tx, communityId, picture.size);
  }
}

/** The upload was used, or ended, meanwhile, and its bytes went with it. */
function orNothing(error: unknown): null {
  if (error instanceof ObjectMissing) return null;
  throw error;
}

/** The name of a file that is of this type now: its ending becomes one of the type's, where it is not already. */
export function nameFor(mediaType: string, name: string): string {
  const extension = extensionOf(name);
  if (FILE_TYPES[extension]?.mediaType === mediaType) return name;
  const [fitting = extension] = Object.entries(FILE_TYPES).find(([, type]) => type.mediaType === mediaType) ?? [];
  const stem = extension === '' ? name : name.slice(0, -extension.length - 1);
  return cleanFileName(`${stem}.${fitting}`) ?? name;
}
