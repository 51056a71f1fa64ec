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
  /**
   * What the message is about, so that it can be called back ({@link Mailer.cancel}): `account:<id>` (its reader),
   * `community:<id>`, `community:<id>/account:<id>` (both), `community:<id>/facilitator:<id>` (for whoever leads it), `invitation:<id>`, `application:<id>`. Ids only.
   */
  readonly about?: readonly string[];
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
    const row = { ...mail, id, messageId: `<${id}@${this.host}>`, messageKey: mail.messageKey ?? null };
    if (await this.mails.insert(tx, { ...row, about: mail.about ?? [] }))
      await this.outbox.enqueue(tx, 'send-mail', { id });
  }

  /**
   * Calls back, inside the transaction that ends what it was for, every message about this that has not gone out: once
   * the transaction commits it never will, and what it says is erased. Queue what tells about the end after this call.
   * A message that the server is reading at that very moment may still arrive.
   */
  async cancel(tx: Tx, about: string): Promise<void> {
    await this.cancelAll(tx, [about]);
  }

  /** Ids of the accounts (`account:<id>`) to which a message about any of these matters has gone out. */
  async reached(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    return abouts.length === 0 ? [] : this.mails.reached(tx, abouts);
  }

  /** The same for many matters, in one statement; none: in no statement. */
  async cancelAll(tx: Tx, abouts: readonly string[]): Promise<void> {
    if (abouts.length > 0) await this.mails.cancel(tx, abouts);
  }
}
