import { MemberCount } from './membership/member-count.entity.js';
import { Membership } from './membership/membership.entity.js';
import { PublicMember } from './person/public-member.entity.js';

/** Tables of this lib, for the DataSource and the drift test. */
export const membershipEntities = [Membership, MemberCount, PublicMember];
