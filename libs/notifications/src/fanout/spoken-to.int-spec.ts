import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spokenWordsIn } from '#platform/text';
import { aScene, deliver, inboxOf, mention, type Person, type Scene, type TestApi } from '../testing/test-api.js';
import { SecondTellingService } from './second-telling.service.js';
import { SpokenToService } from './spoken-to.service.js';

let scene: Scene;
let api: TestApi;
let ann: Person;
let bob: Person;
let telling: SecondTellingService;
let spoken: SpokenToService;

beforeAll(async () => {
  scene = await aScene({ RATE_LIMITS: 'edit=1000/600' });
  ({ api, ann, bob } = scene);
  telling = api.app.get(SecondTellingService, { strict: false });
  spoken = api.app.get(SpokenToService, { strict: false });
});
afterAll(() => api.close());
afterEach(() => void jest.restoreAllMocks());

const tell = (): Promise<void> => deliver(api, { only: /^notify-when-(thread|reply)/ });
const edit = async (postId: string, body: string, expectedRevision: number): Promise<void> => {
  expect((await api.call(bob, 'editPost', { postId, body, expectedRevision }, '{ id }')).code).toBeUndefined();
};
/** A post of Bob, told as it was first written, with these texts one after the other since. */
async function edited(...texts: readonly string[]): Promise<{ thread: string; id: string }> {
  const thread = await api.aThread(ann, scene.open);
  const { id } = await api.aReply(bob, thread, texts[0]);
  await tell();
  for (const [index, body] of texts.slice(1).entries()) await edit(id, body, index + 1);
  return { thread, id };
}
/** As much work as a text may be. */
const costly = (mark: string): string => `${mark}\n${'- @a\n'.repeat(7_900)}`.slice(0, 39_000);

describe('what an edit costs', () => {
  it('is one look at its text where that speaks to nobody: former ones are not fetched', async () => {
    const { thread, id } = await edited(costly('1'), 'Nobody at all.');
    const read = jest.spyOn(spoken, 'read');
    const sent = await api.statementsOf(() => telling.ofEdit(thread, id));
    expect(read).toHaveBeenCalledTimes(1);
    expect(sent).not.toContain('news-edition');
  });

  it('is no former text more than it takes to know everybody, and five at most', async () => {
    const [who, ...rest] = [mention(ann, 'Ann'), 'A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const { thread, id } = await edited(`Hello ${who}`, `Hello again ${who}`);
    const read = jest.spyOn(spoken, 'read');
    await telling.ofEdit(thread, id);
    expect(read).toHaveBeenCalledTimes(2);
    for (const [index, text] of rest.entries()) await edit(id, text, index + 2);
    await edit(id, `Last ${mention(scene.other, 'Other')}`, rest.length + 2);
    await api.db.pool.query('UPDATE fanouts SET number = $2 WHERE subject_id = $1', [id, rest.length + 2]);
    read.mockClear();
    await telling.ofEdit(thread, id);
    expect(read).toHaveBeenCalledTimes(6);
  });

  it('is one turn of the loop for each text at most, however many and long they are', async () => {
    const texts = Array.from({ length: 6 }, (_, index) => costly(String(index)));
    let turn = 0;
    let counting = true;
    const count = (): void => {
      turn += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const turns: number[] = [];
    const read = spoken.read.bind(spoken);
    jest.spyOn(spoken, 'read').mockImplementation(async (post) => {
      const done = await read(post);
      turns.push(turn);
      return done;
    });
    const { rows } = await api.db.pool.query<{ id: string; community_id: string }>(
      'SELECT id, community_id FROM threads LIMIT 1',
    );
    const posts = texts.map((body, number) => ({ body, number, answeredAuthorId: null }));
    await spoken.by({ id: rows[0]?.id ?? '', communityId: rows[0]?.community_id ?? '' }, posts, api.db);
    counting = false;
    expect(turns).toHaveLength(texts.length);
    expect(new Set(turns).size).toBe(texts.length);
  });
});

describe('a plain name', () => {
  it('is looked for among those who follow the thread by the database alone', async () => {
    const thread = await api.aThread(ann, scene.open);
    const zed = await api.person('Zed Outside');
    const follow = `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause)
      SELECT t.id, $2, t.community_id, 'NORMAL', 'CHOSEN' FROM threads t WHERE t.id = $1`;
    await api.db.pool.query(follow, [thread, zed.accountId]);
    await api.db.pool.query(follow, [thread, scene.stranger.accountId]);
    const { rows } = await api.db.pool.query<{ community_id: string }>(
      'SELECT community_id FROM threads WHERE id = $1',
      [thread],
    );
    const asked = { id: thread, communityId: rows[0]?.community_id ?? '' };
    const posts = [{ body: 'Ask @zed outside, please.', number: 2, answeredAuthorId: null }];
    expect(spokenWordsIn(posts[0]?.body ?? '').mentions.accountIds).toEqual([]);
    const [to] = await spoken.by(asked, posts, api.db);
    expect([...(to?.mentioned ?? [])]).toEqual([zed.accountId]);
    await api.aReply(bob, thread, 'Ask @Zed Outside.');
    await tell();
    expect((await inboxOf(api, zed)).map(({ kind }) => kind)).toEqual(['MENTION']);
  });
});
