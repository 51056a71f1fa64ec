import { Injectable } from '@nestjs/common';
import { MailFolder } from '#platform/mail';
import type { Client } from '../viewer/client.js';
import { SessionService, type BegunSession } from '../session/session.service.js';
import type { Viewer } from '../viewer/viewer.js';
import { ClaimRepository } from './claim.repository.js';
import { ClaimService, type Claim } from './claim.service.js';
import type { SiteInfo } from './site.type.js';

/** What the installation tells of itself, and who takes it. */
@Injectable()
export class SiteService {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly claim: ClaimService,
    private readonly sessions: SessionService,
    private readonly mail: MailFolder,
  ) {}

  /** Public facts about the installation. */
  async info(_viewer: Viewer): Promise<SiteInfo> {
    return { claimable: await this.claims.claimable(), mailboxKept: this.mail.inUse };
  }

  /** Makes the first administrator ({@link ClaimService.redeem}) and signs this browser in. */
  async take(viewer: Viewer, claim: Claim, client: Client): Promise<BegunSession> {
    return this.sessions.beginFor(await this.claim.redeem(viewer, claim), client);
  }
}
