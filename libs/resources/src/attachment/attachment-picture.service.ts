import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { v7 } from 'uuid';
import { Database, type Tx } from '#platform/database';
import { BadInput, Unavailable } from '#platform/errors';
import { cleanFileName, extensionOf, FILE_TYPES } from '#platform/file-types';
import { RateLimits } from '#platform/limits';
import { Pictures } from '#platform/pictures';
import { FileStorage, ObjectMissing } from '#platform/storage';
import { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import type { IncomingBytes } from '../stored-file/stored-file.repository.js';
import { StorageAccount } from '../upload/storage-account.service.js';
import type { UploadRow } from '../upload/upload.repository.js';
import type { ClaimedUpload } from '../upload/upload.service.js';

/** A picture as we made it anew, in the storage already, from which it vanishes again unless somebody takes it. */
export interface MadePicture extends IncomingBytes {
  readonly mediaType: string;
  readonly width: number;
  readonly height: number;
}

/** How long a picture that was made may wait for the transaction that takes it, seconds. */
const UNTAKEN = 3_600;
/** How long what was made of an upload is remembered, and that it could not be; well before it vanishes. */
const KNOWN_MS = 1_800_000;
const KNOWN_MOST = 1_000;
/** How long a request waits for a picture. Whoever waits longer is cut off, and told nothing, by what guards the load. */
const PATIENCE_MS = 20_000;

const UNREADABLE =
  'This picture cannot be read: it is damaged, or of a kind that we do not know. Save it as JPEG or PNG and add that.';
/** As it came it would tell where it was taken, which nobody who adds a picture means to say. */
const NOT_MADE_ANEW = 'Pictures of this kind cannot stand with a post. Save it as JPEG or PNG and add that.';

/**
 * Pictures within posts are made anew from what was sent: nothing but the picture is left, no place where it was taken and
 * nothing that hides behind it, and it is no larger than a page can show.
 */
@Injectable()
export class AttachmentPictureService {
  private readonly makings = new LRUCache<string, Promise<MadePicture>>({ max: KNOWN_MOST, ttl: KNOWN_MS });

  constructor(
    private readonly db: Database,
    private readonly storage: FileStorage,
    private readonly pictures: Pictures,
    private readonly doomed: DoomedObjectRepository,
    private readonly account: StorageAccount,
    private readonly limits: RateLimits,
  ) {}

  /**
   * The picture to keep in the place of what was sent; null for what is none. It is made once, however often one asks; the
   * caller has asked whether it may be.
   * @throws BadInput on `uploadId` when it should be one and cannot be read, RateLimited, Unavailable: also when it takes
   * long, and then it goes on being made for whoever asks again
   */
  async make(upload: UploadRow): Promise<MadePicture | null> {
    const type = FILE_TYPES[extensionOf(upload.fileName)];
    if (type?.kind !== 'IMAGE') return null;
    if (type.preview !== 'picture') throw new BadInput({ uploadId: NOT_MADE_ANEW });
    return soonEnough(this.makings.get(upload.id) ?? this.begin(upload));
  }

  private begin({ id, accountId }: UploadRow): Promise<MadePicture> {
    const making = this.making(id, accountId);
    this.makings.set(id, making);
    making.catch((error: unknown) => {
      if (!(error instanceof BadInput)) this.makings.delete(id);
    });
    return making;
  }

  private async making(uploadId: string, accountId: string): Promise<MadePicture> {
    await this.limits.take('attach', accountId);
    const made = await this.storage
      .withPath(uploadId, (path) => this.pictures.reencode(path, accountId))
      .catch(orNothing);
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

async function soonEnough<T>(making: Promise<T>): Promise<T> {
  let patience: NodeJS.Timeout | undefined;
  const tired = new Promise<never>((_, reject) => {
    const later = (): void => reject(new Unavailable('This picture is still being made. Please try again soon.'));
    patience = setTimeout(later, PATIENCE_MS);
  });
  try {
    return await Promise.race([making, tired]);
  } finally {
    clearTimeout(patience);
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
