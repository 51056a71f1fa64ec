import { Injectable } from '@nestjs/common';
import type { Queryable, Tx } from '#platform/database';
import { Mailer, type MailText } from '#platform/mail';
import { AccountService, type Addressee } from '#identity';
import { FacilitationRepository } from './facilitation.repository.js';

/** Writes a letter in the language of whoever gets it. */
export type LetterFor = (to: Addressee) => MailText;

/**
 * What a message to a facilitator is about as such (`MailToSend.about`): what waits in a community is not for whoever
 * leads it no more, so that whoever ends or demotes a facilitator calls this back.
 */
export const aboutFacilitator = (communityId: string, accountId: string): string =>
  `community:${communityId}/facilitator:${accountId}`;

/** How {@link Facilitation.tell} tells. */
export interface Telling {
  /** What the message is about besides the community and its reader (`MailToSend.about`). */
  readonly about?: readonly string[];
  /** Names the matter: each person is told of it once, however often this is called. */
  readonly key?: string;
  /** Accounts that need not be told, such as the one who did it. */
  readonly except?: readonly string[];
}

/** Who leads a community, and how they are told what waits for them. */
@Injectable()
export class Facilitation {
  constructor(
    private readonly facilitators: FacilitationRepository,
    private readonly accounts: AccountService,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Account ids of the facilitators, held in the order of ids until `tx` ends: two who go at the same time do not both
   * find the other. Whose account is closed or suspended is among them; see {@link addressees}.
   */
  lock(tx: Tx, communityId: string): Promise<string[]> {
    return this.facilitators.lock(tx, communityId);
  }

  /** Account ids of the facilitators. */
  of(communityId: string, on?: Queryable): Promise<string[]> {
    return this.facilitators.of(communityId, on);
  }

  /** The facilitators who can act and be written to: open accounts, not suspended. Two statements. */
  async addressees(communityId: string, on?: Queryable): Promise<Addressee[]> {
    const ids = await this.facilitators.of(communityId, on);
    return ids.length === 0 ? [] : this.accounts.addressees(ids, on);
  }

  /** Mails each facilitator when the transaction commits; answers how many there are to be told. */
  async tell(tx: Tx, communityId: string, letterFor: LetterFor, telling: Telling = {}): Promise<number> {
    return this.mail(tx, communityId, await this.addressees(communityId, tx), letterFor, { ...telling, leads: true });
  }

  /**
   * Mails each facilitator, and where nobody leads the community the administrators, whose letter may say less: they
   * read no private community. Answers how many are told.
   */
  async tellOrStaff(
    tx: Tx,
    communityId: string,
    letterFor: LetterFor,
    staffLetterFor: LetterFor,
    telling: Telling = {},
  ): Promise<number> {
    const facilitators = await this.addressees(communityId, tx);
    if (facilitators.length > 0) {
      return this.mail(tx, communityId, facilitators, letterFor, { ...telling, leads: true });
    }
    return this.tellStaff(tx, communityId, staffLetterFor, telling);
  }

  /** Mails each administrator about a community. */
  async tellStaff(tx: Tx, communityId: string, letterFor: LetterFor, telling: Telling = {}): Promise<number> {
    return this.mail(tx, communityId, await this.accounts.staffAddressees(tx), letterFor, { ...telling, leads: false });
  }

  private async mail(
    tx: Tx,
    communityId: string,
    addressees: readonly Addressee[],
    letterFor: LetterFor,
    { about = [], key, except = [], leads }: Telling & { leads: boolean },
  ): Promise<number> {
    const told = addressees.filter(({ accountId }) => !except.includes(accountId));
    for (const to of told) {
      const { accountId } = to;
      const place = [
        `community:${communityId}`,
        `account:${accountId}`,
        `community:${communityId}/account:${accountId}`,
        ...(leads ? [aboutFacilitator(communityId, accountId)] : []),
      ];
      await this.mailer.queue(tx, {
        to: to.email,
        ...letterFor(to),
        about: [...new Set([...place, ...about])],
        ...(key === undefined ? {} : { messageKey: `${key}/${accountId}` }),
      });
    }
    return told.length;
  }
}
