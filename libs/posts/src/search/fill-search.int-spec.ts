import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TestApi, type Person } from '../testing/test-api.js';
import { FillSearch } from './fill-search.task.js';
import { MergeSearch } from './merge-search.task.js';

let api: TestApi;
let task: FillSearch;
let ann: Person;
let slug: string;
let threadId: string;

beforeAll(async () => {
  api = await TestApi.start();
  task = api.app.get(FillSearch, { strict: false });
  ann = await api.person('Ann');
  slug = (await api.slugs())[0] ?? '';
  await api.community(slug);
  await api.join(ann, slug);
  threadId = await api.aThread(ann, slug, 'The first of all.', 'A title with a pelican');
});
afterAll(() => api.close());

const sql = (text: string, values: unknown[] = []) => api.db.pool.query(text, values);
const titles = async (query: string): Promise<number> =>
  (
    await api.get<{ totalCount: number }>(ann, 'query ($query: String!) { search(query: $query) { totalCount } }', {
      query,
    })
  ).totalCount;

/** Runs the task and what it queues until the end; answers how many posts each job wrote down. */
async function runAll(payload: unknown = {}): Promise<number[]> {
  const written: number[] = [];
  for (let next: unknown = payload; ;) {
    const before = await entries();
    await task.run(next);
    written.push((await entries()) - before);
    const { rows } = await sql(
      `DELETE FROM graphile_worker._private_jobs WHERE key = 'fill-search:next' RETURNING payload`,
    );
    const [job] = rows as { payload: unknown }[];
    if (!job) return written;
    next = job.payload;
  }
}

const entries = async (): Promise<number> => {
  const { rows } = await sql('SELECT count(*)::int AS n FROM search_entries');
  return (rows as { n: number }[])[0]?.n ?? 0;
};

/** As posts lie in a database from before there was a search. */
beforeEach(async () => {
  await sql('DELETE FROM search_entries');
  await sql('DELETE FROM posts WHERE number > 1');
  await sql(
    `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
     SELECT gen_random_uuid(), t.id, n, t.author_id, 'A flamingo of ' || n, 'x', 1, 1, now() - n * interval '1 day'
     FROM threads t, generate_series(2, 450) AS n`,
  );
  await sql('UPDATE threads SET last_number = 450');
});

describe('FillSearch', () => {
  it('writes down what was there before, in batches, with titles, and is then done', async () => {
    expect(await titles('flamingo')).toBe(0);
    expect(await runAll()).toEqual([200, 200, 50]);
    expect([await titles('flamingo'), await titles('pelican'), await titles('440')]).toEqual([449, 1, 1]);
    const statements = await api.statementsOf(() => task.run({}));
    expect(statements.length).toBeLessThanOrEqual(1);
  });

  it('finds each post once it is written down, and overwrites nothing newer', async () => {
    await runAll();
    await api.aReply(ann, threadId, 'A heron.');
    await task.run({ below: 'ffffffff-ffff-ffff-ffff-ffffffffffff' });
    expect(await titles('heron')).toBe(1);
  });

  it('mends what a process of an older release wrote beside this one, which until then is found by nothing', async () => {
    await runAll();
    await sql(`UPDATE posts SET body = 'An ibis', revision = revision + 1 WHERE number = 7`);
    await sql(`UPDATE posts SET removed_at = now(), removal_reason = 'x', revision = revision + 1 WHERE number = 8`);
    await sql(
      `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
       SELECT gen_random_uuid(), id, 451, author_id, 'A stork', 'x', 1, 1, now() FROM threads`,
    );
    expect([await titles('flamingo'), await titles('ibis'), await titles('stork')]).toEqual([447, 0, 0]);
    await runAll({ below: 'ffffffff-ffff-ffff-ffff-ffffffffffff' });
    expect([await titles('flamingo'), await titles('ibis'), await titles('stork')]).toEqual([447, 1, 1]);
  });

  it('leaves to a newer text what it read too early', async () => {
    const { rows } = await sql('SELECT id FROM posts WHERE number = 9');
    const [post] = rows as { id: string }[];
    const { SearchEntryRepository } = await import('./search-entry.repository.js');
    const repository = api.app.get(SearchEntryRepository, { strict: false });
    await sql(`UPDATE posts SET body = 'An ibis', revision = 2 WHERE number = 9`);
    await repository.put([{ postId: post?.id ?? '', revision: 2, words: 'An ibis' }]);
    await repository.put([{ postId: post?.id ?? '', revision: 1, words: 'A flamingo' }]);
    expect([await titles('ibis'), await titles('flamingo')]).toEqual([1, 0]);
  });
});

describe('MergeSearch', () => {
  it('changes nothing of what is found', async () => {
    await runAll();
    await api.app.get(MergeSearch, { strict: false }).run();
    expect(await titles('flamingo')).toBe(449);
  });
});
