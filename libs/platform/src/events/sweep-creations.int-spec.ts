import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { SweepCreations } from './sweep-creations.task.js';
import { registeredTasks } from './task.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

it('forgets ids after three days, however many, and comes round by itself', async () => {
  await test.db.pool.query(
    `INSERT INTO creations (id, account_id, operation, input_hash, created_at)
     SELECT gen_random_uuid(), gen_random_uuid(), 'reply', 'h', now() - n * interval '1 hour'
     FROM generate_series(1, 72) AS n, generate_series(1, 40)
     UNION ALL
     SELECT gen_random_uuid(), gen_random_uuid(), 'reply', 'h', now() - interval '73 hours' FROM generate_series(1, 2500)`,
  );
  await new SweepCreations(test.db).run();
  const { rows } = await test.db.pool.query<{ n: number; oldest: boolean }>(
    `SELECT count(*)::int AS n, bool_or(created_at < now() - interval '72 hours') AS oldest FROM creations`,
  );
  expect(rows).toEqual([{ n: 71 * 40, oldest: false }]);
  expect(registeredTasks().find(({ identifier }) => identifier === 'sweep-creations')?.schedule).toBe('41 * * * *');
});
