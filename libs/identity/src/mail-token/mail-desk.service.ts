import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { RateLimits } from '#platform/limits';
import { LOGGER, type Logger } from '#platform/logging';
import { Mailer, type MailText } from '#platform/mail';

const aboutAccount = (id: string): string => `account:${id}`;

/** Sends what was asked for on a page, so many messages to one address and no more. */
@Injectable()
export class MailDesk {
  /** Address of the site, where mailed links begin. Never a header of a request. */
  readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly mailer: Mailer,
    private readonly limits: RateLimits,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.site = config.publicUrl;
  }

  /**
   * Counts a message to this address. Where strangers ask, the answer must stay the same when it is false: no
   * message is sent, nobody is told, the log notes it.
   */
  async mayMail(email: string): Promise<boolean> {
    const wait = await this.limits.tryTake('mail', email.toLowerCase());
    if (wait > 0) this.logger.warn({ wait }, 'mail: not sent, too many to one address');
    return wait === 0;
  }

  /**
   * As {@link mayMail}, for people who ask about their own address.
   * @throws RateLimited with the time to wait.
   */
  async insistOn(email: string): Promise<void> {
    await this.limits.take('mail', email.toLowerCase());
  }

  /** Queues the message inside the transaction, to be called back with everything else about its reader's account. */
  async send(tx: Tx, reader: { readonly id: string; readonly email: string }, letter: MailText): Promise<void> {
    await this.mailer.queue(tx, { to: reader.email, about: [aboutAccount(reader.id)], ...letter });
  }

  /** Inside the transaction that changes an address: what waits of lists goes to the new one, never to that of before. */
  async move(tx: Tx, accountId: string, email: string): Promise<void> {
    await this.mailer.readdress(tx, accountId, email);
  }

  /** Calls back, inside the transaction, what waits to be sent about this account, to it or to others. */
  async callBack(tx: Tx, accountId: string): Promise<void> {
    await this.mailer.cancel(tx, aboutAccount(accountId));
  }
}
