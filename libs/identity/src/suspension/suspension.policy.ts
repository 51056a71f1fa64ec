import type { Refusal, Verdict } from '#platform/errors';
import type { Viewer } from '../viewer/viewer.js';

const NOT_STAFF: Refusal = { code: 'FORBIDDEN', message: 'Only administrators of the site may do this.' };
const ONESELF: Refusal = { code: 'FORBIDDEN', message: 'You cannot suspend your own account.' };
const AN_ADMINISTRATOR: Refusal = {
  code: 'FORBIDDEN',
  message: 'The account of an administrator cannot be suspended.',
};

/** Whether the viewer may look accounts up, and lift what an administrator put on them. */
export const canAdministerAccounts = (viewer: Viewer): Verdict => viewer.isStaff || NOT_STAFF;

/**
 * Whether the viewer may suspend this account. Administrators cannot suspend each other: of two who quarrel the faster
 * would have the site.
 */
export function canSuspend(viewer: Viewer, account: { readonly id: string; readonly isStaff: boolean }): Verdict {
  if (!viewer.isStaff) return NOT_STAFF;
  if (viewer.accountId === account.id) return ONESELF;
  return !account.isStaff || AN_ADMINISTRATOR;
}
