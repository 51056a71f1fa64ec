import { Injectable } from '@nestjs/common';
import { CommunityService, loadCommunity, type CommunityFacts } from '#communities';
import type { Viewer } from '#identity';
import { NotFound } from '#platform/errors';
import type { Tx } from '#platform/database';
import { loadStanding } from '../standing/standing.loaders.js';
import { StandingService } from '../standing/standing.service.js';
import type { Place } from './place.type.js';

/** The id of nothing: asked for where a thing is missing, so that missing and hidden cost the same questions. */
export const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** Puts together what policies ask about: a community and the viewer's standing there. */
@Injectable()
export class PlaceService {
  constructor(
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
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
   * @throws NotFound
   */
  async hold(viewer: Viewer, communityId: string, tx: Tx): Promise<Place> {
    const [community, standing] = await Promise.all([
      this.communities.holdFacts(tx, communityId).catch(nothing),
      this.standings.hold(tx, viewer, communityId),
    ]);
    if (!community) throw new NotFound();
    return { community, standing };
  }
}

/** Turns "there is none" into null, so that the next question is asked all the same. */
function nothing(error: unknown): null {
  if (error instanceof NotFound) return null;
  throw error;
}
