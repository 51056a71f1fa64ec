import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { RoleChanged } from '#membership';
import { statement } from '#platform/database';
import { mattersOf, readMatters, tellMatters } from '../testing/matters.js';
import { aScene, dropJobs, type Person, type Scene } from '../testing/test-api.js';
import { RoleMatter } from './role-matter.service.js';

const CLEAN = statement('test-role-clean', `DELETE FROM notifications`);
const CLOSE = statement(
  'test-role-close',
  `UPDATE accounts SET closed_at = now(), email = NULL, password_hash = NULL WHERE id = $1`,
);

let s: Scene;
let lead: Person;
let staff: Person;
let matter: RoleMatter;
let communityId: string;

beforeAll(async () => {
  s = await aScene();
  matter = s.api.app.get(RoleMatter, { strict: false });
  communityId = await s.api.community(s.hidden, 'PRIVATE');
  lead = await s.api.person('Lead');
  staff = await s.api.person('Staff', { isStaff: true });
  await s.api.join(lead, s.hidden, 'FACILITATOR');
});
afterAll(() => s.api.close());
beforeEach(async () => {
  await s.api.db.run(CLEAN);
  await dropJobs(s.api);
});

const setRole = async (by: Person, { accountId }: Person, role: string): Promise<void> => {
  const { code } = await s.api.call(by, 'setRole', { slug: s.hidden, accountId, role }, '{ slug }');
  if (code !== undefined) throw new Error(code);
};
const told = { kind: 'ROLE_CHANGED', count: 1, reason: 'OWN_ROLE', actors: [], read: false };

describe('a role that changed', () => {
  it('is told to whoever has it, and to nobody else', async () => {
    await setRole(lead, s.ann, 'FACILITATOR');
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.ann)).toEqual([{ ...told, slug: s.hidden, detail: 'FACILITATOR' }]);
    for (const one of [lead, staff, s.bob, s.other, s.stranger]) expect(await mattersOf(s.api, one)).toEqual([]);
  });

  it('is told once for each time, and says what it is now', async () => {
    await setRole(lead, s.ann, 'MEMBER');
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.ann)).toMatchObject([{ detail: 'MEMBER', read: false }]);
    await readMatters(s.api, s.ann);
    const [accountId, actId] = [s.ann.accountId, v7()];
    const event = new RoleChanged(communityId, accountId, 'MEMBER', lead.accountId, actId);
    await Promise.all(Array.from({ length: 5 }, () => matter.changed(event)));
    expect(await mattersOf(s.api, s.ann)).toMatchObject([{ read: false }]);
    await readMatters(s.api, s.ann);
    await matter.changed(event);
    expect(await mattersOf(s.api, s.ann)).toMatchObject([{ read: true }]);
  });

  it('is told as it is, also where several changes wait and come in another order', async () => {
    for (const role of ['FACILITATOR', 'MEMBER', 'FACILITATOR', 'MEMBER']) await setRole(lead, s.bob, role);
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ detail: 'MEMBER' }]);
    await matter.changed(new RoleChanged(communityId, s.bob.accountId, 'FACILITATOR', lead.accountId, v7()));
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ detail: 'MEMBER' }]);
  });

  it('stays read when an older change of the same kind is told late, and then the newer one again', async () => {
    const { accountId } = s.other;
    await s.api.join(s.other, s.hidden);
    const [older, newer] = [v7({ msecs: Date.now() - 60_000 }), v7()].map(
      (actId) => new RoleChanged(communityId, accountId, 'MEMBER', lead.accountId, actId),
    );
    if (!older || !newer) throw new Error('Two events.');
    await matter.changed(newer);
    await readMatters(s.api, s.other);
    for (const event of [older, newer, older, newer]) await matter.changed(event);
    expect(await mattersOf(s.api, s.other)).toMatchObject([{ detail: 'MEMBER', read: true }]);
    await s.api.leave(s.other, s.hidden);
    await s.api.db.run(CLEAN);
  });

  it('is no news where it was one’s own act', async () => {
    await setRole(lead, s.ann, 'FACILITATOR');
    await dropJobs(s.api);
    await setRole(s.ann, s.ann, 'MEMBER');
    await s.api.call(staff, 'appointFacilitator', { slug: s.hidden, accountId: staff.accountId }, '{ slug }');
    await tellMatters(s.api);
    for (const one of [s.ann, staff]) expect(await mattersOf(s.api, one)).toEqual([]);
    await s.api.leave(staff, s.hidden);
  });

  it('is told of by jobs that were recorded before they said whose act it was', async () => {
    const { accountId } = s.ann;
    await matter.changed({ communityId, accountId, role: 'MEMBER' });
    expect(await mattersOf(s.api, s.ann)).toMatchObject([{ detail: 'MEMBER' }]);
  });

  it('is nothing to who has left meanwhile, nor to an account that was closed', async () => {
    const [pat, quinn] = [await s.api.person('Pat'), await s.api.person('Quinn')];
    for (const one of [pat, quinn]) {
      await s.api.join(one, s.hidden);
      await setRole(lead, one, 'FACILITATOR');
    }
    await s.api.leave(pat, s.hidden);
    await s.api.db.run(CLOSE, [quinn.accountId]);
    await tellMatters(s.api);
    for (const one of [pat, quinn]) expect(await mattersOf(s.api, one)).toEqual([]);
  });
});
