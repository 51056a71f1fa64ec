import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { statement } from '#platform/database';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { mattersOf, readMatters, tellMatters } from '../testing/matters.js';
import { aScene, dropJobs, inboxOf, unreadOf, type Person, type Scene } from '../testing/test-api.js';
import { ApplicationMatter } from './application-matter.service.js';

const DOOR = statement(
  'test-door',
  `UPDATE communities SET join_policy = 'APPLICATION', eligibility = 'ANYONE', application_form = NULL WHERE slug = $1`,
);
const APART = statement(
  'test-apart',
  `UPDATE applications SET created_at = created_at - interval '1 minute' WHERE status = 'WAITING'`,
);
const CLEAN = statement('test-clean', `DELETE FROM notifications`);
const NO_APPLICATIONS = statement('test-no-applications', `DELETE FROM applications`);
const CLOSE = statement(
  'test-close',
  `UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`,
);

let s: Scene;
let lead: Person;
let second: Person;
let matter: ApplicationMatter;
let communityId: string;

beforeAll(async () => {
  s = await aScene({ RATE_LIMITS: 'apply=1000/600' });
  matter = s.api.app.get(ApplicationMatter, { strict: false });
  communityId = await s.api.community(s.hidden, 'PRIVATE');
  await s.api.db.run(DOOR, [s.hidden]);
  [lead, second] = [await s.api.person('Lead'), await s.api.person('Second')];
  for (const one of [lead, second]) await s.api.join(one, s.hidden, 'FACILITATOR');
  await s.api.join(s.other, s.elsewhere, 'FACILITATOR');
});
afterAll(() => s.api.close());
beforeEach(async () => {
  await s.api.db.run(NO_APPLICATIONS);
  await s.api.db.run(CLEAN);
  await dropJobs(s.api);
});
afterEach(() => void jest.restoreAllMocks());

const apply = async (person: Person): Promise<string> => {
  const { data, code, message, details } = await s.api.call(
    person,
    'applyToCommunity',
    { slug: s.hidden, answers: [] },
    '{ id }',
  );
  if (code !== undefined) throw new Error(`${code}: ${message} ${JSON.stringify(details)}`);
  return (data as unknown as { applyToCommunity: { id: string } }).applyToCommunity.id;
};
const decide = (applicationId: string, decision: 'ACCEPT' | 'DECLINE') =>
  s.api.call(lead, 'decideApplication', { applicationId, decision }, '{ status }');

describe('what waits for those who lead', () => {
  it('is told to the facilitators of the community alone', async () => {
    const staff = await s.api.person('Staff', { isStaff: true });
    const pat = await s.api.person('Pat');
    await apply(pat);
    await tellMatters(s.api);
    for (const one of [pat, s.ann, s.bob, s.stranger, s.other, staff]) expect(await mattersOf(s.api, one)).toEqual([]);
    const told = {
      kind: 'APPLICATION',
      slug: s.hidden,
      count: 1,
      detail: null,
      reason: 'FACILITATES',
      actors: ['Pat'],
      read: false,
    };
    for (const one of [lead, second]) expect(await mattersOf(s.api, one)).toEqual([told]);
  });

  it('is one matter however many there are, anew with each, and not twice for one', async () => {
    for (const [index, name] of ['P1', 'P2', 'P3', 'P4'].entries()) {
      await s.api.db.run(APART);
      await apply(await s.api.person(name));
      await tellMatters(s.api);
      expect(await mattersOf(s.api, lead)).toMatchObject([{ count: index + 1, read: false }]);
      await readMatters(s.api, lead);
      await matter.refresh(communityId);
      expect(await mattersOf(s.api, lead)).toMatchObject([{ count: index + 1, read: true }]);
    }
    expect(await mattersOf(s.api, lead)).toMatchObject([{ actors: ['P4', 'P3', 'P2'] }]);
  });

  it('is less when one was decided, which is nothing new, and nothing after the last', async () => {
    const ids = [];
    for (const name of ['Q1', 'Q2']) ids.push(await apply(await s.api.person(name)));
    await tellMatters(s.api);
    await readMatters(s.api, second);
    await decide(ids[1] ?? '', 'DECLINE');
    await tellMatters(s.api);
    expect(await mattersOf(s.api, second)).toMatchObject([{ count: 1, read: true, actors: ['Q1'] }]);
    expect(await mattersOf(s.api, lead)).toMatchObject([{ count: 1, read: false }]);
    await decide(ids[0] ?? '', 'ACCEPT');
    await tellMatters(s.api);
    for (const one of [lead, second]) expect(await mattersOf(s.api, one)).toEqual([]);
  });

  it('is right after any number of handlers at once, in any order', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, (_, n) => s.api.person(`R${n}`)));
    const ids = await Promise.all(
      people.map(async (person) => {
        const id = await apply(person);
        await Promise.all(Array.from({ length: 3 }, () => matter.refresh(communityId)));
        return id;
      }),
    );
    expect(await mattersOf(s.api, lead)).toMatchObject([{ count: 8 }]);
    await Promise.all(ids.slice(0, 5).map((id) => decide(id, 'DECLINE')));
    await Promise.all([tellMatters(s.api), ...Array.from({ length: 10 }, () => matter.refresh(communityId))]);
    expect(await mattersOf(s.api, lead)).toMatchObject([{ count: 3 }]);
  });

  it('goes with the role and comes with it', async () => {
    await apply(await s.api.person('Ria'));
    await tellMatters(s.api);
    const setRole = (role: string) =>
      s.api.call(lead, 'setRole', { slug: s.hidden, accountId: second.accountId, role }, '{ slug }');
    expect((await setRole('MEMBER')).code).toBeUndefined();
    await tellMatters(s.api);
    expect((await mattersOf(s.api, second)).map(({ kind }) => kind)).toEqual(['ROLE_CHANGED']);
    expect((await setRole('FACILITATOR')).code).toBeUndefined();
    await tellMatters(s.api);
    expect((await mattersOf(s.api, second)).map(({ kind }) => kind).toSorted()).toEqual([
      'APPLICATION',
      'ROLE_CHANGED',
    ]);
  });

  it('stands in the inbox of whoever leads at that moment, also before a handler heard of the change', async () => {
    await apply(await s.api.person('Rae'));
    await tellMatters(s.api);
    const [told] = await inboxOf(s.api, second);
    expect(told).toMatchObject({
      kind: 'APPLICATION',
      count: 1,
      actors: [{ name: 'Rae' }],
      community: { slug: s.hidden },
    });
    expect(told?.url).toContain(`/c/${s.hidden}`);
    expect(await unreadOf(s.api, second)).toBe(1);
    await s.api.leave(second, s.hidden);
    await s.api.join(second, s.hidden);
    expect(await inboxOf(s.api, second)).toEqual([]);
    expect(await unreadOf(s.api, second)).toBe(0);
    await s.api.leave(second, s.hidden);
    await s.api.join(second, s.hidden, 'FACILITATOR');
    expect(await unreadOf(s.api, second)).toBe(1);
  });

  it('rings for whom something changed, and for nobody else', async () => {
    const ring = jest.spyOn(s.api.app.get(BellRinger, { strict: false }), 'ring').mockImplementation(() => undefined);
    const rung = (): string[][] => ring.mock.calls.splice(0).map(([accounts]) => [...accounts].toSorted());
    const id = await apply(await s.api.person('Rob'));
    await matter.refresh(communityId);
    expect(rung()).toEqual([[lead.accountId, second.accountId].toSorted()]);
    await matter.refresh(communityId);
    expect(rung().flat()).toEqual([]);
    await readMatters(s.api, lead);
    await decide(id, 'DECLINE');
    await matter.refresh(communityId);
    expect(rung()).toEqual([[lead.accountId, second.accountId].toSorted()]);
    await matter.refresh(v7());
    expect(rung().flat()).toEqual([]);
  });

  it('is news where one came, and none where one of several was decided', async () => {
    const ring = jest.spyOn(s.api.app.get(BellRinger, { strict: false }), 'ring').mockImplementation(() => undefined);
    const news = (): number =>
      ring.mock.calls.splice(0).flatMap(([, told]) => [...(told?.values() ?? [])].flat()).length;
    const first = await apply(await s.api.person('Rut'));
    await matter.refresh(communityId);
    expect(news()).toBe(2);
    await apply(await s.api.person('Ron'));
    await matter.refresh(communityId);
    expect(news()).toBe(2);
    await decide(first, 'DECLINE');
    await matter.refresh(communityId);
    expect(ring.mock.calls.map(([accounts]) => [...accounts].length)).toEqual([2]);
    expect(news()).toBe(0);
    expect(await mattersOf(s.api, second)).toMatchObject([{ kind: 'APPLICATION', count: 1 }]);
  });
});

describe('a decision', () => {
  it.each(['ACCEPT', 'DECLINE'] as const)(
    'to %s is told to the applicant alone, once, without a name',
    async (decision) => {
      const pat = await s.api.person('Pat');
      const id = await apply(pat);
      await decide(id, decision);
      await tellMatters(s.api);
      const detail = decision === 'ACCEPT' ? 'ACCEPTED' : 'DECLINED';
      const told = {
        kind: 'APPLICATION_DECIDED',
        slug: s.hidden,
        count: 1,
        detail,
        reason: 'APPLIED',
        actors: [],
        read: false,
      };
      expect(await mattersOf(s.api, pat)).toEqual([told]);
      await readMatters(s.api, pat);
      await Promise.all(Array.from({ length: 5 }, () => matter.decided(id)));
      expect(await mattersOf(s.api, pat)).toEqual([{ ...told, read: true }]);
      for (const one of [lead, second, s.ann, s.stranger]) expect(await mattersOf(s.api, one)).toEqual([]);
    },
  );

  it('is none where the applicant took it back, or got in by another door', async () => {
    const [pat, quinn] = [await s.api.person('Pat'), await s.api.person('Quinn')];
    const id = await apply(pat);
    await s.api.call(pat, 'withdrawApplication', { applicationId: id }, '{ status }');
    await apply(quinn);
    const staff = await s.api.person('Staff', { isStaff: true });
    await s.api.call(staff, 'appointFacilitator', { slug: s.hidden, accountId: quinn.accountId }, '{ slug }');
    await tellMatters(s.api);
    expect(await mattersOf(s.api, pat)).toEqual([]);
    expect((await mattersOf(s.api, quinn)).map(({ kind }) => kind)).toEqual(['ROLE_CHANGED']);
    await s.api.leave(quinn, s.hidden);
  });

  it('is not kept for an account that was closed, nor where there is no application', async () => {
    const pat = await s.api.person('Pat');
    const id = await apply(pat);
    await decide(id, 'DECLINE');
    await s.api.db.run(CLOSE, [pat.accountId]);
    await tellMatters(s.api);
    await matter.decided(v7());
    expect(await mattersOf(s.api, pat)).toEqual([]);
  });

  it('of the machine, which archives the community, is told as well', async () => {
    const pat = await s.api.person('Pat');
    await apply(pat);
    const staff = await s.api.person('Staff', { isStaff: true });
    const { code } = await s.api.call(staff, 'archiveCommunity', { slug: s.hidden }, '{ slug }');
    expect(code).toBeUndefined();
    await tellMatters(s.api);
    expect(await mattersOf(s.api, pat)).toMatchObject([{ kind: 'APPLICATION_DECIDED', detail: 'DECLINED' }]);
    expect(await mattersOf(s.api, lead)).toEqual([]);
  });
});
