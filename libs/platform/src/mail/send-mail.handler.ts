import { Inject, Injectable, Optional } from '@nestjs/common';
import { Database } from '../database/index.js';
import { Outbox, TaskOf, type Task } from '../events/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { Metrics, type Counting } from '../metrics/index.js';
import { addressMarkOf } from './address-mark.js';
import { MailPost, MAILS_AT_ONCE, type Delivery } from './mail-post.service.js';
import { MailRefused } from './mail.events.js';
import { OutgoingMailRepository, type TakenMail } from './outgoing-mail.repository.js';
import { readerOf } from './reader-of.js';
import { RefusedReaders } from './refused-readers.service.js';

/**
 * Sends one queued message. A kill between the server's 250 and our note repeats that message with the same
 * Message-ID; it is never lost and never becomes a second matter (docs/security.md, *Reliability* 2). What is called back
 * while its job waits, or while the server is being found, is not sent.
 */
@Injectable()
@TaskOf('send-mail', { atOnce: MAILS_AT_ONCE })
export class SendMail implements Task<{ id: string }> {
  private readonly count: Counting | undefined;

  constructor(
    private readonly db: Database,
    private readonly outbox: Outbox,
    private readonly mails: OutgoingMailRepository,
    private readonly post: MailPost,
    private readonly refused: RefusedReaders,
    @Inject(LOGGER) private readonly logger: Logger,
    @Optional() metrics?: Metrics,
  ) {
    this.count = metrics?.counter({
      name: 'copse_mail_total',
      help: 'Messages that this process tried to hand over, by what came of it.',
      labels: ['outcome'],
    });
  }

  async run({ id }: { id: string }): Promise<void> {
    const mail = await this.mails.take(id);
    if (!mail) return;
    const delivery = await this.deliver(mail);
    this.count?.({ outcome: delivery });
    if (delivery === 'called-back') {
      if (await this.mails.isWaiting(id)) throw new Error('The reader of this message has another address by now.');
      return;
    }
    if (delivery === 'no-such-reader' && !(await this.refused.note(id)))
      throw new Error('The SMTP server refuses one reader after another; it is not believed.');
    await this.end(mail, delivery);
    if (delivery !== 'sent') this.logger.warn({ id }, 'mail: refused for good by the SMTP server');
  }

  private async deliver(mail: TakenMail): Promise<Delivery> {
    try {
      return await this.post.deliver(mail, () => this.mails.stands(mail.id, mail.to));
    } catch (error) {
      this.count?.({ outcome: 'to-be-tried-again' });
      throw error;
    }
  }

  /** Whoever reads the mail learns on the site that their address does not work, by whatever else the address is told. */
  private async end({ id, to, about }: TakenMail, delivery: Exclude<Delivery, 'called-back'>): Promise<void> {
    // Alone it needs no transaction, which would be three round trips to the database for every message.
    if (delivery === 'sent') return void (await this.mails.finish(id, 'sent'));
    await this.db.tx(async (tx) => {
      const ended = await this.mails.finish(id, 'failed', tx);
      const reader = readerOf(about);
      if (ended && delivery === 'no-such-reader' && reader !== null)
        await this.outbox.record(tx, new MailRefused(id, reader, addressMarkOf(id, to)));
    });
  }
}
