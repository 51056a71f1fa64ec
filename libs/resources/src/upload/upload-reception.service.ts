import { Injectable } from '@nestjs/common';
import { CommunityService, type CommunityFacts } from '#communities';
import { passDoor, type Viewer } from '#identity';
import { canPost, NOWHERE, PlaceService } from '#membership';
import { Database } from '#platform/database';
import { BadInput, demand, NotFound, PayloadTooLarge, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { loadStorageLimits } from './storage-account.loaders.js';
import { StorageAccount, type StorageLimits } from './storage-account.service.js';
import type { UploadAnnouncement } from './upload-announcement.js';
import { UploadRepository, type NewUpload, type UploadRow } from './upload.repository.js';

/** How many uploads one account may have under way, or ready and not used, in one community. */
export const MOST_UNDER_WAY = 100;

/** Says who may send what where, before a byte of it comes. */
@Injectable()
export class UploadReception {
  constructor(
    private readonly db: Database,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly limits: RateLimits,
    private readonly uploads: UploadRepository,
    private readonly account: StorageAccount,
  ) {}

  /**
   * Looks whether this may come, so that nothing is made in the storage for what is refused anyway. That a community
   * exists is no secret, so an outsider is told the rule.
   * @throws NotFound, Forbidden, BadInput, PayloadTooLarge, RateLimited
   */
  async announce(viewer: Viewer, id: string, announced: UploadAnnouncement): Promise<NewUpload> {
    const { communitySlug, ...file } = announced;
    passDoor(viewer, 'signed-in');
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const community = await this.communities.factsBySlug(communitySlug);
    const { standing } = await this.places.at(viewer, community, {});
    demand(canPost(standing, community));
    const { fileBytes } = this.account;
    if (file.size > fileBytes)
      throw new PayloadTooLarge(`Files may have at most ${fileBytes / 1024 / 1024} MiB. This one is larger.`);
    await this.limits.take('upload', accountId);
    return { id, accountId, communityId: community.id, ...file };
  }

  /**
   * Writes the upload down and takes its room; the storage knows it already. The account's row of the community is what
   * those who come at the same time wait for, so the count is exact.
   * @throws NotFound, Forbidden, QuotaExceeded, BadInput on `community` when too many are under way
   */
  async begin(viewer: Viewer, upload: NewUpload): Promise<void> {
    await this.db.tx(async (tx) => {
      const { standing, community } = await this.places.hold(viewer, upload.communityId, tx);
      demand(canPost(standing, community));
      await this.account.charge(tx, upload.communityId, upload.size);
      const { count, bytes } = await this.uploads.unused(tx, upload.accountId, upload.communityId);
      if (count >= MOST_UNDER_WAY) throw tooMuchUnderWay(`${MOST_UNDER_WAY} of your files`);
      if (bytes + upload.size > this.account.unusedBytes)
        throw tooMuchUnderWay(`${Math.ceil(bytes / 1024 / 1024)} MiB of your files`);
      await this.uploads.insert(tx, upload);
    });
  }

  /** What the viewer may send to this community; null when nothing. */
  async limitsOf(viewer: Viewer, community: CommunityFacts, request: object): Promise<StorageLimits | null> {
    const place = await this.places.at(viewer, community, request);
    return canPost(place.standing, community) === true ? loadStorageLimits(request, this.account, community.id) : null;
  }

  /**
   * The viewer's own upload, while they may still add to its community and it was not refused.
   * @throws NotFound for all others and for none, after the same questions
   */
  async find(viewer: Viewer, id: string): Promise<UploadRow> {
    passDoor(viewer, 'signed-in');
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const row = await this.uploads.own(id, accountId);
    const place = await this.places.of(viewer, row?.communityId ?? NOWHERE, {});
    const open = row !== null && row.state !== 'REFUSED' && place !== null;
    if (!open || canPost(place.standing, place.community) !== true) throw new NotFound();
    return row;
  }
}

function tooMuchUnderWay(what: string): BadInput {
  const community = `${what} are under way to this community or wait to be used. Use or cancel some first.`;
  return new BadInput({ community });
}
