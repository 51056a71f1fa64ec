import { loaderOf } from '#platform/graphql';
import type { CommunityService } from './community.service.js';
import type { CommunityType } from './community.type.js';

const COMMUNITY = Symbol('communities.community');

/** A community by id; all that one request asks for come in one statement. */
export const loadCommunity = (context: object, service: CommunityService, id: string): Promise<CommunityType | null> =>
  loaderOf(context, COMMUNITY, (ids) => service.byIds(ids)).load(id);
