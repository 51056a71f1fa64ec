import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { Mailer } from '#platform/mail';
import { AccountService, AuditLog, type Viewer } from '#identity';
import type { CommunityType } from '#communities';
import { InvitationEnding } from '../invitation/invitation-ending.service.js';
import { removedLetter } from './removal.mail.js';
import { RemovalRepository } from './removal.repository.js';
import type { RemovalType } from './removal.type.js';

/** Who removed whom, and why. */
export interface RemovalNote {
  readonly actor: string;
  readonly accountId: string;
  readonly reason: string;
}

/** Keeps a removal: at the door, in the log, and in a letter to whom it happened. */
@Injectable()
export class RemovalRecord {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly removals: RemovalRepository,
    private readonly invitations: InvitationEnding,
    private readonly accounts: AccountService,
    private readonly audit: AuditLog,
    private readonly mailer: Mailer,
  ) {
    this.site = config.publicUrl;
  }

  /** From which of these communities the viewer was removed, and why; by community. Nobody else's are ever told. */
  async ofViewer({ accountId }: Viewer, communityIds: readonly string[]): Promise<Map<string, RemovalType>> {
    return accountId === null ? new Map() : this.removals.among(accountId, communityIds);
  }

  /** Whether the account was removed and has not been let in again. */
  isKept(tx: Tx, communityId: string, accountId: string): Promise<boolean> {
    return this.removals.isKept(tx, communityId, accountId);
  }

  /**
   * Inside the removal's transaction, after the membership ended: until then its mail is called back. An invitation that
   * waits for the person there ends as well.
   */
  async keep(tx: Tx, community: CommunityType, { actor, accountId, reason }: RemovalNote): Promise<void> {
    const { id: communityId } = community;
    await this.removals.keep(tx, communityId, accountId, reason);
    await this.invitations.endOpen(tx, communityId, [accountId]);
    await this.audit.note(tx, {
      actor,
      action: 'member-removed',
      subject: communityId,
      communityId,
      accountId,
      reason,
      details: { accountId },
    });
    for (const { email, language } of await this.accounts.addressees([accountId], tx)) {
      const letter = removedLetter(language, community, reason, this.site);
      await this.mailer.queue(tx, { to: email, ...letter, about: [`account:${accountId}`] });
    }
  }
}
