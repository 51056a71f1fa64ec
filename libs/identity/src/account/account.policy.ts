import { BadInput, Forbidden, Unauthenticated } from '#platform/errors';
import type { Viewer } from '../viewer/viewer.js';

/** A viewer who sits at a browser. */
export interface SeatedViewer {
  readonly accountId: string;
  readonly sessionId: string;
}

/**
 * Lets through who signed in by password, and no access token: a token that leaks must not become an account.
 * @throws Unauthenticated for nobody, Forbidden for a token.
 */
export function mayManageAccess(viewer: Viewer): SeatedViewer {
  if (viewer.accountId === null) throw new Unauthenticated();
  if (viewer.sessionId === null)
    throw new Forbidden('An access token may not do this. Please sign in with your password.');
  return { accountId: viewer.accountId, sessionId: viewer.sessionId };
}

/** Refuses to close the account of the only administrator: the site would be left without one. */
export function mayClose(accountId: string, staffIds: readonly string[]): void {
  if (staffIds.length === 1 && staffIds[0] === accountId) {
    throw new Forbidden('You are the only administrator, so this account cannot be closed.');
  }
}

/** The refusal of a sign-in to a suspended account, for who knows its password; `until` is ISO 8601 in UTC. */
export const suspended = (until: string, reason: string): Forbidden =>
  new Forbidden(`This account is suspended until ${until.slice(0, 16).replace('T', ' ')} UTC. Reason: ${reason}`, {
    suspension: { until, reason },
  });

/** The refusal of a wrong present password. */
export const wrongPassword = (field: string): BadInput =>
  new BadInput({ [field]: 'This is not your present password.' });
