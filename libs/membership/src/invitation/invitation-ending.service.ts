import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Mailer } from '#platform/mail';
import { InvitationRepository } from './invitation.repository.js';

/** Ends invitations that lost their sense: their people came in by another door, or were removed. */
@Injectable()
export class InvitationEnding {
  constructor(
    private readonly invitations: InvitationRepository,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Takes back, with its message, what is open in one community to the proved addresses of these accounts; `except` is
   * the invitation by which somebody is coming in. Two statements at most, however many they are.
   */
  async endOpen(
    tx: Tx,
    communityId: string,
    accountIds: readonly string[],
    except: string | null = null,
  ): Promise<void> {
    const ended = await this.invitations.revokeOfAccounts(tx, communityId, accountIds, except);
    await this.mailer.cancelAll(
      tx,
      ended.map((id) => `invitation:${id}`),
    );
  }
}
