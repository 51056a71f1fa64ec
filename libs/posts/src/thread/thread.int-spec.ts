import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v4, v7 } from 'uuid';
import { Viewer } from '#identity';
import { aScene, tooManyMentions } from '../testing/scene.js';
import type { Person, TestApi } from '../testing/test-api.js';

const OPEN = 'small-museums';
let api: TestApi;
let hidden: string;
let elsewhere: string;
let ann: Person;
let bob: Person;
let stranger: Person;
let other: Person;

beforeAll(async () => {
  ({ api, hidden, elsewhere, ann, bob, stranger, other } = await aScene());
});
afterAll(() => api.close());

const start = (viewer: Viewer, input: object) =>
  api.call(
    viewer,
    'startThread',
    input,
    '{ id title excerpt lastNumber replyCount author { name } viewerCan { reply } community { slug } posts { totalCount edges { node { number body bodyHtml revision } } } }',
  );
const THREAD = 'query ($id: ID!) { thread(id: $id) { id title lastNumber viewerCan { reply } } }';
const LIST = `query ($slug: String!, $first: Int, $after: String) {
  community(slug: $slug) { threads(first: $first, after: $after) { totalCount edges { cursor node { id title lastAuthor { name } } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }`;

describe('startThread', () => {
  const good = { title: 'Labels', body: 'Which **labels** do you use?' };

  it('refuses nobody, the stranger and the member of another community', async () => {
    expect((await start(Viewer.anonymous, { communitySlug: OPEN, ...good })).code).toBe('UNAUTHENTICATED');
    for (const person of [stranger, other]) {
      expect((await start(person, { communitySlug: OPEN, ...good })).code).toBe('FORBIDDEN');
      expect((await start(person, { communitySlug: hidden, ...good })).code).toBe('FORBIDDEN');
    }
    expect((await start(ann, { communitySlug: 'no-such-place', ...good })).code).toBe('NOT_FOUND');
  });

  it.each([
    ['title', { title: '' }],
    ['title', { title: '   ' }],
    ['title', { title: 'a\nb' }],
    ['title', { title: 'a\u0000b' }],
    ['title', { title: 'a\u202eb' }],
    ['title', { title: 'x'.repeat(201) }],
    ['body', { body: ' \n ' }],
    ['body', { body: 'a\ud800' }],
    ['body', { body: 'x'.repeat(40_001) }],
    ['body', { body: tooManyMentions() }],
    ['communitySlug', { communitySlug: "a' OR 1=1" }],
    ['id', { id: v4() }],
    ['id', { id: 'x' }],
    ['id', { id: v7({ msecs: Date.now() - 25 * 3_600_000 }) }],
    ['id', { id: v7({ msecs: Date.now() + 25 * 3_600_000 }) }],
  ])('names %s in bad input', async (field, change) => {
    const answer = await start(ann, { communitySlug: OPEN, ...good, ...change });
    expect(answer.code).toBe('BAD_USER_INPUT');
    expect(Object.keys(answer.details?.fields ?? {})).toEqual([field]);
  });

  it('starts a thread with post 1', async () => {
    const { data } = await start(ann, { communitySlug: OPEN, ...good });
    expect(data?.['startThread']).toMatchObject({
      title: 'Labels',
      excerpt: 'Which labels do you use?',
      lastNumber: 1,
      replyCount: 0,
      author: { name: 'Ann' },
      viewerCan: { reply: true },
      community: { slug: OPEN },
      posts: {
        totalCount: 1,
        edges: [
          {
            node: {
              number: 1,
              body: good.body,
              bodyHtml: '<p>Which <strong>labels</strong> do you use?</p>',
              revision: 1,
            },
          },
        ],
      },
    });
  });

  it('lets only facilitators and staff start threads while a community is being set up, and nobody once archived', async () => {
    const slug = elsewhere;
    await api.community(slug, 'PUBLIC', 'ORGANIZING');
    const lead = await api.person('Lead');
    await api.join(lead, slug, 'FACILITATOR');
    expect((await start(other, { communitySlug: slug, ...good })).code).toBe('FORBIDDEN');
    expect((await start(lead, { communitySlug: slug, ...good })).code).toBeUndefined();
    expect(
      (await start(await api.person('Staff', { isStaff: true }), { communitySlug: slug, ...good })).code,
    ).toBeUndefined();
    await api.community(slug, 'PUBLIC', 'ARCHIVED');
    expect((await start(lead, { communitySlug: slug, ...good })).code).toBe('FORBIDDEN');
    await api.community(slug);
  });

  it('returns the first result when repeated with the same id, also at the same time', async () => {
    const input = { id: v7(), communitySlug: OPEN, ...good };
    const answers = await Promise.all(Array.from({ length: 10 }, () => start(ann, input)));
    expect(
      new Set(answers.map(({ data, code }) => code ?? (data?.['startThread'] as { id: string } | undefined)?.id)),
    ).toEqual(new Set([input.id]));
    const rows = await api.db.run({ name: 'count-posts-of', text: 'SELECT 1 FROM posts WHERE thread_id = $1' }, [
      input.id,
    ]);
    expect(rows).toHaveLength(1);
    expect((await start(ann, { ...input, title: 'Other' })).details?.fields).toEqual(
      (await start(bob, input)).details?.fields,
    );
    expect((await start(bob, input)).code).toBe('BAD_USER_INPUT');
  });

  it('counts three in the first day of an account', async () => {
    const fresh = await api.person('Fresh', { fresh: true });
    await api.join(fresh, OPEN);
    for (let n = 0; n < 3; n += 1) expect((await start(fresh, { communitySlug: OPEN, ...good })).code).toBeUndefined();
    const answer = await start(fresh, { communitySlug: OPEN, ...good });
    expect(answer.code).toBe('RATE_LIMITED');
    expect(answer.details?.retryAfter).toBeGreaterThan(0);
  });
});

describe('thread', () => {
  it('is there for whoever may read its community, and for nobody else', async () => {
    const [open, closed] = [await api.aThread(ann, OPEN), await api.aThread(ann, hidden)];
    for (const viewer of [Viewer.anonymous, stranger, other]) {
      expect((await api.ask(viewer, THREAD, { id: open })).data?.['thread']).toMatchObject({
        id: open,
        viewerCan: { reply: false },
      });
      const [secret, missing] = [
        await api.ask(viewer, THREAD, { id: closed }),
        await api.ask(viewer, THREAD, { id: v7() }),
      ];
      expect(secret).toEqual(missing);
      expect(secret.code).toBe('NOT_FOUND');
    }
    expect((await api.ask(bob, THREAD, { id: closed })).data?.['thread']).toMatchObject({ viewerCan: { reply: true } });
    const staff = await api.person('Staff', { isStaff: true });
    expect((await api.ask(staff, THREAD, { id: closed })).code).toBe('NOT_FOUND');
  });

  it('asks the same of the database for a hidden thread as for a missing one', async () => {
    const closed = await api.aThread(ann, hidden);
    for (const id of [closed, v7()]) await api.ask(stranger, THREAD, { id });
    const secret = await api.statementsOf(() => api.ask(stranger, THREAD, { id: closed }));
    expect(secret).toEqual(await api.statementsOf(() => api.ask(stranger, THREAD, { id: v7() })));
  });

  it.each(['', 'x', '%', "' OR 1=1", '00000000-0000-0000-0000-00000000000g', '\u0000'])(
    'names id for %j',
    async (id) => {
      const answer = await api.ask(Viewer.anonymous, THREAD, { id });
      expect([answer.code, Object.keys(answer.details?.fields ?? {})]).toEqual(['BAD_USER_INPUT', ['id']]);
    },
  );
});

interface ThreadPage {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

describe('Community.threads', () => {
  it('is null for an outsider of a private community', async () => {
    for (const viewer of [Viewer.anonymous, stranger, other]) {
      const { data, code } = await api.ask(viewer, LIST, { slug: hidden });
      expect([data?.['community'], code]).toEqual([{ threads: null }, undefined]);
    }
  });

  it('has the latest activity first, in pages that neither lose nor repeat', async () => {
    const slug = elsewhere;
    await api.db.run({ name: 'no-threads', text: 'DELETE FROM community_thread_counts' });
    await api.db.run({
      name: 'no-posts',
      text: 'TRUNCATE posts, threads CASCADE',
    });
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) ids.push(await api.aThread(other, slug, `Text ${n}`, `Thread ${n}`));
    await api.aReply(other, ids[2] as string);
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const { threads }: { threads: ThreadPage } = await api.get(Viewer.anonymous, LIST, { slug, first: 3, after });
      expect(threads.totalCount).toBe(7);
      seen.push(...threads.edges.map(({ node }) => node.id));
      if (!threads.pageInfo.hasNextPage) break;
      after = threads.pageInfo.endCursor;
    }
    expect(seen).toEqual([2, 6, 5, 4, 3, 1, 0].map((n) => ids[n]));
  });

  it('say when somebody last wrote, to those who may read them', async () => {
    const ACTIVITY = 'query ($slug: String!) { community(slug: $slug) { lastActivityAt } }';
    const lastIn = async (viewer: Viewer, slug: string): Promise<unknown> =>
      (await api.get<{ lastActivityAt: string | null }>(viewer, ACTIVITY, { slug })).lastActivityAt;
    expect(await lastIn(Viewer.anonymous, 'neon')).toBeNull();
    const closed = await api.aThread(ann, hidden);
    for (const viewer of [Viewer.anonymous, stranger, other]) expect(await lastIn(viewer, hidden)).toBeNull();
    const begun = await lastIn(ann, hidden);
    await api.aReply(ann, closed);
    const answered = await lastIn(ann, hidden);
    expect([typeof begun, String(begun) < String(answered)]).toEqual(['string', true]);
    await api.aThread(other, elsewhere);
    const visible = await lastIn(Viewer.anonymous, elsewhere);
    expect(String(visible) > String(answered)).toBe(true);
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 51 }],
    ['first', { first: -1 }],
    ['after', { after: 'x' }],
    ['after', { after: Buffer.from('["x","y"]').toString('base64url') }],
    [
      'after',
      { after: Buffer.from('["0000-01-01T00:00:00Z","00000000-0000-0000-0000-000000000000"]').toString('base64url') },
    ],
    [
      'after',
      {
        after: Buffer.from(
          `["2026-01-01T00:00:00.${'0'.repeat(500)}Z","01890000-0000-7000-8000-000000000000"]`,
        ).toString('base64url'),
      },
    ],
    ['after', { after: Buffer.from('[1]').toString('base64url') }],
    ['after', { after: '' }],
  ])('names %s in %j', async (field, change) => {
    const answer = await api.ask(ann, LIST, { slug: OPEN, ...change });
    expect([answer.code, Object.keys(answer.details?.fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('takes a fixed number of statements, also for several communities at once', async () => {
    for (let n = 0; n < 3; n += 1) await api.aThread(ann, OPEN);
    await api.ask(ann, LIST, { slug: OPEN });
    const list = await api.statementsOf(() => api.ask(ann, LIST, { slug: OPEN }));
    expect(list.length).toBeLessThanOrEqual(3);
    const many = await api.statementsOf(() =>
      api.ask(
        ann,
        '{ communities(first: 50) { edges { node { slug threads(first: 2) { totalCount edges { node { id posts(first: 2) { edges { node { number author { name } } } } } } } } } } }',
      ),
    );
    expect(many.length).toBeLessThanOrEqual(8);
  });
});
