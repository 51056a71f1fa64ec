import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer } from '#platform/mail';
import { InvitationEnded } from '../membership.events.js';
import { InvitationRepository, type InvitationRow } from './invitation.repository.js';

/** Ends invitations: used, taken back, or without sense since their people came in by another door or were removed. */
@Injectable()
export class InvitationEnding {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly mailer: Mailer,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Uses an invitation up for an account, by its newest link or (null) without; its message stays here if it still
   * does. False when it was used, taken back or sent anew meanwhile, or has run out.
   */
  async accept(
    tx: Tx,
    { id, communityId }: EndingInvitation,
    tokenHash: string | null,
    accountId: string,
  ): Promise<boolean> {
    const accepted = await this.invitations.accept(tx, id, tokenHash, accountId);
    if (accepted) await this.ended(tx, communityId, [id]);
    return accepted;
  }

  /** Takes one back, with its message; null when it was accepted or taken back before. */
  async revoke(tx: Tx, id: string): Promise<InvitationRow | null> {
    const revoked = await this.invitations.revoke(tx, id);
    if (revoked) await this.ended(tx, revoked.communityId, [id]);
    return revoked;
  }

  /**
   * Takes back, with its message, what is open in one community to the proved addresses of these accounts; `except` is
   * the invitation by which somebody is coming in. Three statements at most, however many they are.
   */
  async endOpen(
    tx: Tx,
    communityId: string,
    accountIds: readonly string[],
    except: string | null = null,
  ): Promise<void> {
    const ended = await this.invitations.revokeOfAccounts(tx, communityId, accountIds, except);
    if (ended.length > 0) await this.ended(tx, communityId, ended);
  }

  private async ended(tx: Tx, communityId: string, ids: readonly string[]): Promise<void> {
    await this.mailer.cancelAll(
      tx,
      ids.map((id) => `invitation:${id}`),
    );
    await this.outbox.recordAll(
      tx,
      ids.map((id) => new InvitationEnded(id, communityId)),
    );
  }
}

type EndingInvitation = Pick<InvitationRow, 'id' | 'communityId'>;
