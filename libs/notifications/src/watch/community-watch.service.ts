import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { CommunityService, type CommunityFacts, type CommunityType } from '#communities';
import type { Viewer } from '#identity';
import { canRead, PlaceService } from '#membership';
import { Database } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { CommunityPreferenceRepository } from '../preference/community-preference.repository.js';
import { forgetPreference, loadPreference } from '../preference/preference.loaders.js';
import { PreferenceService } from '../preference/preference.service.js';
import { SilenceService } from './silence.service.js';
import type { watchCommunityInput } from './watch.input.js';
import { forgetWatchLevels } from './watch.loaders.js';
import type { WatchLevel } from './watch.type.js';

/** Following communities, by whoever may read them. `request` is the object that holds what one request has asked already. */
@Injectable()
export class CommunityWatchService {
  constructor(
    private readonly db: Database,
    private readonly communities: CommunityService,
    private readonly places: PlaceService,
    private readonly rows: CommunityPreferenceRepository,
    private readonly preferences: PreferenceService,
    private readonly silence: SilenceService,
    private readonly limits: RateLimits,
    private readonly bells: BellRinger,
  ) {}

  /**
   * Follows a community as closely as chosen. Muted, all its discussions are silent but for those chosen later, and what
   * the inbox holds of them is read, and mail that waits tells nothing of them.
   * @throws NotFound, RateLimited
   */
  async watch(
    viewer: Viewer,
    { slug, level }: z.output<typeof watchCommunityInput>,
    request: object,
  ): Promise<CommunityType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const community = await this.communities.bySlug(viewer, slug);
    const { standing } = await this.places.at(viewer, community, request);
    demand(canRead(standing, community));
    await this.limits.take('watch', accountId);
    await this.db.tx(async (tx) => {
      const held = await this.places.hold(viewer, community.id, tx);
      demand(canRead(held.standing, held.community));
      if (level === 'MUTED') await this.silence.mail(tx, accountId, community.id);
      await this.rows.setLevel(tx, community.id, accountId, level);
    });
    if (level === 'MUTED') {
      await this.silence.inboxOfCommunity(accountId, community.id);
      this.bells.ring([accountId]);
    }
    forgetPreference(request, this.preferences, viewer, community.id);
    forgetWatchLevels(request);
    return community;
  }

  /** How closely the viewer follows a community; null for nobody and for an outsider of a private one. */
  async level(viewer: Viewer, community: CommunityFacts, request: object): Promise<WatchLevel | null> {
    if (viewer.accountId === null) return null;
    const { standing } = await this.places.at(viewer, community, request);
    if (canRead(standing, community) !== true) return null;
    return (await loadPreference(request, this.preferences, viewer, community.id))?.level ?? 'NORMAL';
  }
}
