import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '../database/index.js';

/** A message as the worker takes it up. */
export interface TakenMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const INSERT = statement(
  'mail-insert',
  `INSERT INTO outgoing_mails (id, message_key, message_id, recipient, subject, text_body, html_body)
   VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (message_key) DO NOTHING RETURNING id`,
);

const TAKE = statement(
  'mail-take',
  `UPDATE outgoing_mails SET state = 'sending' WHERE id = $1 AND state IN ('waiting', 'sending')
   RETURNING id, message_id AS "messageId", recipient AS "to", subject, text_body AS text, html_body AS html`,
);

const ERASED = `recipient = NULL, subject = NULL, text_body = NULL, html_body = NULL`;

const FINISH = statement('mail-finish', `UPDATE outgoing_mails SET state = $2, ${ERASED} WHERE id = $1`);

/** Jobs try for about three days; what is still unsent after four never will be. */
const GIVE_UP = statement(
  'mail-give-up',
  `UPDATE outgoing_mails SET state = 'failed', ${ERASED}
   WHERE state IN ('waiting', 'sending') AND created_at < now() - interval '4 days' RETURNING id`,
);

const FORGET = statement(
  'mail-forget',
  `DELETE FROM outgoing_mails WHERE state IN ('sent', 'failed') AND created_at < now() - interval '30 days'`,
);

/** All SQL about outgoing mail. */
@Injectable()
export class OutgoingMailRepository {
  constructor(private readonly db: Database) {}

  /** False when this matter was queued before. */
  async insert(tx: Tx, mail: TakenMail & { readonly messageKey: string | null }): Promise<boolean> {
    const { id, messageKey, messageId, to, subject, text, html } = mail;
    return (await tx.run(INSERT, [id, messageKey, messageId, to, subject, text, html])).length === 1;
  }

  /** Marks the message as being sent; null when it was sent, or given up, before. */
  async take(id: string): Promise<TakenMail | null> {
    const [row] = await this.db.run<TakenMail>(TAKE, [id]);
    return row ?? null;
  }

  /** Notes the end of a message and erases what it said. */
  async finish(id: string, state: 'sent' | 'failed'): Promise<void> {
    await this.db.run(FINISH, [id, state]);
  }

  /** Gives up what could not be sent, forgets what is long done; answers how many were given up. */
  async sweep(): Promise<number> {
    const given = await this.db.run(GIVE_UP);
    await this.db.run(FORGET);
    return given.length;
  }
}
