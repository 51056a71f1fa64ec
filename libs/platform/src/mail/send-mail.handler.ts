import { Inject, Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '../events/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { MailPost } from './mail-post.service.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

/**
 * Sends one queued message. A kill between the server's 250 and our note repeats that message with the same
 * Message-ID; it is never lost and never becomes a second matter (docs/security.md, *Reliability* 2). What is called back
 * while its job waits, or while the server is being found, is not sent.
 */
@Injectable()
@TaskOf('send-mail')
export class SendMail implements Task<{ id: string }> {
  constructor(
    private readonly mails: OutgoingMailRepository,
    private readonly post: MailPost,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async run({ id }: { id: string }): Promise<void> {
    const mail = await this.mails.take(id);
    if (!mail) return;
    const delivery = await this.post.deliver(mail, () => this.mails.stands(id));
    if (delivery === 'called-back') return;
    if (delivery === 'refused') this.logger.warn({ id }, 'mail: refused for good by the SMTP server');
    await this.mails.finish(id, delivery === 'sent' ? 'sent' : 'failed');
  }
}
