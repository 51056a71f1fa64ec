import { Injectable } from '@nestjs/common';
import type { Connection } from '#platform/graphql';
import type { Viewer } from '#identity';
import { CommunityService, type CommunityType, type DirectoryRequest } from '#communities';
import { StandingService } from '../standing/standing.service.js';

/** The directory of communities, where it depends on who asks. */
@Injectable()
export class DirectoryService {
  constructor(
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
  ) {}

  /** A page of the directory; with `mine` only the viewer's communities, which for nobody are none. */
  async page(viewer: Viewer, request: DirectoryRequest, mine: boolean): Promise<Connection<CommunityType>> {
    return this.communities.page(viewer, request, mine ? await this.standings.communitiesOf(viewer) : null);
  }
}
