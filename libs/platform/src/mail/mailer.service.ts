import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CONFIG, type Config } from '../config/index.js';
import type { Tx } from '../database/index.js';
import { Outbox } from '../events/index.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

/** Languages that letters are written in. */
export type MailLanguage = 'EN' | 'FR';

/** A written message. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A message for one person. */
export interface MailToSend extends MailText {
  /** A checked address, without a name: a name would be one more thing to forge. */
  readonly to: string;
  /** Names the matter where the caller may run twice (a handler): only the first call has an effect. */
  readonly messageKey?: string;
}

/** Queues mail inside the writer's transaction; the worker sends it. */
@Injectable()
export class Mailer {
  private readonly host: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly mails: OutgoingMailRepository,
    private readonly outbox: Outbox,
  ) {
    this.host = new URL(config.publicUrl).hostname;
  }

  /** Puts one message on its way: it goes out exactly when the transaction commits. */
  async queue(tx: Tx, mail: MailToSend): Promise<void> {
    const id = v7();
    const row = { id, messageId: `<${id}@${this.host}>`, messageKey: mail.messageKey ?? null, ...mail };
    if (await this.mails.insert(tx, row)) await this.outbox.enqueue(tx, 'send-mail', { id });
  }
}
