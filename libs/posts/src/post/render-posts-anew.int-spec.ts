import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RENDERER_VERSION } from '#platform/text';
import { aScene } from '../testing/scene.js';
import type { Person, TestApi } from '../testing/test-api.js';
import { RenderPostsAnew } from './render-posts-anew.task.js';

const OPEN = 'small-museums';
let api: TestApi;
let ann: Person;
let hidden: string;

beforeAll(async () => {
  ({ api, hidden, ann } = await aScene());
});
afterAll(() => api.close());

/** Runs the task's jobs one after the other; answers how many rows each has changed. */
async function runAll(): Promise<number[]> {
  const task = api.app.get(RenderPostsAnew, { strict: false });
  const changed: number[] = [];
  let before = await outdated();
  let payload: unknown = {};
  for (;;) {
    await task.run(payload);
    const after = await outdated();
    changed.push(before - after);
    before = after;
    const { rows } = await api.db.pool.query<{ id: string; payload: unknown }>(
      `DELETE FROM graphile_worker._private_jobs WHERE key = 'render-posts-anew:next' RETURNING id, payload`,
    );
    if (!rows[0]) return changed;
    payload = rows[0].payload;
  }
}

const outdated = async (): Promise<number> => {
  const { rows } = await api.db.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM posts WHERE renderer_version < ${RENDERER_VERSION}`,
  );
  return rows[0]?.n ?? 0;
};

describe('RenderPostsAnew', () => {
  it('does nothing where nothing is outdated', async () => {
    await api.aThread(ann, OPEN);
    expect(await runAll()).toEqual([0]);
  });

  it('renders public posts first, then the others, in batches, and leaves the text alone', async () => {
    const [open, secret] = [await api.aThread(ann, OPEN, '**one**'), await api.aThread(ann, hidden, '**two**')];
    await api.db.pool.query(
      `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
       SELECT gen_random_uuid(), t.id, n, t.author_id, '**x**', 'old', 0, 1, now() - n * interval '1 second'
       FROM threads t, generate_series(2, 251) AS n WHERE t.id = ANY ($1)`,
      [[open, secret]],
    );
    await api.db.pool.query(`UPDATE posts SET renderer_version = 0, body_html = 'old'`);
    await api.db.pool.query('UPDATE threads SET last_number = 251 WHERE id = ANY ($1)', [[open, secret]]);
    const reading = api.get<{ posts: { edges: { node: { bodyHtml: string } }[] } }>(
      ann,
      'query ($id: ID!) { thread(id: $id) { posts { edges { node { bodyHtml } } } } }',
      { id: open },
    );
    // What a trusted version made is shown as it is, what an untrusted one made is rendered at reading.
    expect((await reading).posts.edges[1]?.node.bodyHtml).toBe('<p><strong>x</strong></p>');
    expect(await runAll()).toEqual([200, 52, 200, 51]);
    const { rows } = await api.db.pool.query(
      `SELECT body, body_html, revision FROM posts WHERE number > 1 GROUP BY 1, 2, 3`,
    );
    expect(rows).toEqual([{ body: '**x**', body_html: '<p><strong>x</strong></p>', revision: 1 }]);
  });
});
