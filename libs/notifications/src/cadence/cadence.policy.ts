import { REFUSALS, type Standing } from '#membership';
import type { Verdict } from '#platform/errors';

/** Who has a dial for the mail of a community: its members. Outsiders of a public one are told on the site alone. */
export function canTurnDial({ signedIn, verified, role }: Standing): Verdict {
  if (!signedIn) return REFUSALS.signIn;
  if (!verified) return REFUSALS.unverified;
  return role === null ? REFUSALS.notIn : true;
}
