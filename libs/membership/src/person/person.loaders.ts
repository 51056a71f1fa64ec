import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { CommunityType } from '#communities';
import type { PersonService } from './person.service.js';

const SHARED = Symbol('membership.shared-communities');

/** Communities that the viewer shares with a person; all of one request in two statements. */
export const loadSharedCommunities = async (
  context: object,
  service: PersonService,
  viewer: Viewer,
  personId: string,
): Promise<CommunityType[]> =>
  (await loaderOf<CommunityType[]>(context, SHARED, (ids) => service.sharedCommunities(viewer, ids)).load(personId)) ??
  [];
