import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { Outbox } from '#platform/events';
import { Mailer } from '#platform/mail';
import { AccountService } from '#identity';
import type { CommunityFacts } from '#communities';
import { Facilitation } from '../facilitation/facilitation.service.js';
import { MatterWaits } from '../membership.events.js';
import {
  applicationLetter,
  decisionLetter,
  reminderLetter,
  unattendedLetter,
  type Decided,
  type LetterCommunity,
} from './application.mail.js';

/** The community that letters are about. */
export type ToldOf = LetterCommunity & Pick<CommunityFacts, 'id' | 'visibility'>;

/** Tells facilitators, administrators and applicants what they need to know; no letter holds an answer. */
@Injectable()
export class ApplicationLetters {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly accounts: AccountService,
    private readonly facilitation: Facilitation,
    private readonly mailer: Mailer,
    private readonly outbox: Outbox,
  ) {
    this.site = config.publicUrl;
  }

  /**
   * An application came: to the facilitators, whose open pages show it too, or to the administrators where there is none.
   * Whoever was told of one of `instead`, which the same person took back within the day, is not told once more.
   */
  async arrived(
    tx: Tx,
    community: ToldOf,
    { id, accountId, instead }: { id: string; accountId: string; instead: readonly string[] },
  ): Promise<void> {
    await this.outbox.record(tx, new MatterWaits(community.id));
    const [applicant] = community.visibility === 'PUBLIC' ? await this.accounts.addressees([accountId], tx) : [];
    const name = applicant?.name ?? null;
    const told = await this.mailer.reached(
      tx,
      instead.map((former) => `application:${former}`),
    );
    await this.facilitation.tellOrStaff(
      tx,
      community.id,
      (to) => applicationLetter(to, community, name, this.site),
      (to) => unattendedLetter(to, community, this.site),
      { about: [`application:${id}`], except: [accountId, ...told] },
    );
  }

  /**
   * Something has waited for three days: the same people, once a day at most however often this is called. It says how
   * many wait and names nobody.
   */
  async remind(tx: Tx, community: ToldOf, waiting: number, day: string): Promise<void> {
    await this.facilitation.tellOrStaff(
      tx,
      community.id,
      (to) => reminderLetter(to, community, waiting, this.site),
      (to) => unattendedLetter(to, community, this.site),
      { key: `application-reminder/${community.id}/${day}` },
    );
  }

  /** How it ended, to those of these applicants whom letters may go to; under the key, once. */
  async decided(
    tx: Tx,
    community: ToldOf,
    applicantIds: readonly string[],
    decided: Decided,
    messageKey?: string,
  ): Promise<void> {
    for (const to of await this.accounts.addressees(applicantIds, tx)) {
      const letter = decisionLetter(to, community, decided, this.site);
      const [place, reader] = [`community:${community.id}`, `account:${to.accountId}`];
      const about = [place, reader, `${place}/${reader}`];
      const once = messageKey === undefined ? {} : { messageKey: `${messageKey}/${to.accountId}` };
      await this.mailer.queue(tx, { to: to.email, ...letter, about, ...once });
    }
  }
}
