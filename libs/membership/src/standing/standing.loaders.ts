import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { StandingService } from './standing.service.js';
import type { Standing } from './standing.type.js';

const STANDING = Symbol('membership.standing');

const loader = (context: object, service: StandingService, viewer: Viewer) =>
  loaderOf<Standing>(context, STANDING, (ids) => service.standings(viewer, ids));

/** The viewer's standing; all that one request asks for come in one statement. */
export async function loadStanding(
  context: object,
  service: StandingService,
  viewer: Viewer,
  communityId: string,
): Promise<Standing> {
  const standing = await loader(context, service, viewer).load(communityId);
  if (!standing) throw new Error('A standing is known for every community.');
  return standing;
}

/** Forgets what this request knew of a community, after it changed something there. */
export function forgetStanding(context: object, service: StandingService, viewer: Viewer, communityId: string): void {
  loader(context, service, viewer).clear(communityId);
}
