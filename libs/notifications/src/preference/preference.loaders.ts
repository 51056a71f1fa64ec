import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { PreferenceRow } from './community-preference.repository.js';
import type { PreferenceService } from './preference.service.js';

const PREFERENCES = Symbol('notifications.preferences');

const loader = (context: object, service: PreferenceService, viewer: Viewer) =>
  loaderOf<PreferenceRow>(context, PREFERENCES, (ids) => service.of(viewer, ids));

/** What the viewer chose for a community, null: nothing; all that one request asks for come in one statement. */
export const loadPreference = (
  context: object,
  service: PreferenceService,
  viewer: Viewer,
  communityId: string,
): Promise<PreferenceRow | null> => loader(context, service, viewer).load(communityId);

/** Forgets what this request knew of a community, after it changed something there. */
export function forgetPreference(
  context: object,
  service: PreferenceService,
  viewer: Viewer,
  communityId: string,
): void {
  loader(context, service, viewer).clear(communityId);
}
