import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';

const SWEEP = statement(
  'mail-marks-sweep',
  `DELETE FROM mail_marks WHERE (account_id, thread_id) IN (
     SELECT account_id, thread_id FROM mail_marks WHERE marked_at < now() - make_interval(days => $1) LIMIT $2)
   RETURNING thread_id`,
);

/** SQL that ends the marks of what was mailed. */
@Injectable()
export class MailMarkRepository {
  constructor(private readonly db: Database) {}

  /** Deletes at most `size` of those that were set so many days ago; answers how many. */
  async sweep(days: number, size: number): Promise<number> {
    return (await this.db.run(SWEEP, [days, size])).length;
  }
}
