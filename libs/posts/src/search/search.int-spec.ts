import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { LIMITS } from '#contracts';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { aScene, firstPost, refusal, value, type Scene } from '../testing/scene.js';
import { markedIn, places, SEARCH, textOf, type Found } from '../testing/search-answers.js';
import { FillSearch } from './fill-search.task.js';
import { SearchRepository } from './search.repository.js';

let scene: Scene;
/** Thread ids by what they are about. */
let ids: { drills: string; musees: string; secret: string; elsewhere: string };

beforeAll(async () => {
  scene = await aScene({
    RATE_LIMITS: 'reply=1000/600,thread=1000/600,search-account=100000/1,search-address=100000/1',
  });
  const { api, ann, bob, other, open, hidden, elsewhere } = scene;
  const drills = await api.aThread(
    ann,
    open,
    'What do you do with the youngest visitors?',
    'Fire drills with children',
  );
  await api.aReply(bob, drills, 'We give each a **whistle** and [a map](https://example.org/zeppelin).');
  const musees = await api.aThread(bob, open, 'Les élèves ont visité l’école et les chevaux de bois.', 'Musées d’été');
  await api.aReply(ann, musees, '> a whistle that somebody quoted\n\nMerci, voilà une œuvre à ma façon.');
  const secret = await api.aThread(ann, hidden, 'The porcupine whistle is kept here.', 'Porcupine affairs');
  const away = await api.aThread(other, elsewhere, 'Another whistle, in a drill of fire.', 'Elsewhere');
  ids = { drills, musees, secret, elsewhere: away };
});
afterAll(() => scene.api.close());

const ask = (viewer: Viewer, query: string, more: object = {}) => scene.api.ask(viewer, SEARCH, { query, ...more });
const find = (query: string, more: object = {}, viewer: Viewer = scene.ann): Promise<Found> =>
  scene.api.get<Found>(viewer, SEARCH, { query, ...more });
const FROM_THE_NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';
const NOTHING = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, edges: [] };

describe('search', () => {
  it('finds nothing of a private community for strangers, and says and costs what missing words do', async () => {
    const { api, stranger, other, hidden } = scene;
    const unverified = await api.person('Una', { emailVerified: false });
    await api.join(unverified, hidden);
    const former = await api.person('Former');
    await api.join(former, hidden);
    await api.leave(former, hidden);
    const staff = await api.person('Staff', { isStaff: true });
    for (const viewer of [Viewer.anonymous, stranger, other, unverified, former, staff]) {
      for (const more of [{}, { community: hidden }]) {
        expect(value(await ask(viewer, 'porcupine', more))).toEqual(NOTHING);
        const there = await api.statementsOf(() => find('porcupine', more, viewer));
        const missing = await api.statementsOf(() => find('hippogriff', more, viewer));
        expect(there).toEqual(missing);
      }
    }
    expect(places(await find('porcupine'))).toEqual([[ids.secret, 1]]);
    expect(places(await find('whistle', { community: hidden }))).toEqual([[ids.secret, 1]]);
  });

  it.each<[object, string]>([
    [{ query: '' }, 'query'],
    [{ query: '  ' }, 'query'],
    [{ query: 'x'.repeat(201) }, 'query'],
    [{ query: 'a\nb' }, 'query'],
    [{ query: 'a\u0000b' }, 'query'],
    [{ query: 'x', community: 'No Slug' }, 'community'],
    [{ query: 'x', first: 0 }, 'first'],
    [{ query: 'x', first: 51 }, 'first'],
    [{ query: 'x', after: '' }, 'after'],
    [{ query: 'x', after: '!' }, 'after'],
    [{ query: 'x', after: encodeCursor([1]) }, 'after'],
    [
      { query: 'x', after: encodeCursor([-1, '2026-01-01T00:00:00Z', '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e']) },
      'after',
    ],
    [
      { query: 'x', after: encodeCursor([1.5, '2026-01-01T00:00:00Z', '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e']) },
      'after',
    ],
    [{ query: 'x', after: encodeCursor([1, 'now', '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e']) }, 'after'],
    [{ query: 'x', after: encodeCursor([1, '2026-01-01T00:00:00Z', 'x']) }, 'after'],
  ])('refuses %j and names the field', async (given, field) => {
    expect(refusal(await scene.api.ask(scene.ann, SEARCH, { ...given }))).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('knows no community that does not exist', async () => {
    expect(value(await ask(scene.ann, 'whistle', { community: 'no-such-community' }))).toBe('NOT_FOUND');
  });

  it.each([
    ['the', 'a word that says nothing in English'],
    ['les et pour', 'words that say nothing in French'],
    ['the les "of the"', 'words that say nothing in one or the other'],
    ['-whistle', 'nothing but what must not be there'],
    ['!!! & | () :* \\ \' "', 'signs'],
    ["'; DROP TABLE posts; --", 'words of SQL'],
    ['=c', 'the marks of the index'],
    ['hippogriff', 'words that nobody wrote'],
  ])('finds nothing by %j: %s', async (query) => {
    expect(await find(query)).toEqual(NOTHING);
  });

  it('finds the title before texts, newer before older, and shows the words in their places', async () => {
    const { api, ann, bob, open } = scene;
    const about = await api.aThread(ann, open, 'It came loose.', 'Tumbleweed display');
    const text = await api.aThread(bob, open, 'Where is the tumbleweed?', 'Lost things');
    const { number } = await api.aReply(bob, text, 'Tumbleweeds were never here.');
    const found = await find('tumbleweed');
    expect(places(found)).toEqual([
      [about, 1],
      [text, number],
      [text, 1],
    ]);
    expect(found.totalCount).toBe(3);
    const [first, second] = found.edges.map(({ node }) => node);
    expect(first).toMatchObject({
      author: { name: 'Ann' },
      title: [
        { text: 'Tumbleweed', matched: true },
        { text: ' display', matched: false },
      ],
      excerpt: [{ text: 'It came loose.', matched: false }],
      thread: { community: { slug: open } },
    });
    expect(markedIn(second?.excerpt)).toEqual(['Tumbleweeds']);
    expect(textOf(second?.title)).toBe('Lost things');
  });

  it.each<[string, string[]]>([
    ['drill', ['Fire drills with children', 'Elsewhere']],
    ['drills visitor', ['Fire drills with children']],
    ['GIVING whistles', ['Fire drills with children']],
    ['"fire drills"', ['Fire drills with children']],
    ['"drills fire"', []],
    ['fire drill -children', ['Elsewhere']],
    ['fire drill -"another whistle"', ['Fire drills with children']],
    ['musee ete', ['Musées d’été']],
    ['musée', ['Musées d’été']],
    ['les musées de cet été', ['Musées d’été']],
    ['museums', []],
    ['élève', ['Musées d’été']],
    ['cheval', ['Musées d’été']],
    ["l'école", ['Musées d’été']],
    ['« chevaux de bois »', ['Musées d’été']],
    ['oeuvre facon', ['Musées d’été']],
    ['the fire and the drill', ['Fire drills with children', 'Elsewhere']],
    ['zeppelin', []],
  ])('by %j finds %j', async (query, titles) => {
    const { edges } = await find(query);
    expect([...new Set(edges.map(({ node }) => node.thread.title))].toSorted()).toEqual(titles.toSorted());
  });

  it('tells the language of a post, for the mark-up', async () => {
    const languageOf = async (query: string) => (await find(query)).edges[0]?.node.language;
    expect(await languageOf('chevaux')).toBe('FR');
    expect(await languageOf('youngest visitors')).toBe('EN');
  });

  it('narrows to a community', async () => {
    const { open, elsewhere } = scene;
    expect(places(await find('whistle', { community: open }))).toEqual([[ids.drills, 2]]);
    expect(places(await find('whistle', { community: elsewhere }))).toEqual([[ids.elsewhere, 1]]);
    expect((await find('whistle')).totalCount).toBe(3);
  });

  it('is right in the very next answer, whatever is done to a post', async () => {
    const { api, ann, bob, open } = scene;
    const lead = await api.person('Lead');
    await api.join(lead, open, 'FACILITATOR');
    const thread = await api.aThread(ann, open, 'An xylograph hangs here.', 'About marmalade');
    const opening = await firstPost(api, ann, thread);
    const { id, number } = await api.aReply(bob, thread, 'The quokka eats.');
    const edited = await api.call(
      bob,
      'editPost',
      { postId: id, expectedRevision: 1, body: 'A wombat eats.' },
      '{ id }',
    );
    expect(edited.code).toBeUndefined();
    expect(await find('quokka')).toEqual(NOTHING);
    expect(places(await find('wombat'))).toEqual([[thread, number]]);

    const removed = { postId: id, reason: 'Off topic.' };
    expect((await api.call(lead, 'removePost', removed, '{ id }')).code).toBeUndefined();
    for (const reader of [ann, bob, lead]) expect(await find('wombat', {}, reader)).toEqual(NOTHING);
    expect((await api.call(lead, 'restorePost', { postId: id }, '{ id }')).code).toBeUndefined();
    expect(places(await find('wombat'))).toEqual([[thread, number]]);
    expect((await api.call(bob, 'deletePost', { postId: id }, '{ id }')).code).toBeUndefined();
    expect(await find('wombat')).toEqual(NOTHING);

    // The title of a thread stays, as it does where it is listed.
    expect((await api.call(ann, 'deletePost', { postId: opening.id }, '{ id }')).code).toBeUndefined();
    expect(await find('xylograph')).toEqual(NOTHING);
    const { edges } = await find('marmalade');
    expect(edges.map(({ node }) => [node.thread.id, node.excerpt])).toEqual([[thread, []]]);
  });

  it.each(['a_', '~/', 'a-', '<a ', 'a:', 'é.a_~/'])(
    'reads a text of nothing but %j, however long, and finds it',
    async (piece) => {
      const { api, ann } = scene;
      const word = `unbroken${[...piece].map((sign) => sign.codePointAt(0)).join('x')}`;
      const body = `${word} ${piece.repeat(LIMITS.postBody)}`.slice(0, LIMITS.postBody - 1);
      const { number } = await api.aReply(ann, ids.drills, `${body}.`);
      expect(places(await find(word))).toEqual([[ids.drills, number]]);
    },
  );

  it('ends with the right to read, and begins with it', async () => {
    const { api, hidden } = scene;
    const guest = await api.person('Guest');
    expect(await find('porcupine', {}, guest)).toEqual(NOTHING);
    await api.join(guest, hidden);
    expect((await find('porcupine', {}, guest)).totalCount).toBe(1);
    await api.leave(guest, hidden);
    expect(await find('porcupine', {}, guest)).toEqual(NOTHING);
    await api.community(scene.elsewhere, 'PRIVATE');
    expect((await find('whistle', { community: scene.elsewhere })).totalCount).toBe(0);
    await api.community(scene.elsewhere);
    expect((await find('whistle', { community: scene.elsewhere })).totalCount).toBe(1);
  });

  it('comes page by page, also of years, and in the same number of statements however much is found', async () => {
    const { api, ann, open } = scene;
    const thread = await api.aThread(ann, open, 'Begin.', 'Many');
    const days = [0, 0, 3, 17, 40, 200, 300, 700, 1500, 4000];
    for (const [at, days_] of days.entries()) {
      const { id } = await api.aReply(ann, thread, `The gizmo of ${'round '.repeat(at % 3)}time.`);
      await api.db.pool.query(
        `UPDATE posts SET created_at = now() - $2 * interval '1 day' - interval '1 minute' WHERE id = $1`,
        [id, days_],
      );
    }
    await api.app.get(FillSearch, { strict: false }).run({ below: FROM_THE_NEWEST });
    const whole = await find('gizmo', { first: 50 });
    expect([whole.totalCount, whole.edges.length]).toEqual([days.length, days.length]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Found = await find('gizmo', { first: 3, after });
      expect(page.totalCount).toBe(days.length);
      seen.push(...page.edges.map(({ node }) => node.postId));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole.edges.map(({ node }) => node.postId));
    const few = (await api.statementsOf(() => find('gizmo', { first: 1 }))).length;
    const many = (await api.statementsOf(() => find('gizmo', { first: 50 }))).length;
    expect(few).toBe(many);
    expect(few).toBeLessThanOrEqual(5);
    expect(await api.statementsOf(() => find('hippogriff'))).toHaveLength(1);
  });

  it('keeps few connections busy, however many search, and refuses who comes to a long line', async () => {
    const { api, ann } = scene;
    const repository = api.app.get(SearchRepository, { strict: false });
    const look = repository.find.bind(repository);
    const gate = Promise.withResolvers<void>();
    const busy = { now: 0, most: 0 };
    const watched = jest.spyOn(repository, 'find').mockImplementation(async (sought) => {
      busy.most = Math.max(busy.most, (busy.now += 1));
      await gate.promise;
      const rows = await look(sought);
      busy.now -= 1;
      return rows;
    });
    const codes: (string | undefined)[] = [];
    const refused = Promise.withResolvers<void>();
    const all = Array.from({ length: 50 }, async () => {
      codes.push((await ask(ann, 'whistle')).code);
      if (codes.length === 6) refused.resolve();
    });
    await refused.promise;
    gate.resolve();
    await Promise.all(all);
    watched.mockRestore();
    expect(busy).toEqual({ now: 0, most: 4 });
    expect(codes).toEqual([...Array(6).fill('UNAVAILABLE'), ...Array(44).fill(undefined)]);
  });

  it('counts what one account, and what one address without an account, searches', async () => {
    const small = await aScene({ RATE_LIMITS: 'search-account=2/600,search-address=1/600' });
    const codes = async (viewer: Viewer, times: number) => {
      const found: (string | undefined)[] = [];
      for (let at = 0; at < times; at += 1) found.push((await small.api.ask(viewer, SEARCH, { query: 'x' })).code);
      return found;
    };
    expect(await codes(small.ann, 3)).toEqual([undefined, undefined, 'RATE_LIMITED']);
    expect(await codes(Viewer.anonymous, 2)).toEqual([undefined, 'RATE_LIMITED']);
    expect(await codes(small.bob, 1)).toEqual([undefined]);
    await small.api.close();
  });
});
