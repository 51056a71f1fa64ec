import { loaderOf } from '#platform/graphql';
import type { CommunityService } from './community.service.js';
import type { FormQuestion } from '../application-form/form-question.type.js';
import type { CommunityType } from './community.type.js';

const COMMUNITY = Symbol('communities.community');
const FORM = Symbol('communities.form');

const communities = (context: object, service: CommunityService) =>
  loaderOf<CommunityType>(context, COMMUNITY, (ids) => service.byIds(ids));

const forms = (context: object, service: CommunityService) =>
  loaderOf<readonly FormQuestion[]>(context, FORM, (ids) => service.forms(ids));

/** A community by id; all that one request asks for come in one statement. */
export const loadCommunity = (context: object, service: CommunityService, id: string): Promise<CommunityType | null> =>
  communities(context, service).load(id);

/** The application form of a community; all that one request asks for come in one statement. */
export const loadForm = async (
  context: object,
  service: CommunityService,
  communityId: string,
): Promise<readonly FormQuestion[]> => (await forms(context, service).load(communityId)) ?? [];

/** Forgets what this request knew of a community, after it changed it. */
export function forgetCommunity(context: object, service: CommunityService, id: string): void {
  communities(context, service).clear(id);
  forms(context, service).clear(id);
}
