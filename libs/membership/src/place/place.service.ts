import { Injectable } from '@nestjs/common';
import { CommunityService, loadCommunity, type CommunityFacts } from '#communities';
import type { Viewer } from '#identity';
import { NotFound, Unauthenticated } from '#platform/errors';
import type { Tx } from '#platform/database';
import { loadStanding } from '../standing/standing.loaders.js';
import { standingOf, StandingService } from '../standing/standing.service.js';
import { PlaceRepository } from './place.repository.js';
import type { Place } from './place.type.js';

/** The id of nothing: asked for where a thing is missing, so that missing and hidden cost the same questions. */
export const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** Puts together what policies ask about: a community and the viewer's standing there. */
@Injectable()
export class PlaceService {
  constructor(
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly places: PlaceRepository,
  ) {}

  /** As it is now, asked once for each request (any object that stands for it); null where there is no community. */
  async of(viewer: Viewer, communityId: string, request: object): Promise<Place | null> {
    const [community, standing] = await Promise.all([
      loadCommunity(request, this.communities, communityId),
      loadStanding(request, this.standings, viewer, communityId),
    ]);
    return community && { community, standing };
  }

  /** The same for a community that was just read. */
  async at(viewer: Viewer, community: CommunityFacts, request: object): Promise<Place> {
    return { community, standing: await loadStanding(request, this.standings, viewer, community.id) };
  }

  /**
   * As it is and stays until `tx` ends: nothing is written into a community archived, or by a member removed, meanwhile.
   * @throws NotFound, and Unauthenticated when the viewer's account was closed or suspended
   */
  async hold(viewer: Viewer, communityId: string, tx: Tx): Promise<Place> {
    if (viewer.accountId === null) {
      const community = await this.communities.holdFacts(tx, communityId);
      return { community, standing: standingOf(viewer) };
    }
    const held = await this.places.hold(tx, viewer.accountId, communityId);
    if (!held) throw new Unauthenticated();
    const { community } = held;
    if (!community) throw new NotFound();
    return { community, standing: standingOf(viewer, held.standing) };
  }
}
