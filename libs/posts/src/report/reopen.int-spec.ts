import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { auditOf, aScene, firstPost, lettersOf, refusal, value, type Scene } from '../testing/scene.js';
import type { Person } from '../testing/test-api.js';

const QUEUE = `query ($slug: String!) { community(slug: $slug) { reports(first: 10) {
  totalCount edges { node { id reason createdAt reporter { name } } } } } }`;
const CLEAR = { name: 'test-clear-reports', text: 'DELETE FROM post_reports' };
const HINTS = {
  name: 'test-hints',
  text: `SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t
         ON t.id = j.task_id WHERE t.identifier = 'tell-facilitators-when-matter-waits'`,
};

let scene: Scene;
let lead: Person;
let staff: Person;
let postId: string;
let secretId: string;

beforeAll(async () => {
  scene = await aScene({ RATE_LIMITS: 'report=1000/600,thread=1000/600' });
  lead = await scene.api.person('Lead');
  staff = await scene.api.person('Staff', { isStaff: true });
  for (const slug of [scene.open, scene.hidden]) await scene.api.join(lead, slug, 'FACILITATOR');
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  const { api, ann, open, hidden } = scene;
  await api.db.run(CLEAR);
  ({ id: postId } = await firstPost(api, ann, await api.aThread(ann, open)));
  ({ id: secretId } = await firstPost(api, ann, await api.aThread(ann, hidden)));
});

interface Queue {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: { readonly id: string; readonly reason: string } }[];
}

/** How often facilitators' open pages were to be told that something waits. */
const hints = async (api: Scene['api']): Promise<number> => (await api.db.run<{ jobs: number }>(HINTS))[0]?.jobs ?? 0;
const report = (viewer: Viewer, id: string, reason = 'Advertising.') =>
  scene.api.call(viewer, 'reportPost', { postId: id, reason }, '');
const resolve = (viewer: Viewer, reportId: string) => scene.api.call(viewer, 'resolveReport', { reportId }, '');
const reopen = (viewer: Viewer, reportId: string) => scene.api.call(viewer, 'reopenReport', { reportId }, '');
const queue = async (viewer: Viewer, slug: string): Promise<Queue | null> =>
  (await scene.api.get<{ reports: Queue | null }>(viewer, QUEUE, { slug })).reports;
const oneReport = async (slug = scene.open): Promise<string> => (await queue(lead, slug))?.edges[0]?.node.id ?? '';

describe('reopenReport', () => {
  it('refuses nobody, and is not there for everybody who keeps no order there', async () => {
    const { api, ann, bob, stranger, other, hidden } = scene;
    for (const post of [postId, secretId]) await report(bob, post);
    const [id, secret] = [await oneReport(), await oneReport(hidden)];
    for (const some of [id, secret]) await resolve(lead, some);
    expect(value(await reopen(Viewer.anonymous, id))).toBe('UNAUTHENTICATED');
    for (const person of [ann, bob, stranger, other]) {
      expect(await reopen(person, id)).toEqual(await reopen(person, v7()));
      expect(value(await reopen(person, id))).toBe('NOT_FOUND');
    }
    for (const person of [staff, stranger]) expect(value(await reopen(person, secret))).toBe('NOT_FOUND');
    for (const some of [secret, v7()]) await reopen(stranger, some);
    expect(await api.statementsOf(() => reopen(stranger, secret))).toEqual(
      await api.statementsOf(() => reopen(stranger, v7())),
    );
    expect(refusal(await reopen(lead, 'x'))).toEqual(['BAD_USER_INPUT', ['reportId']]);
    for (const slug of [scene.open, hidden]) expect((await queue(lead, slug))?.totalCount).toBe(0);
  });

  it('puts all that were settled together back once, tells open pages, and mails nobody', async () => {
    const { api, bob, stranger, open } = scene;
    await report(bob, postId);
    await resolve(lead, await oneReport());
    for (const person of [bob, stranger]) await report(person, postId, 'Again.');
    const before = await queue(lead, open);
    const id = await oneReport();
    await resolve(lead, id);
    const [letters, pages] = [await lettersOf(api, lead), await hints(api)];
    const answers = await Promise.all([lead, staff, lead].map((person) => reopen(person, id)));
    expect(answers.map(value)).toEqual([true, true, true]);
    expect(await queue(lead, open)).toEqual(before);
    expect(await lettersOf(api, lead)).toEqual(letters);
    expect(await hints(api)).toBe(pages + 1);
    expect((await auditOf(api, postId)).map(({ action }) => action)).toEqual([
      'report-resolved',
      'report-resolved',
      'report-reopened',
    ]);
  });

  it('leaves it at the later report of whoever has reported the post once more', async () => {
    const { bob, stranger, open } = scene;
    for (const person of [bob, stranger]) await report(person, postId, 'First.');
    const id = await oneReport();
    await resolve(lead, id);
    await report(bob, postId, 'Second.');
    expect(value(await reopen(lead, id))).toBe(true);
    const reasons = (await queue(lead, open))?.edges.map(({ node }) => node.reason);
    expect(reasons).toEqual(['First.', 'Second.']);
  });

  it('finds nothing to be judged where the post is gone meanwhile, and a report of it afterwards is one', async () => {
    const { api, bob, open } = scene;
    await report(bob, postId);
    const id = await oneReport();
    await resolve(lead, id);
    await api.call(lead, 'removePost', { postId, reason: 'x' }, '{ id }');
    expect(value(await reopen(lead, id))).toBe('FORBIDDEN');
    await api.call(lead, 'restorePost', { postId }, '{ id }');
    const races = await Promise.all([report(bob, postId, 'Once more.'), reopen(lead, id), reopen(staff, id)]);
    expect(races.map(value)).toEqual([true, true, true]);
    expect((await queue(lead, open))?.totalCount).toBe(1);
  });
});
