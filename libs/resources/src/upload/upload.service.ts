import { Injectable } from '@nestjs/common';
import type { Viewer } from '#identity';
import type { Tx } from '#platform/database';
import { BadInput, Unauthenticated } from '#platform/errors';
import { InspectionService } from './inspection.service.js';
import { UploadRepository, type UploadRow } from './upload.repository.js';

/** The bytes of an upload that is now the caller's to keep. */
export interface ClaimedUpload {
  /** The key of the bytes in the storage. */
  readonly id: string;
  /** Their sum in hex. */
  readonly sha256: string;
  /** Bytes; the community is charged for them already. */
  readonly size: number;
  /** What they were found to be. */
  readonly mediaType: string;
  /** The name that the sender gave, cleaned. */
  readonly fileName: string;
}

const UNKNOWN = 'There is no such upload of yours; it may have been used already.';

/** Hands uploads on to what is made of them: resources, versions, attachments. */
@Injectable()
export class UploadService {
  constructor(
    private readonly uploads: UploadRepository,
    private readonly inspection: InspectionService,
  ) {}

  /**
   * Call it before the transaction that claims: sees to it that an upload which is complete was looked at.
   * @throws BadInput on `uploadId`; Unavailable when what looks at it does not answer, and then it was neither
   * accepted nor refused
   */
  async ready(viewer: Viewer, uploadId: string, communityId: string): Promise<void> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const row = await this.uploads.own(uploadId, accountId);
    if (row?.state === 'RECEIVING' && row.communityId === communityId) await this.inspection.settle(row);
    const found = row?.state === 'RECEIVING' ? await this.uploads.own(uploadId, accountId) : row;
    const wrong = problemOf(found, communityId);
    if (wrong !== null) throw new BadInput({ uploadId: wrong });
  }

  /**
   * Takes an upload that is ready: from now on it is used, and its bytes are the caller's, who says in the same
   * transaction what becomes of them. What the community was charged for it stays charged.
   * @throws BadInput on `uploadId`; another's upload, a used one and none are the same
   */
  async claim(tx: Tx, viewer: Viewer, uploadId: string, communityId: string): Promise<ClaimedUpload> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const row = await this.uploads.claim(tx, uploadId, accountId, communityId);
    if (row?.mediaType && row.sha256) {
      const { id, sha256, size, mediaType, fileName } = row;
      return { id, sha256, size, mediaType, fileName };
    }
    const wrong = problemOf(await this.uploads.own(uploadId, accountId, tx), communityId);
    throw new BadInput({ uploadId: wrong ?? UNKNOWN });
  }
}

/** Why an upload cannot be used, as a sentence; null when it can. */
function problemOf(row: UploadRow | null, communityId: string): string | null {
  if (row === null) return UNKNOWN;
  if (row.communityId !== communityId) return 'This file was sent to another community. Please send it anew.';
  if (row.state === 'REFUSED') return row.refusal;
  return row.state === 'READY' ? null : 'This file has not arrived whole yet. Let the upload end first.';
}
