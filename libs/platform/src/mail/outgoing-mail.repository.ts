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

/** A message to queue. */
export interface NewMail extends TakenMail {
  readonly messageKey: string | null;
  readonly about: readonly string[];
}

const INSERT = statement(
  'mail-insert',
  `INSERT INTO outgoing_mails (id, message_key, message_id, recipient, subject, text_body, html_body, about)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (message_key) DO NOTHING RETURNING id`,
);

const TAKE = statement(
  'mail-take',
  `UPDATE outgoing_mails SET state = 'sending' WHERE id = $1 AND state IN ('waiting', 'sending')
   RETURNING id, message_id AS "messageId", recipient AS "to", subject, text_body AS text, html_body AS html`,
);

const ERASED = `recipient = NULL, subject = NULL, text_body = NULL, html_body = NULL`;

const STANDS = statement('mail-stands', `SELECT 1 FROM outgoing_mails WHERE id = $1 AND state = 'sending'`);

/** What was called back meanwhile stays so. */
const FINISH = statement(
  'mail-finish',
  `UPDATE outgoing_mails SET state = $2, ${ERASED} WHERE id = $1 AND state = 'sending'`,
);

/** In the order of ids, so that two who call back the same messages do not wait for each other. */
const CANCEL = statement(
  'mail-cancel',
  `UPDATE outgoing_mails SET state = 'cancelled', ${ERASED} WHERE id IN (
     SELECT id FROM outgoing_mails WHERE about && $1::text[] AND state IN ('waiting', 'sending') ORDER BY id FOR UPDATE)`,
);

const REACHED = statement(
  'mail-reached',
  `SELECT DISTINCT substr(matter, length('account:') + 1) AS id
   FROM outgoing_mails CROSS JOIN LATERAL unnest(about) AS matter
   WHERE about && $1::text[] AND state = 'sent' AND matter LIKE 'account:%'`,
);

/** Jobs try for about three days; what is still unsent after four never will be. */
const GIVE_UP = statement(
  'mail-give-up',
  `UPDATE outgoing_mails SET state = 'failed', ${ERASED}
   WHERE state IN ('waiting', 'sending') AND created_at < now() - interval '4 days' RETURNING id`,
);

const FORGET = statement(
  'mail-forget',
  `DELETE FROM outgoing_mails WHERE state IN ('sent', 'failed', 'cancelled') AND created_at < now() - interval '30 days'`,
);

/** All SQL about outgoing mail. */
@Injectable()
export class OutgoingMailRepository {
  constructor(private readonly db: Database) {}

  /** False when this matter was queued before. */
  async insert(tx: Tx, mail: NewMail): Promise<boolean> {
    const { id, messageKey, messageId, to, subject, text, html, about } = mail;
    return (await tx.run(INSERT, [id, messageKey, messageId, to, subject, text, html, about])).length === 1;
  }

  /** Marks the message as being sent; null when it was sent, given up or called back before. */
  async take(id: string): Promise<TakenMail | null> {
    const [row] = await this.db.run<TakenMail>(TAKE, [id]);
    return row ?? null;
  }

  /** Whether a message that was taken up is still to go out. */
  async stands(id: string): Promise<boolean> {
    return (await this.db.run(STANDS, [id])).length === 1;
  }

  /** Erases every message about any of these that has not gone out; none of them will. */
  async cancel(tx: Tx, abouts: readonly string[]): Promise<void> {
    await tx.run(CANCEL, [abouts]);
  }

  /** Accounts to which a message about any of these went out. */
  async reached(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    return (await tx.run<{ id: string }>(REACHED, [abouts])).map(({ id }) => id);
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
