import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import { canPost, canRead, NOWHERE, PlaceService, type Place } from '#membership';
import { Database, type Tx } from '#platform/database';
import { BadInput, demand, NotFound, Unauthenticated } from '#platform/errors';
import { eachByItself } from '../each-by-itself.js';
import { FileService } from '../file/file.service.js';
import { StoredFileService } from '../stored-file/stored-file.service.js';
import { UploadRepository } from '../upload/upload.repository.js';
import { UploadService } from '../upload/upload.service.js';
import { AttachmentPictureService, nameFor, type MadePicture } from './attachment-picture.service.js';
import { AttachmentRepository } from './attachment.repository.js';
import { toAttachment, type AttachedFile, type AttachmentType } from './attachment.type.js';

/** An upload that is to become an attachment, and the picture that takes its place, if it is one. */
interface Attaching {
  readonly uploadId: string;
  readonly communityId: string;
  readonly picture: MadePicture | null;
}

/** A file that a post is to have, and its place in the list that names it. */
interface WantedFile {
  readonly id: string;
  readonly index: number;
}

/** Files that stand with posts: from the upload on, until the post takes them. */
@Injectable()
export class AttachmentService {
  constructor(
    private readonly db: Database,
    private readonly places: PlaceService,
    private readonly uploads: UploadRepository,
    private readonly uploading: UploadService,
    private readonly pictures: AttachmentPictureService,
    private readonly storedFiles: StoredFileService,
    private readonly files: FileService,
    private readonly attachments: AttachmentRepository,
  ) {}

  /**
   * Makes an own upload a file that waits for a post of its community: a picture as we make it anew, everything else as it
   * came. The file has the upload's id, so that a call whose answer was lost may be repeated.
   * @throws BadInput on `uploadId`, NotFound, Forbidden, RateLimited, Unavailable
   */
  async attach(viewer: Viewer, uploadId: string): Promise<AttachmentType> {
    const accountId = idOf(viewer);
    try {
      return toAttachment(await this.attachUpload(viewer, accountId, uploadId));
    } catch (error) {
      // The same call made before, or twice at once, or its commit got through unheard: then this is its result.
      const done = error instanceof BadInput ? await this.attached(viewer, accountId, uploadId) : null;
      if (!done) throw error;
      return toAttachment(done);
    }
  }

  /** What the viewer attached before, as long as they may read where. */
  private async attached(viewer: Viewer, accountId: string, id: string): Promise<AttachedFile | null> {
    const file = await this.attachments.own(id, accountId);
    const place = await this.places.of(viewer, file?.communityId ?? NOWHERE, {});
    return place && canRead(place.standing, place.community) === true ? file : null;
  }

  private async attachUpload(viewer: Viewer, accountId: string, uploadId: string): Promise<AttachedFile> {
    const upload = await this.uploads.own(uploadId, accountId);
    const communityId = upload?.communityId ?? NOWHERE;
    // Asked again in the transaction; what takes long is done for those alone who may.
    const place = await this.places.of(viewer, communityId, {});
    if (place) mayAttach(place);
    // Of none it says that there is none, as every operation does that takes an upload.
    await this.uploading.ready(viewer, uploadId, communityId);
    const picture = upload && (await this.pictures.make(upload));
    return this.db.tx((tx) => this.take(tx, viewer, { uploadId, communityId, picture }), { keyed: true });
  }

  private async take(tx: Tx, viewer: Viewer, { uploadId, communityId, picture }: Attaching): Promise<AttachedFile> {
    mayAttach(await this.places.hold(viewer, communityId, tx));
    const upload = await this.uploading.claim(tx, viewer, uploadId, communityId);
    const bytes = picture ?? { key: upload.id, sha256: upload.sha256, size: upload.size };
    // Somebody may have given this id, which was secret, to a file of their own.
    if ((await this.files.lock(tx, [upload.id])).length > 0) throw new BadInput({ uploadId: ID_TAKEN });
    const storedFileId = await this.storedFiles.take(tx, bytes);
    if (picture) await this.pictures.replace(tx, upload, communityId, picture);
    const file: AttachedFile = {
      id: upload.id,
      name: picture ? nameFor(picture.mediaType, upload.fileName) : upload.fileName,
      mediaType: picture?.mediaType ?? upload.mediaType,
      size: bytes.size,
      width: picture?.width ?? null,
      height: picture?.height ?? null,
    };
    const { id, name, mediaType, size: charged } = file;
    const reference = { id, communityId, ownerId: idOf(viewer), name, mediaType, storedFileId, charged };
    const room = picture ? { width: picture.width, height: picture.height } : {};
    await this.files.keep(tx, { ...reference, ...room, use: 'ATTACHMENT', state: 'HELD' });
    return file;
  }

  /**
   * Lets go of an own file that waits for a post. Says the same of one that stands with a post, of another's and of none.
   * @throws NotFound
   */
  async discard(viewer: Viewer, id: string): Promise<void> {
    const accountId = idOf(viewer);
    await this.db.tx(async (tx) => {
      if (!(await this.attachments.holdOwn(tx, id, accountId))) throw new NotFound();
      await this.files.release(tx, [id]);
    });
  }

  /**
   * Gives files to a post that the viewer writes in this community: from the commit on, whoever may read it may fetch
   * them. `index` is where each stands in the input. The caller has asked whether the viewer may write there.
   * @throws BadInput on `attachments.N.id` for each that does not wait for a post of the viewer's there, whyever not
   */
  async bind(tx: Tx, viewer: Viewer, communityId: string, wanted: readonly WantedFile[]): Promise<AttachedFile[]> {
    if (wanted.length === 0) return [];
    const ids = wanted.map(({ id }) => id);
    const held = await this.attachments.hold(tx, { ids, ownerId: idOf(viewer), communityId });
    const missing = wanted.filter(({ id }) => !held.has(id));
    if (missing.length > 0)
      throw new BadInput(Object.fromEntries(missing.map(({ index }) => [`attachments.${index}.id`, NOT_WAITING])));
    await this.files.show(tx, ids);
    return ids.flatMap((id) => held.get(id) ?? []);
  }

  /** Deletes the files that have waited too long for a post. */
  sweep(): Promise<void> {
    return eachByItself(
      (most, except) => this.files.heldSince(WAITS_DAYS, most, except),
      (id) => this.db.tx((tx) => this.drop(tx, id)),
    );
  }

  private async drop(tx: Tx, id: string): Promise<void> {
    const [file] = await this.files.lock(tx, [id]);
    // What was put into a post meanwhile stays.
    if (file?.state === 'HELD') await this.files.release(tx, [id]);
  }
}

/** How long a file waits for a post, days. */
const WAITS_DAYS = 7;

const ID_TAKEN = 'This file cannot be attached. Please send it again.';

const NOT_WAITING = 'This file cannot be attached: it is no longer there, or stands elsewhere. Please add it again.';

function mayAttach({ standing, community }: Place): void {
  demand(canRead(standing, community));
  demand(canPost(standing, community));
}

function idOf(viewer: Viewer): string {
  if (viewer.accountId === null) throw new Unauthenticated();
  return viewer.accountId;
}
