import { Injectable } from '@nestjs/common';
import { Database, statement, type Tx } from '../database/index.js';

/** Refusals within this time are looked at together. */
const WHILE = `interval '15 minutes'`;

const NOTE = statement(
  'refused-mail-note',
  `UPDATE outgoing_mails SET refused_at = clock_timestamp() WHERE id = $1 AND state = 'sending'`,
);

/** One reader counts once, however many messages were for them. What was sent is counted only where that decides. */
const ARE_MANY = statement(
  'refused-mail-are-many',
  `SELECT CASE WHEN r.readers <= $1::int THEN false ELSE r.readers * $2::int > (
     SELECT count(*) FROM outgoing_mails WHERE state = 'sent' AND created_at > now() - ${WHILE}) END AS many
   FROM (SELECT count(DISTINCT coalesce(
       (SELECT matter FROM unnest(m.about) AS matter WHERE matter LIKE 'account:%' ORDER BY matter LIMIT 1), m.id::text)) AS readers
     FROM outgoing_mails m WHERE m.refused_at > now() - ${WHILE}) AS r`,
);

const DOUBT = statement(
  'refused-mail-doubt',
  `UPDATE outgoing_mails m SET refusal_doubted = true WHERE m.id IN (
     SELECT id FROM outgoing_mails
     WHERE refused_at > now() - ${WHILE} AND state = 'failed' AND NOT refusal_doubted ORDER BY id FOR UPDATE)
   RETURNING m.about, m.refused_at AS "refusedAt"`,
);

const IS_DOUBTED = statement(
  'refused-mail-is-doubted',
  `SELECT refusal_doubted AS doubted FROM outgoing_mails WHERE id = $1 FOR SHARE`,
);

/** A message whose reader was not known, as its server said. */
interface RefusedMail {
  readonly about: readonly string[];
  readonly refusedAt: string;
}

/** All SQL about readers whom a mail server does not know. */
@Injectable()
export class RefusedMailRepository {
  constructor(private readonly db: Database) {}

  /** Notes that the reader of a message was refused just now; the message stays as it is. */
  async note(id: string): Promise<void> {
    await this.db.run(NOTE, [id]);
  }

  /** Whether more than `most` readers were refused of late, and more than one in `oneIn` of those to whom mail went out. */
  async areMany(most: number, oneIn: number, on: Tx | Database = this.db): Promise<boolean> {
    return (await on.run<{ many: boolean }>(ARE_MANY, [most, oneIn]))[0]?.many ?? false;
  }

  /** Notes of the messages that were given up of late that their readers may be known after all; answers each once. */
  async doubt(tx: Tx): Promise<RefusedMail[]> {
    return tx.run<RefusedMail>(DOUBT);
  }

  /** Whether that was noted of this message; it is not, until the transaction ends. */
  async isDoubted(tx: Tx, id: string): Promise<boolean> {
    return (await tx.run<{ doubted: boolean }>(IS_DOUBTED, [id]))[0]?.doubted ?? false;
  }
}
