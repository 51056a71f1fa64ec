import type { MemberRole } from '../membership/membership.type.js';

/** How somebody stands to one community at this moment: all that a policy needs to know of a person. */
export interface Standing {
  /** Role in the community; null for everybody who is not a member. */
  readonly role: MemberRole | null;
  readonly signedIn: boolean;
  /** The e-mail address is confirmed. */
  readonly verified: boolean;
  /** Administrator of the whole site. It opens no private community. */
  readonly isStaff: boolean;
}
