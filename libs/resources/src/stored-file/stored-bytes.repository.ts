import { Injectable } from '@nestjs/common';
import { Database, statement } from '#platform/database';

const TOTAL = statement(
  'stored-bytes',
  'SELECT count(*) AS files, coalesce(sum(size), 0)::bigint AS bytes FROM stored_files',
);

/** How much the contents take that are kept, for who watches over the site. */
@Injectable()
export class StoredBytesRepository {
  constructor(private readonly db: Database) {}

  /** Each content once, however many files refer to it. */
  async total(): Promise<{ readonly files: number; readonly bytes: number }> {
    const [row] = await this.db.run<{ files: number; bytes: number }>(TOTAL);
    return row ?? { files: 0, bytes: 0 };
  }
}
