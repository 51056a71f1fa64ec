import { Database, statement, type Statement } from '#platform/database';
import type { TestApi } from './test-api.js';

interface Plan {
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
}

/**
 * How many pages of the database the statements about what is unread looked at while this ran: what they cost, on any
 * machine. Each is asked twice, the first time explained.
 */
export async function pagesRead(api: TestApi, work: () => Promise<unknown>): Promise<number> {
  const db = api.app.get(Database, { strict: false });
  const run = db.run.bind(db);
  let pages = 0;
  db.run = async <Row>(asked: Statement, values: readonly unknown[] = []): Promise<Row[]> => {
    if (asked.name.startsWith('unread-')) {
      const explained = statement(`explain-${asked.name}`, `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${asked.text}`);
      const [found] = await run<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explained, values);
      const plan = found?.['QUERY PLAN'][0].Plan;
      pages += plan ? plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] : Number.NaN;
    }
    return run<Row>(asked, values);
  };
  try {
    await work();
  } finally {
    db.run = run;
  }
  if (!(pages > 0)) throw new Error('Nothing was asked about what is unread.');
  return pages;
}
