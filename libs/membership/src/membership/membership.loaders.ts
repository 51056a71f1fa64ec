import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { MembershipService } from './membership.service.js';

const ENROLMENTS = Symbol('membership.enrolments');

const enrolments = (context: object, service: MembershipService, viewer: Viewer) =>
  loaderOf<string[]>(context, ENROLMENTS, (ids) => service.enrolments(viewer, ids));

/** Programmes that hold the viewer in a community; all that one request asks for come in one statement. */
export const loadEnrolments = async (
  context: object,
  service: MembershipService,
  viewer: Viewer,
  communityId: string,
): Promise<string[]> => (await enrolments(context, service, viewer).load(communityId)) ?? [];

/** Forgets the programmes after this request changed them. */
export function forgetEnrolments(
  context: object,
  service: MembershipService,
  viewer: Viewer,
  communityId: string,
): void {
  enrolments(context, service, viewer).clear(communityId);
}
