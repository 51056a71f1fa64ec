import { Inject, Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { CONFIG, type Config } from '../config/index.js';
import type { Tx } from '../database/index.js';
import { Outbox } from '../events/index.js';
import { checkEnvelope, type MailEnvelope } from './mail-envelope.js';
import type { MailText } from './mail-text.js';
import { OutgoingMailRepository, type NewMail } from './outgoing-mail.repository.js';

/** A message for one person. */
export interface MailToSend extends MailText {
  /** A checked address, without a name: a name would be one more thing to forge. */
  readonly to: string;
  /** Names the matter where the caller may run twice (a handler): only the first call has an effect. */
  readonly messageKey?: string;
  /**
   * What the message is about, so that it can be called back ({@link Mailer.cancel}): `account:<id>` (its reader),
   * `community:<id>`, `community:<id>/account:<id>` (both), `community:<id>/facilitator:<id>` (for whoever leads it), `invitation:<id>`, `application:<id>`,
   * `post:<id>`, `open:<id>` (a community while everybody may read it), `list:<community id>/<reader>`, `digest:<reader>`,
   * `told:<id>` (a community of which a digest tells). Ids only.
   * Where it names exactly one `account:<id>`, that account is told when the address does not work (`MailRefused`).
   */
  readonly about?: readonly string[];
  /** What its headers say besides; nothing by default: it comes from us, and answers nothing. */
  readonly envelope?: MailEnvelope;
}

/** Mail to many waits for whatever else is to do, and what nobody waits for behind all of it. */
const PRIORITY_OF_MANY = 10;
const PRIORITY_OF_PATIENT = 20;

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
    await this.put(tx, [mail], 0);
  }

  /**
   * The same for many messages, in two statements however many they are; none: in no statement. They wait for whatever
   * else is to do, so that nobody waits for a link behind the letters of all the others; `patient` ones wait for those too.
   */
  async queueAll(tx: Tx, mails: readonly MailToSend[], { patient = false }: { patient?: boolean } = {}): Promise<void> {
    if (mails.length > 0) await this.put(tx, mails, patient ? PRIORITY_OF_PATIENT : PRIORITY_OF_MANY);
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

  /** The same for many matters, in one statement; none: in no statement. Answers the keys of what was called back. */
  async cancelAll(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    return abouts.length === 0 ? [] : this.mails.cancel(tx, abouts);
  }

  /**
   * Inside the transaction that gives an account another address: what lists have for it and has not gone out goes there,
   * and not to an address that may be somebody else's by now. Letters about the account itself stay as they are; one of
   * them is for the address of before. A message that the server is reading at that very moment may still arrive.
   */
  async readdress(tx: Tx, accountId: string, to: string): Promise<void> {
    await this.mails.readdress(tx, `account:${accountId}`, to);
  }

  /** Keys of the messages about any of these that have not gone out, for who must hold something before calling them back. */
  async waiting(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    return this.mails.waiting(tx, abouts);
  }

  /** Those of these keys whose message was called back before it went out. */
  async calledBack(tx: Tx, messageKeys: readonly string[]): Promise<string[]> {
    return messageKeys.length === 0 ? [] : this.mails.calledBack(tx, messageKeys);
  }

  private async put(tx: Tx, mails: readonly MailToSend[], priority: number): Promise<void> {
    const queued = await this.mails.insert(
      tx,
      mails.map((mail) => this.row(mail)),
    );
    const jobs = queued.map((id) => ({ id }));
    await this.outbox.enqueueAll(tx, 'send-mail', jobs, { priority });
  }

  private row({ messageKey, about, envelope, ...mail }: MailToSend): NewMail {
    if (envelope) checkEnvelope(envelope);
    const id = v7();
    return {
      ...mail,
      id,
      messageId: `<${id}@${this.host}>`,
      messageKey: messageKey ?? null,
      about: about ?? [],
      envelope: envelope ?? null,
    };
  }
}
