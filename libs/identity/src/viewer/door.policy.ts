import { Forbidden, Unauthenticated } from '#platform/errors';
import type { Door } from './door.decorator.js';
import type { Viewer } from './viewer.js';

/** Lets a viewer through a door or throws: UNAUTHENTICATED for nobody, FORBIDDEN with the reason for somebody. */
export function passDoor(viewer: Viewer, door: Door): void {
  if (door === 'public') return;
  if (!viewer.isMember) throw new Unauthenticated();
  if (door === 'signed-in-unverified') return;
  if (!viewer.emailVerified) {
    throw new Forbidden('Please confirm your e-mail address first: open the link in the message that we sent you.');
  }
  if (door === 'staff' && !viewer.isStaff) throw new Forbidden('Only administrators of the site may do this.');
}
