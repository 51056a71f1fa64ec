import { AccessToken } from './access-token/access-token.entity.js';
import { Account } from './account/account.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { SiteClaim } from './claim/site-claim.entity.js';
import { MailToken } from './mail-token/mail-token.entity.js';
import { Session } from './session/session.entity.js';

export {
  heldAccount,
  openNames,
  ownersOfAddresses,
  provedAddresses,
  provedDomain,
} from './account/account.repository.js';
export { AccountService } from './account/account.service.js';
export type { Addressee, AddressOwner } from './account/addressee.repository.js';
export { PersonType } from './account/person.type.js';
export { reachable } from './account/reachable.js';
export { notSuspended } from './account/suspended.js';
export { AdministratorMaking, type MadeAdministrator } from './administrator/administrator-making.service.js';
export { AuditLog } from './audit/audit-log.service.js';
export { AccountCardType } from './account-card/account-card.type.js';
export { isAuditKey, type AuditKey, type AuditNote, type AuditRow, type AuditVeil } from './audit/audit-note.js';
export { ClaimService } from './claim/claim.service.js';
export { AccountClosed, AccountRenamed, AccountSuspended, AddressConfirmed } from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { PasswordHasher } from './password/password-hasher.service.js';
export { Authentication } from './session/authentication.service.js';
export { clientOf, type Client } from './viewer/client.js';
export { InvitedAccounts, type PreparedAccount } from './sign-up/invited-accounts.service.js';
export { CurrentConnection, CurrentViewer, type Connection } from './viewer/current-viewer.decorator.js';
export { DOOR, Public, SignedIn, Staff, type Door } from './viewer/door.decorator.js';
export { passDoor } from './viewer/door.policy.js';
export { Language } from './viewer/language.type.js';
export { Viewer, type SignedInViewer } from './viewer/viewer.js';

/** Every table of this lib, for the process's DataSource and the test that finds drift. */
export const identityEntities = [Account, Session, AccessToken, MailToken, SiteClaim, AuditEntry];
