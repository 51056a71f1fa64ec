import { statement } from '#platform/database';
import type { TestApi } from './test-api.js';

const STATES = statement('test-posts-file-states', `SELECT id, state FROM files WHERE id = ANY ($1::uuid[])`);
const ROOM = statement(
  'test-posts-room',
  `SELECT s.bytes AS account, (SELECT COALESCE(sum(charged), 0) FROM files f WHERE f.community_id = s.community_id)
     + (SELECT COALESCE(sum(size), 0) FROM uploads u WHERE u.community_id = s.community_id AND u.state <> 'REFUSED') AS rows
   FROM community_storage s JOIN communities c ON c.id = s.community_id WHERE c.slug = $1`,
);

/** Where these files stand: SHOWN, HELD or WITHHELD; null: gone. */
export async function fileStates(api: TestApi, ids: readonly string[]): Promise<(string | null)[]> {
  const rows = await api.db.run<{ id: string; state: string }>(STATES, [ids]);
  return ids.map((id) => rows.find((row) => row.id === id)?.state ?? null);
}

/** What a community's account says, and what its rows come to. */
export async function roomTaken(api: TestApi, slug: string): Promise<[number, number]> {
  const [row] = await api.db.run<{ account: number; rows: number }>(ROOM, [slug]);
  return [Number(row?.account), Number(row?.rows)];
}
