import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer } from '#platform/mail';
import { AuditLog } from '#identity';
import { ApplicationDecided } from '../membership.events.js';
import { ApplicationLetters, type ToldOf } from './application-letters.service.js';
import { ApplicationRepository, type EndedApplication, type UndecidedEnd } from './application.repository.js';
import type { ApplicationType } from './application.type.js';

/** A facilitator's decision. */
export interface DecisionMade {
  readonly status: 'ACCEPTED' | 'DECLINED';
  readonly message: string | null;
  readonly decidedBy: string;
}

/**
 * The one way in which applications end: decided, taken back, outrun by another door, or because the community or the
 * account ended. Private answers and their key are gone in the same transaction, and mail about the application that is
 * still on its way stays here.
 */
@Injectable()
export class ApplicationEnding {
  constructor(
    private readonly applications: ApplicationRepository,
    private readonly letters: ApplicationLetters,
    private readonly mailer: Mailer,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Ends an application that waits, by a decision: notes it and tells the applicant. */
  async decide(tx: Tx, community: ToldOf, application: ApplicationType, made: DecisionMade): Promise<void> {
    const { id, accountId } = application;
    const { status, message, decidedBy } = made;
    await this.applications.decide(tx, id, made);
    await this.announce(tx, [application]);
    await this.audit.note(tx, {
      actor: decidedBy,
      action: status === 'ACCEPTED' ? 'application-accepted' : 'application-declined',
      subject: id,
      communityId: community.id,
      accountId,
    });
    await this.letters.decided(tx, community, [accountId], { status, message, archived: false });
  }

  /** Ends an application that waits, because the applicant takes it back. */
  async withdraw(tx: Tx, application: ApplicationType): Promise<void> {
    await this.applications.withdraw(tx, application.id);
    await this.announce(tx, [application]);
  }

  /**
   * Ends what one account, or each of these, has waiting here, because they got in by another door; answers whether
   * there was anything. Tells nobody by mail. One statement where nothing waits.
   */
  async endWaiting(
    tx: Tx,
    communityId: string,
    accounts: string | readonly string[],
    status: UndecidedEnd = 'WITHDRAWN',
  ): Promise<boolean> {
    const accountIds = typeof accounts === 'string' ? [accounts] : accounts;
    const ended = await this.applications.endOfAccounts(tx, communityId, accountIds, status);
    await this.announce(tx, ended);
    return ended.length > 0;
  }

  /**
   * Declines all that waits in a community that takes nobody any more; answers how many there were. The applicants are
   * told by mail after the commit ({@link tellOfDecline}). To be called inside the transaction that archives, which
   * holds the community and has called back the mail about it before. Three statements.
   */
  async declineAllWaiting(tx: Tx, { id }: Pick<ToldOf, 'id'>): Promise<number> {
    const ended = await this.applications.endOfCommunity(tx, id, 'DECLINED');
    await this.announce(tx, ended);
    return ended.length;
  }

  /** Tells the applicant by mail that nobody but the machine declined this; nothing otherwise. Safe to repeat. */
  async tellOfDecline(tx: Tx, community: ToldOf, { id, accountId }: EndedApplication): Promise<void> {
    if (!(await this.applications.declinedByMachine(tx, id))) return;
    const decided = { status: 'DECLINED', message: null, archived: true } as const;
    await this.letters.decided(tx, community, [accountId], decided, `application-declined/${id}`);
  }

  /** Ends what an account that was closed has waiting, and forgets what it ever answered. Safe to repeat. */
  async forgetAccount(tx: Tx, accountId: string): Promise<void> {
    await this.announce(tx, await this.applications.endOfAccount(tx, accountId, 'WITHDRAWN'));
    await this.applications.forgetAnswers(tx, accountId);
  }

  /** Two statements, however many there are: a community may have thousands of them, and everybody waits for it. */
  private async announce(tx: Tx, ended: readonly EndedApplication[]): Promise<void> {
    await this.mailer.cancelAll(
      tx,
      ended.map(({ id }) => `application:${id}`),
    );
    await this.outbox.recordAll(
      tx,
      ended.map(({ id, communityId, accountId }) => new ApplicationDecided(id, communityId, accountId)),
    );
  }
}
