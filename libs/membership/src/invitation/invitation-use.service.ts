import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { BadInput, demand, Unauthenticated } from '#platform/errors';
import { AccountService, AuditLog, type Language } from '#identity';
import type { CommunityFacts } from '#communities';
import { AdmissionService } from '../admission/admission.service.js';
import { RemovalRepository } from '../removal/removal.repository.js';
import { RuleService } from '../rule/rule.service.js';
import { StandingService } from '../standing/standing.service.js';
import { InvitationEnding } from './invitation-ending.service.js';
import { canAccept } from './invitation.policy.js';
import type { InvitationRow } from './invitation.repository.js';

/** Who uses which invitation. */
export interface Use {
  readonly community: CommunityFacts;
  readonly invitation: Pick<InvitationRow, 'id' | 'email' | 'sentAt'>;
  /** Of the link by which they come; null for the account that is known to have the address. */
  readonly tokenHash: string | null;
  readonly accountId: string;
  /** The reader's: in which the sentence was read that accepting states, and in which a refusal is told. */
  readonly language: Language;
}

/** Uses an invitation up, inside the transaction of whoever comes by it. */
@Injectable()
export class InvitationUse {
  constructor(
    private readonly accounts: AccountService,
    private readonly removals: RemovalRepository,
    private readonly standings: StandingService,
    private readonly rules: RuleService,
    private readonly admission: AdmissionService,
    private readonly audit: AuditLog,
    private readonly ending: InvitationEnding,
  ) {}

  /**
   * Brings the account in and uses the invitation up; a refusal leaves it alive. The community's facts are held.
   * @throws Forbidden with the rule, BadInput on `token` (without a link, on `invitationId`) when it was used or taken
   *   back meanwhile
   */
  async use(tx: Tx, { community, invitation, tokenHash, accountId, language }: Use): Promise<void> {
    if (!(await this.accounts.hold(tx, [accountId])).has(accountId)) throw new Unauthenticated();
    await this.standings.holdDoor(tx, community.id, [accountId]);
    const addressed = (await this.accounts.verifiedAddress(accountId, tx)) === invitation.email.toLowerCase();
    const removedSince = await this.removals.since(tx, community.id, accountId, invitation.sentAt);
    const meets = await this.rules.meets(community, accountId, tx);
    const verdict = canAccept(community, { addressed, removedSince, meets });
    if (verdict !== true) demand(await this.rules.inWords(verdict, community, language, tx));
    await this.admission.admit(tx, community, accountId, { invitationId: invitation.id });
    await this.admission.attest(tx, community, accountId, language);
    const ended = { id: invitation.id, communityId: community.id };
    if (!(await this.ending.accept(tx, ended, tokenHash, accountId))) {
      throw noSuchLink(tokenHash === null ? 'invitationId' : 'token');
    }
    await this.audit.note(tx, {
      actor: accountId,
      action: 'invitation-accepted',
      subject: invitation.id,
      communityId: community.id,
      accountId,
    });
  }
}

/** The one answer for a link that was used, replaced, taken back, has run out, or never was. */
export const noSuchLink = (field: 'token' | 'invitationId' = 'token'): BadInput => {
  const message = 'This invitation was used or taken back, or has run out. Ask for a new one.';
  return new BadInput({ [field]: message }, message);
};
