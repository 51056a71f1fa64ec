import { Attestation } from './admission/attestation.entity.js';
import { Affiliation } from './affiliation/affiliation.entity.js';
import { ApplicationKey } from './application/application-key.entity.js';
import { ApplicationSecret } from './application/application-secret.entity.js';
import { Application } from './application/application.entity.js';
import { InstitutionDomain } from './institution/institution-domain.entity.js';
import { InstitutionMembership } from './institution/institution-membership.entity.js';
import { Institution } from './institution/institution.entity.js';
import { Invitation } from './invitation/invitation.entity.js';
import { MemberCount } from './membership/member-count.entity.js';
import { Membership } from './membership/membership.entity.js';
import { PublicMember } from './person/public-member.entity.js';
import { RosterEntry } from './programme/roster-entry.entity.js';
import { Removal } from './removal/removal.entity.js';

/** Tables of this lib, for the DataSource and the drift test. */
export const membershipEntities = [
  Affiliation,
  Application,
  ApplicationKey,
  ApplicationSecret,
  Attestation,
  Institution,
  InstitutionDomain,
  InstitutionMembership,
  Invitation,
  MemberCount,
  Membership,
  PublicMember,
  Removal,
  RosterEntry,
];
