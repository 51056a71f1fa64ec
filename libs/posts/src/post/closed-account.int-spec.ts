import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aScene, value, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

let scene: Scene;
beforeAll(async () => {
  scene = await aScene();
});
afterAll(() => scene.api.close());

/** What `act` answers when the account closes in a transaction that it has to wait for. */
async function whileClosing(person: Person, act: () => Promise<unknown>): Promise<unknown> {
  const { pool } = scene.api.db;
  const other = await pool.connect();
  try {
    await other.query('BEGIN');
    await other.query(`UPDATE accounts SET email = NULL, password_hash = NULL, closed_at = now() WHERE id = $1`, [
      person.accountId,
    ]);
    const acting = act();
    for (let waiting = 0; waiting === 0;) {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      waiting = rows[0]?.count ?? 0;
    }
    await other.query('COMMIT');
    return await acting;
  } finally {
    other.release();
  }
}

it('writes nothing in the name of an account that closes meanwhile, though it still is a member', async () => {
  const { api, open } = scene;
  const leaving = await api.person('Leaving');
  await api.join(leaving, open);
  const threadId = await api.aThread(leaving, open);
  const { id: postId } = await api.aReply(leaving, threadId);
  const acts = {
    reply: () => api.call(leaving, 'reply', { threadId, body: 'x' }, '{ id }'),
    startThread: () => api.call(leaving, 'startThread', { communitySlug: open, title: 'x', body: 'x' }, '{ id }'),
    editPost: () => api.call(leaving, 'editPost', { postId, body: 'y', expectedRevision: 1 }, '{ id }'),
    deletePost: () => api.call(leaving, 'deletePost', { postId }, '{ id }'),
  };
  expect(value((await whileClosing(leaving, acts.reply)) as never)).toBe('UNAUTHENTICATED');
  for (const act of [acts.startThread, acts.editPost, acts.deletePost])
    expect(value(await act())).toBe('UNAUTHENTICATED');
  const { rows } = await api.db.pool.query<{ count: number }>(
    `SELECT count(*)::int FROM posts WHERE author_id = $1 AND deleted_at IS NULL AND revision = 1`,
    [leaving.accountId],
  );
  expect(rows).toEqual([{ count: 2 }]);
});
