import { Forbidden } from '#platform/errors';
import { mayManageAccess } from '../account/account.policy.js';
import type { Viewer } from '../viewer/viewer.js';

/**
 * Lets administrators at a browser read the kept mail. No access token, not even theirs: the mail holds links that
 * open any account.
 * @throws Unauthenticated for nobody, Forbidden for everybody else.
 */
export function mayReadMailbox(viewer: Viewer): void {
  mayManageAccess(viewer);
  if (!viewer.isStaff) throw new Forbidden('Only administrators of the site may do this.');
}
