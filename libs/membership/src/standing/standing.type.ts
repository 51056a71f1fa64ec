import type { MemberRole } from '../role/role.type.js';

/** How somebody stands to one community at this moment: all that a policy needs to know of a person. */
export interface Standing {
  /** Role in the community; null for everybody who is not a member. */
  readonly role: MemberRole | null;
  readonly signedIn: boolean;
  /** The e-mail address is confirmed. */
  readonly verified: boolean;
  /** Administrator of the whole site. It opens no private community. */
  readonly isStaff: boolean;
  /** A programme's roster holds this membership: it ends when the programme releases it, and not before. */
  readonly enrolled: boolean;
  /** A facilitator removed this account: it gets in again when others let it in, and not by itself. */
  readonly removed: boolean;
}
