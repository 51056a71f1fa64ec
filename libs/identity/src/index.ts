import { AccessToken } from './access-token/access-token.entity.js';
import { Account } from './account/account.entity.js';
import { AuditEntry } from './audit/audit-entry.entity.js';
import { SiteClaim } from './claim/site-claim.entity.js';
import { MailToken } from './mail-token/mail-token.entity.js';
import { Session } from './session/session.entity.js';

export { heldAccount } from './account/account.repository.js';
export { AccountService } from './account/account.service.js';
export { PersonType } from './account/person.type.js';
export { AuditLog } from './audit/audit-log.service.js';
export { ClaimService } from './claim/claim.service.js';
export { AccountClosed, AccountRenamed } from './identity.events.js';
export { IdentityModule } from './identity.module.js';
export { Authentication } from './session/authentication.service.js';
export { CurrentViewer } from './viewer/current-viewer.decorator.js';
export { DOOR, Public, SignedIn, Staff, type Door } from './viewer/door.decorator.js';
export { Language } from './viewer/language.type.js';
export { Viewer, type SignedInViewer } from './viewer/viewer.js';

/** Every table of this lib, for the process's DataSource and the test that finds drift. */
export const identityEntities = [Account, Session, AccessToken, MailToken, SiteClaim, AuditEntry];
