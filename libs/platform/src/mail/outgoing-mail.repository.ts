import { Injectable } from '@nestjs/common';
import { Database, statement, type Queryable, type Tx } from '../database/index.js';
import type { MailEnvelope } from './mail-envelope.js';

/** A message as the worker takes it up. */
export interface TakenMail {
  readonly id: string;
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly envelope: MailEnvelope | null;
  /** What it is about, among it its reader (`account:<id>`). */
  readonly about: readonly string[];
}

/** A message to queue. */
export interface NewMail extends TakenMail {
  readonly messageKey: string | null;
}

/** In the order of keys, so that two who queue the same matters do not wait for each other. */
const INSERT = statement(
  'mail-insert',
  `INSERT INTO outgoing_mails (id, message_key, message_id, recipient, subject, text_body, html_body, about, envelope)
   SELECT id, "messageKey", "messageId", "to", subject, text, html, about, envelope
   FROM json_to_recordset($1::json) AS mail (id uuid, "messageKey" text, "messageId" text, "to" text, subject text,
     text text, html text, about text[], envelope jsonb)
   ORDER BY "messageKey", id
   ON CONFLICT (message_key) DO NOTHING RETURNING id`,
);

const TAKE = statement(
  'mail-take',
  `UPDATE outgoing_mails SET state = 'sending' WHERE id = $1 AND state IN ('waiting', 'sending')
   RETURNING id, message_id AS "messageId", recipient AS "to", subject, text_body AS text, html_body AS html,
     envelope, about`,
);

const ERASED = `recipient = NULL, subject = NULL, text_body = NULL, html_body = NULL, envelope = NULL`;

const STANDS = statement(
  'mail-stands',
  `SELECT 1 FROM outgoing_mails WHERE id = $1 AND state = 'sending' AND recipient = $2`,
);
const IS_WAITING = statement('mail-is-waiting', `SELECT 1 FROM outgoing_mails WHERE id = $1 AND state = 'sending'`);

/** In the order of ids, as {@link CANCEL}. */
const READDRESS = statement(
  'mail-readdress',
  `UPDATE outgoing_mails SET recipient = $2 WHERE id IN (
     SELECT id FROM outgoing_mails WHERE about && ARRAY[$1] AND state IN ('waiting', 'sending') AND envelope ? 'listId'
     ORDER BY id FOR UPDATE)`,
);

/** What was called back meanwhile stays so. */
const FINISH = statement(
  'mail-finish',
  `UPDATE outgoing_mails SET state = $2, ${ERASED} WHERE id = $1 AND state = 'sending' RETURNING id`,
);

/** In the order of ids, so that two who call back the same messages do not wait for each other. */
const CANCEL = statement(
  'mail-cancel',
  `UPDATE outgoing_mails SET state = 'cancelled', ${ERASED} WHERE id IN (
     SELECT id FROM outgoing_mails WHERE about && $1::text[] AND state IN ('waiting', 'sending') ORDER BY id FOR UPDATE)
   RETURNING message_key AS key`,
);

const WAITING = statement(
  'mail-waiting',
  `SELECT message_key AS key FROM outgoing_mails
   WHERE about && $1::text[] AND state IN ('waiting', 'sending') AND message_key IS NOT NULL`,
);

const CALLED_BACK = statement(
  'mail-called-back',
  `SELECT message_key AS key FROM outgoing_mails WHERE message_key = ANY ($1::text[]) AND state = 'cancelled'`,
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

/** PostgreSQL takes neither NUL nor halves of characters, and one of many messages must not stop the others. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '') : value;

/** All SQL about outgoing mail. */
@Injectable()
export class OutgoingMailRepository {
  constructor(private readonly db: Database) {}

  /** Answers the ids of those whose matter was not queued before. */
  async insert(tx: Tx, mails: readonly NewMail[]): Promise<string[]> {
    return (await tx.run<{ id: string }>(INSERT, [JSON.stringify(mails, storable)])).map(({ id }) => id);
  }

  /** Marks the message as being sent; null when it was sent, given up or called back before. */
  async take(id: string): Promise<TakenMail | null> {
    const [row] = await this.db.run<TakenMail>(TAKE, [id]);
    return row ?? null;
  }

  /** Whether a message that was taken up is still to go out, and to this address. */
  async stands(id: string, to: string): Promise<boolean> {
    return (await this.db.run(STANDS, [id, to])).length === 1;
  }

  /** Whether it is still to go out, to whomever. */
  async isWaiting(id: string): Promise<boolean> {
    return (await this.db.run(IS_WAITING, [id])).length === 1;
  }

  /** Sends what a list has for the reader of this matter (`account:<id>`), and has not gone out, to another address. */
  async readdress(tx: Tx, reader: string, to: string): Promise<void> {
    await tx.run(READDRESS, [reader, to]);
  }

  /** Erases every message about any of these that has not gone out; none of them will. Answers the keys of those that have one. */
  async cancel(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    const rows = await tx.run<{ key: string | null }>(CANCEL, [abouts]);
    return rows.flatMap(({ key }) => key ?? []);
  }

  /** Keys of messages about any of these that have not gone out. */
  async waiting(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    return (await tx.run<{ key: string }>(WAITING, [abouts])).map(({ key }) => key);
  }

  /** Those of these keys whose message was called back. */
  async calledBack(tx: Tx, keys: readonly string[]): Promise<string[]> {
    return (await tx.run<{ key: string }>(CALLED_BACK, [keys])).map(({ key }) => key);
  }

  /** Accounts to which a message about any of these went out. */
  async reached(tx: Tx, abouts: readonly string[]): Promise<string[]> {
    return (await tx.run<{ id: string }>(REACHED, [abouts])).map(({ id }) => id);
  }

  /** Notes the end of a message and erases what it said; false when it was called back or ended before. */
  async finish(id: string, state: 'sent' | 'failed', on: Queryable = this.db): Promise<boolean> {
    return (await on.run(FINISH, [id, state])).length === 1;
  }

  /** Gives up what could not be sent, forgets what is long done; answers how many were given up. */
  async sweep(): Promise<number> {
    const given = await this.db.run(GIVE_UP);
    await this.db.run(FORGET);
    return given.length;
  }
}
