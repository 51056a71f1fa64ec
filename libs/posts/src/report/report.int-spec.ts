import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { auditOf, aScene, firstPost, lettersOf, refusal, value, type Scene } from '../testing/scene.js';
import { REPORT_QUEUE, ReportScene, type ReportPage } from '../testing/report-scene.js';
import type { Person } from '../testing/test-api.js';

let reports: ReportScene;
let scene: Scene;
let lead: Person;
let staff: Person;
let threadId: string;
let postId: string;
let secretId: string;
beforeAll(async () => {
  reports = await ReportScene.start();
  ({ scene, lead, staff } = reports);
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  await reports.beginAnew();
  ({ threadId, postId, secretId } = reports);
});

const report: ReportScene['report'] = (...given) => reports.report(...given);
const resolve: ReportScene['resolve'] = (...given) => reports.resolve(...given);
const queue: ReportScene['queue'] = (...given) => reports.queue(...given);
const oneReport: ReportScene['oneReport'] = (...given) => reports.oneReport(...given);

describe('reportPost', () => {
  it('refuses nobody, an account without a confirmed address, and whoever may not read', async () => {
    const { api, stranger, other } = scene;
    expect(value(await report(Viewer.anonymous, postId))).toBe('UNAUTHENTICATED');
    expect(value(await report(await api.person('Una', { emailVerified: false }), postId))).toBe('FORBIDDEN');
    for (const person of [stranger, other, staff]) {
      expect(await report(person, secretId)).toEqual(await report(person, v7()));
      expect(value(await report(person, secretId))).toBe('NOT_FOUND');
    }
    for (const id of [secretId, v7()]) await report(stranger, id);
    expect(await api.statementsOf(() => report(stranger, secretId))).toEqual(
      await api.statementsOf(() => report(stranger, v7())),
    );
  });

  it.each([
    ['postId', 'x', 'Why.'],
    ['reason', null, ''],
    ['reason', null, ' \n '],
    ['reason', null, 'a\u0000b'],
    ['reason', null, 'x'.repeat(1001)],
  ])('names %s in bad input', async (field, id, reason) => {
    expect(refusal(await report(scene.bob, id ?? postId, reason))).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('takes one report of each reader while it waits, and mails the facilitators once for a post', async () => {
    const { api, ann, bob, stranger, open } = scene;
    const before = await reports.hints();
    for (const person of [stranger, bob, stranger]) expect(value(await report(person, postId))).toBe(true);
    const second = await api.aReply(ann, threadId);
    expect(value(await report(bob, second.id))).toBe(true);
    expect(await queue(lead, open)).toMatchObject({
      totalCount: 3,
      edges: [
        {
          node: {
            reason: 'Advertising.',
            reporter: { name: 'Stranger' },
            post: { id: postId, number: 1, bodyHtml: '<p>First.</p>', thread: { id: threadId, title: 'A thread' } },
          },
        },
        { node: { reporter: { name: 'Bob' }, post: { id: postId } } },
        { node: { reporter: { name: 'Bob' }, post: { id: second.id, number: 2 } } },
      ],
    });
    expect(await reports.hints()).toBe(before + 3);
    const letters = await lettersOf(api, lead);
    expect(letters.map(({ subject }) => subject)).toEqual(['A post was reported', 'A post was reported']);
    for (const { text } of letters) {
      expect(text).toContain(`/c/${open}/facilitate`);
      expect(text).not.toMatch(/Stranger|Bob|Advertising/);
    }
    expect(await lettersOf(api, staff)).toEqual([]);
  });

  it('takes one report of ten sent at the same time, and mails once for ten people', async () => {
    const { api, bob, open } = scene;
    const people = await Promise.all(Array.from({ length: 5 }, (_, n) => api.person(`Person ${n}`)));
    const answers = await Promise.all(
      [bob, bob, bob, bob, bob, ...people].map(async (person) => value(await report(person, postId))),
    );
    expect(new Set(answers)).toEqual(new Set([true]));
    expect((await queue(lead, open))?.totalCount).toBe(6);
    expect(await lettersOf(api, lead)).toHaveLength(1);
  });

  it('tells staff where nobody leads: with a link in a public community, without in a private one', async () => {
    const { api, ann, open, hidden } = scene;
    for (const slug of [open, hidden]) await api.leave(lead, slug);
    await report(ann, postId);
    await report(ann, secretId);
    const [first, second] = await lettersOf(api, staff);
    expect(first?.text).toContain(`/c/${open}/facilitate`);
    expect(second?.subject).toBe('A community waits for a facilitator');
    expect(second?.text).toContain(`/admin/communities/${hidden}`);
    expect(second?.text).not.toMatch(/Ann\b|thread|Advertising|\/d\//);
    for (const slug of [open, hidden]) await api.join(lead, slug, 'FACILITATOR');
  });

  it('refuses what is removed or deleted, also at the same time: nothing waits for what is gone', async () => {
    const { api, ann, bob, open } = scene;
    for (const gone of ['removePost', 'deletePost'] as const) {
      for (let n = 0; n < 4; n += 1) {
        const { id } = await api.aReply(ann, threadId);
        const act = gone === 'removePost' ? { postId: id, reason: 'x' } : { postId: id };
        const [said] = await Promise.all([
          report(bob, id),
          api.call(gone === 'removePost' ? lead : ann, gone, act, '{ id }'),
        ]);
        expect([undefined, 'FORBIDDEN']).toContain(said.code);
        expect(value(await report(bob, id))).toBe('FORBIDDEN');
      }
    }
    expect(await queue(lead, open)).toMatchObject({ totalCount: 0, edges: [] });
  });

  it('counts, but not what changes nothing', async () => {
    const limited = await aScene({ RATE_LIMITS: 'report=2/600' });
    const { api, ann, bob, open } = limited;
    const thread = await api.aThread(ann, open);
    const posts = [await firstPost(api, ann, thread), await api.aReply(ann, thread), await api.aReply(ann, thread)];
    const say = (id: string) => api.call(bob, 'reportPost', { postId: id, reason: 'x' }, '');
    const [first, second, third] = posts.map(({ id }) => id) as [string, string, string];
    for (const id of [first, first, first, second, v7()]) await say(id);
    expect(value(await say(third))).toBe('RATE_LIMITED');
    expect(value(await say(first))).toBe(true);
    await api.close();
  });
});

describe('Community.reports', () => {
  it('is null for everybody who keeps no order there', async () => {
    const { api, ann, bob, stranger, other, open, hidden } = scene;
    await report(bob, postId);
    await report(bob, secretId);
    for (const viewer of [Viewer.anonymous, stranger, other, ann, bob]) expect(await queue(viewer, open)).toBeNull();
    for (const viewer of [Viewer.anonymous, stranger, other, ann, bob, staff])
      expect(await queue(viewer, hidden)).toBeNull();
    expect((await queue(staff, open))?.totalCount).toBe(1);
    expect((await queue(lead, hidden))?.totalCount).toBe(1);
    expect(refusal(await api.ask(lead, REPORT_QUEUE, { slug: open, first: 51 }))).toEqual([
      'BAD_USER_INPUT',
      ['first'],
    ]);
    expect(refusal(await api.ask(lead, REPORT_QUEUE, { slug: open, after: 'x' }))).toEqual([
      'BAD_USER_INPUT',
      ['after'],
    ]);
  });

  it('gives pages oldest first that neither lose nor repeat, in a fixed number of statements', async () => {
    const { api, ann, open } = scene;
    const people = await Promise.all(Array.from({ length: 5 }, (_, n) => api.person(`Person ${n}`)));
    for (const [n, person] of people.entries()) {
      const { id } = await api.aReply(ann, threadId);
      await report(person, id, `Reason ${n}`);
    }
    const seen: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: ReportPage | null = await queue(lead, open, { first: 2, after });
      if (!page) throw new Error('The facilitator sees the queue.');
      expect(page.totalCount).toBe(5);
      seen.push(...page.edges.map(({ node }) => node.reason));
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual([0, 1, 2, 3, 4].map((n) => `Reason ${n}`));
    const read = () => api.ask(lead, REPORT_QUEUE, { slug: open });
    await read();
    expect((await api.statementsOf(read)).length).toBeLessThanOrEqual(5);
    const many = () =>
      api.ask(
        staff,
        '{ communities(first: 50) { edges { node { reports(first: 5) { edges { node { id post { number } } } } } } } }',
      );
    await many();
    expect((await api.statementsOf(many)).length).toBeLessThanOrEqual(7);
  });
});

describe('UnattendedCommunity.reports', () => {
  it('counts what waits where nobody leads, and says nothing else of it', async () => {
    const { api, ann, bob, stranger, hidden } = scene;
    await api.db.pool.query(
      `INSERT INTO applications (id, community_id, account_id, status, form, answers)
       SELECT $1, id, $2, 'WAITING', '[]', '{}' FROM communities WHERE slug = $3`,
      [v7(), stranger.accountId, hidden],
    );
    await api.leave(lead, hidden);
    for (const person of [ann, bob]) await report(person, secretId);
    const LIST = '{ unattended { edges { node { community { slug reports { totalCount } } applications reports } } } }';
    expect(await api.get(staff, LIST)).toEqual({
      edges: [{ node: { community: { slug: hidden, reports: null }, applications: 1, reports: 2 } }],
    });
    for (const person of [ann, stranger]) expect(value(await api.ask(person, LIST))).toBe('FORBIDDEN');
    await api.join(lead, hidden, 'FACILITATOR');
    await api.db.pool.query('DELETE FROM applications');
  });
});

describe('resolveReport', () => {
  it('refuses nobody, and is not there for everybody who keeps no order there', async () => {
    const { api, ann, bob, stranger, other, hidden } = scene;
    await report(bob, postId);
    const id = await oneReport();
    expect(value(await resolve(Viewer.anonymous, id))).toBe('UNAUTHENTICATED');
    for (const person of [ann, bob, stranger, other]) {
      expect(await resolve(person, id)).toEqual(await resolve(person, v7()));
      expect(value(await resolve(person, id))).toBe('NOT_FOUND');
    }
    await report(bob, secretId);
    const secret = await oneReport(hidden);
    for (const person of [staff, stranger]) expect(value(await resolve(person, secret))).toBe('NOT_FOUND');
    for (const some of [secret, v7()]) await resolve(stranger, some);
    expect(await api.statementsOf(() => resolve(stranger, secret))).toEqual(
      await api.statementsOf(() => resolve(stranger, v7())),
    );
    expect(refusal(await resolve(lead, 'x'))).toEqual(['BAD_USER_INPUT', ['reportId']]);
    expect(await oneReport()).toBe(id);
  });

  it('lets the post stay, settles all reports of it once, and lets it be reported again', async () => {
    const { api, bob, stranger, open } = scene;
    for (const person of [bob, stranger]) await report(person, postId);
    const id = await oneReport();
    const answers = await Promise.all([lead, staff, lead].map((person) => resolve(person, id)));
    expect(answers.map(value)).toEqual([true, true, true]);
    expect((await queue(lead, open))?.totalCount).toBe(0);
    const entry = { communityId: await api.community(open), accountId: null, reason: null, details: {} };
    expect(await auditOf(api, postId)).toEqual([{ action: 'report-resolved', ...entry }]);
    expect(value(await report(bob, postId))).toBe(true);
    expect((await queue(lead, open))?.totalCount).toBe(1);
    expect(await lettersOf(api, lead)).toHaveLength(2);
  });

  it('is what a removal does as well', async () => {
    const { api, bob, stranger, open } = scene;
    for (const person of [bob, stranger]) await report(person, postId);
    const id = await oneReport();
    await api.call(lead, 'removePost', { postId, reason: 'x' }, '{ id }');
    expect((await queue(lead, open))?.totalCount).toBe(0);
    expect(value(await resolve(lead, id))).toBe(true);
    expect((await auditOf(api, postId)).map(({ action }) => action)).toEqual(['post-removed']);
  });
});
