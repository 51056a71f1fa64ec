import { loaderOf } from '#platform/graphql';
import type { Viewer } from '#identity';
import type { AffiliationService } from './affiliation.service.js';
import type { AffiliationType } from './affiliation.type.js';

const AFFILIATIONS = Symbol('membership.affiliations');

/** Affiliations of an account, for administrators; all that one request asks for come in three statements. */
export const loadAffiliations = async (
  context: object,
  service: AffiliationService,
  viewer: Viewer,
  accountId: string,
): Promise<AffiliationType[]> =>
  (await loaderOf<AffiliationType[]>(context, AFFILIATIONS, (ids) => service.among(viewer, ids)).load(accountId)) ?? [];
