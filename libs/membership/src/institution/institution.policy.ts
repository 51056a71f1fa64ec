import type { Verdict } from '#platform/errors';
import type { Viewer } from '#identity';
import { REFUSALS } from '../standing/standing.policy.js';

/** Who keeps the records of institutions and of who is of them: administrators of the site. */
export const canKeepInstitutions = (viewer: Pick<Viewer, 'isStaff'>): Verdict =>
  viewer.isStaff ? true : REFUSALS.staffOnly;
