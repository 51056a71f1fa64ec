import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { BadInput } from '#platform/errors';
import { Outbox } from '#platform/events';
import { RateLimits } from '#platform/limits';
import { Mailer } from '#platform/mail';
import { AccountService, type Language } from '#identity';
import { CommunityService } from '#communities';
import { InvitationSent } from '../membership.events.js';
import { invitationLetter } from './invitation.mail.js';
import type { InvitationRow } from './invitation.repository.js';

/** An invitation, and the secret of its new link. */
export interface Sealed {
  readonly row: InvitationRow;
  readonly secret: string;
}

/** An address to write to, and the field that named it. */
export interface Asked {
  readonly email: string;
  readonly field: string;
}

/** Whoever gets a message: the account that has proved the address, if any, and what it may be written in. */
interface Reader {
  readonly languages: readonly [Language, Language?];
  readonly accountId: string | null;
}

/**
 * Sends invitations, so many by one account, and so many to one address, and no more: by mail, and to whoever listens
 * where an account has proved the address.
 */
@Injectable()
export class InvitationPost {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly mailer: Mailer,
    private readonly limits: RateLimits,
    private readonly accounts: AccountService,
    private readonly communities: CommunityService,
    private readonly outbox: Outbox,
  ) {
    this.site = config.publicUrl;
  }

  /**
   * Counts messages to these addresses. What one address is sent counts apart from what its owner asks for, so that
   * nobody can use up the owner's own links. What is refused counts nothing.
   * @throws RateLimited when the account sent too many, BadInput on the field of an address that was sent too many
   */
  async count(accountId: string, asked: readonly Asked[]): Promise<void> {
    const fields: Record<string, string> = {};
    for (const { email, field } of asked) {
      if ((await this.limits.peek('mail', keyOf(email))) === 0) continue;
      fields[field] = 'Too many invitations went to this address of late. Try again later.';
    }
    if (Object.keys(fields).length > 0) throw new BadInput(fields);
    await this.limits.take('invite', accountId, asked.length);
    for (const { email } of asked) await this.limits.tryTake('mail', keyOf(email));
  }

  /**
   * Queues the messages of one community inside the transaction; what still waits with a former link stays here. In
   * the language of the account that has the address; where there is none, in both, that of the one who invites first.
   */
  async send(tx: Tx, sealed: readonly Sealed[]): Promise<void> {
    const [first] = sealed;
    if (!first) return;
    const { communityId, inviterId } = first.row;
    const community = (await this.communities.byIds([communityId])).get(communityId);
    if (!community) throw new Error('An invitation points at a community.');
    const readers = await this.readers(tx, sealed, inviterId);
    const discreet = community.eligibility === 'SELF_IDENTIFIED';
    const sent: InvitationSent[] = [];
    for (const { row, secret } of sealed) {
      const { languages, accountId } = readers.of(row.email);
      const letter = invitationLetter(languages, this.site, secret, {
        names: community.names,
        discreet,
        inviter: discreet ? null : readers.inviter,
        message: row.message,
        expiresAt: row.expiresAt,
      });
      await this.mailer.cancel(tx, `invitation:${row.id}`);
      const reader =
        accountId === null ? [] : [`account:${accountId}`, `community:${communityId}/account:${accountId}`];
      const about = [`invitation:${row.id}`, `community:${communityId}`, ...reader];
      await this.mailer.queue(tx, { to: row.email, ...letter, about });
      if (accountId !== null) sent.push(new InvitationSent(row.id, communityId, accountId));
    }
    await this.outbox.recordAll(tx, sent);
  }

  private async readers(
    tx: Tx,
    sealed: readonly Sealed[],
    inviterId: string,
  ): Promise<{ inviter: string | null; of: (email: string) => Reader }> {
    const emails = sealed.map(({ row }) => row.email.toLowerCase());
    const known = await this.accounts.byVerifiedAddresses(emails, tx);
    const ids = new Set([inviterId, ...[...known.values()].map(({ accountId }) => accountId)]);
    const people = new Map((await this.accounts.addressees([...ids], tx)).map((one) => [one.accountId, one]));
    const inviter = people.get(inviterId);
    return {
      inviter: inviter?.name ?? null,
      of: (email) => {
        const accountId = known.get(email.toLowerCase())?.accountId ?? null;
        const own = people.get(accountId ?? '')?.language;
        if (own) return { languages: [own], accountId };
        const likely = inviter?.language ?? 'EN';
        return { languages: [likely, likely === 'EN' ? 'FR' : 'EN'], accountId };
      },
    };
  }
}

const keyOf = (email: string): string => `invitation:${email.toLowerCase()}`;
