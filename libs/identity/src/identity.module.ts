import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { LimitsModule } from '#platform/limits';
import { MailModule } from '#platform/mail';
import { SecretsModule } from '#platform/secrets';
import { AccessTokenRepository } from './access-token/access-token.repository.js';
import { AccessTokenResolver } from './access-token/access-token.resolver.js';
import { AccessTokenService } from './access-token/access-token.service.js';
import { AccountClosingService } from './account/account-closing.service.js';
import { AccountRepository } from './account/account.repository.js';
import { AccountResolver } from './account/account.resolver.js';
import { AccountService } from './account/account.service.js';
import { AddresseeRepository } from './account/addressee.repository.js';
import { AccountCardRepository } from './account-card/account-card.repository.js';
import { AccountCardResolver } from './account-card/account-card.resolver.js';
import { AccountCardService } from './account-card/account-card.service.js';
import { AdministratorMaking } from './administrator/administrator-making.service.js';
import { AdministratorRepository } from './administrator/administrator.repository.js';
import { AuditLogRepository } from './audit/audit-log.repository.js';
import { AuditLog } from './audit/audit-log.service.js';
import { ClaimRepository } from './claim/claim.repository.js';
import { ClaimService } from './claim/claim.service.js';
import { SiteResolver } from './claim/site.resolver.js';
import { SiteService } from './claim/site.service.js';
import { EmailChangeResolver } from './email-change/email-change.resolver.js';
import { EmailChangeService } from './email-change/email-change.service.js';
import { MailDesk } from './mail-token/mail-desk.service.js';
import { MailTokenRepository } from './mail-token/mail-token.repository.js';
import { MailTokens } from './mail-token/mail-token.service.js';
import { KeptMailResolver } from './mailbox/kept-mail.resolver.js';
import { KeptMailService } from './mailbox/kept-mail.service.js';
import { MailPasswordReset } from './password/mail-password-reset.handler.js';
import { PasswordCheck } from './password/password-check.service.js';
import { PasswordHasher } from './password/password-hasher.service.js';
import { PasswordReplacement } from './password/password-replacement.service.js';
import { PasswordResolver } from './password/password.resolver.js';
import { PasswordService } from './password/password.service.js';
import { AccessEnding } from './session/access-ending.service.js';
import { Authentication } from './session/authentication.service.js';
import { SessionCookie } from './session/session-cookie.js';
import { SessionRepository } from './session/session.repository.js';
import { SessionResolver } from './session/session.resolver.js';
import { SessionService } from './session/session.service.js';
import { SweepCredentials } from './session/sweep-credentials.handler.js';
import { ViewerCache } from './viewer/viewer-cache.js';
import { InvitedAccounts } from './sign-up/invited-accounts.service.js';
import { SignUpResolver } from './sign-up/sign-up.resolver.js';
import { SignUpService } from './sign-up/sign-up.service.js';
import { SuspensionRepository } from './suspension/suspension.repository.js';
import { SuspensionResolver } from './suspension/suspension.resolver.js';
import { SuspensionService } from './suspension/suspension.service.js';
import { DoorGuard } from './viewer/door.guard.js';

const account = [AccountRepository, AddresseeRepository, AccountService, AccountClosingService, AccountResolver];
const administration = [
  AccountCardRepository,
  AccountCardService,
  AccountCardResolver,
  SuspensionRepository,
  SuspensionService,
  SuspensionResolver,
];
const session = [
  SessionRepository,
  SessionService,
  SessionResolver,
  SessionCookie,
  Authentication,
  AccessEnding,
  ViewerCache,
  SweepCredentials,
];
const accessToken = [AccessTokenRepository, AccessTokenService, AccessTokenResolver];
const mail = [MailTokenRepository, MailTokens, MailDesk, KeptMailService, KeptMailResolver];
const password = [
  PasswordHasher,
  PasswordCheck,
  PasswordReplacement,
  PasswordService,
  PasswordResolver,
  MailPasswordReset,
];
const address = [SignUpService, SignUpResolver, InvitedAccounts, EmailChangeService, EmailChangeResolver];
const site = [
  ClaimRepository,
  ClaimService,
  AdministratorRepository,
  AdministratorMaking,
  SiteService,
  SiteResolver,
  AuditLogRepository,
  AuditLog,
];

/** Accounts, what signs them in, and the global guard. */
@Module({
  imports: [LimitsModule, MailModule, SecretsModule],
  providers: [
    { provide: APP_GUARD, useClass: DoorGuard },
    ...account,
    ...administration,
    ...session,
    ...accessToken,
    ...mail,
    ...password,
    ...address,
    ...site,
  ],
  exports: [AccountService, AdministratorMaking, AuditLog, Authentication, ClaimService, InvitedAccounts],
})
export class IdentityModule {}
