import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { auditOf, lettersOf, refusal, value, type Scene } from '../testing/scene.js';
import { ReportScene } from '../testing/report-scene.js';
import type { Person } from '../testing/test-api.js';

let reports: ReportScene;
let scene: Scene;
let lead: Person;
let staff: Person;
let postId: string;
let secretId: string;
beforeAll(async () => {
  reports = await ReportScene.start();
  ({ scene, lead, staff } = reports);
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  await reports.beginAnew();
  ({ postId, secretId } = reports);
});

const report: ReportScene['report'] = (...given) => reports.report(...given);
const resolve: ReportScene['resolve'] = (...given) => reports.resolve(...given);
const reopen = (viewer: Viewer, reportId: string) => scene.api.call(viewer, 'reopenReport', { reportId }, '');
const queue: ReportScene['queue'] = (...given) => reports.queue(...given);
const oneReport: ReportScene['oneReport'] = (...given) => reports.oneReport(...given);

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
    const [letters, pages] = [await lettersOf(api, lead), await reports.hints()];
    const answers = await Promise.all([lead, staff, lead].map((person) => reopen(person, id)));
    expect(answers.map(value)).toEqual([true, true, true]);
    expect(await queue(lead, open)).toEqual(before);
    expect(await lettersOf(api, lead)).toEqual(letters);
    expect(await reports.hints()).toBe(pages + 1);
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
