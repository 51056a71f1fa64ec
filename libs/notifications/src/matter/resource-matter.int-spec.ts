import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { statement } from '#platform/database';
import { FanoutCursorRepository } from '../fanout/fanout-cursor.repository.js';
import { ForgettingService } from '../inbox/forgetting.service.js';
import { NotificationRepository } from '../inbox/notification.repository.js';
import { mattersOf, readMatters, tellMatters } from '../testing/matters.js';
import { aScene, dropJobs, inboxOf, unreadOf, type Person, type Scene } from '../testing/test-api.js';
import { ResourceMatter } from './resource-matter.service.js';

const FOLLOW = statement(
  'test-resource-follow',
  `INSERT INTO community_preferences (community_id, account_id, level, token) SELECT id, $2, $3, gen_random_uuid()::text
   FROM communities WHERE slug = $1 ON CONFLICT (community_id, account_id) DO UPDATE SET level = $3`,
);
const SEAT_ALL = statement(
  'test-resource-seat-all',
  `WITH people AS (
     INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, search_name)
     SELECT gen_random_uuid(), 'P' || n, 'p' || n || '@many.example', 'none', 'EN', now(), 'p' || n FROM generate_series(1, $2) AS n
     RETURNING id
   ), seats AS (
     INSERT INTO memberships (community_id, account_id, role, sort_name) SELECT c.id, p.id, 'MEMBER', 'x'
     FROM people p, communities c WHERE c.slug = $1
   )
   INSERT INTO community_preferences (community_id, account_id, level, token)
   SELECT c.id, p.id, 'WATCHING', gen_random_uuid()::text FROM people p, communities c WHERE c.slug = $1`,
);
const TOLD = statement(
  'test-resource-told',
  `SELECT count, count(*) AS people FROM notifications WHERE kind = 'NEW_RESOURCE' GROUP BY count ORDER BY count`,
);
const PLACE = statement('test-resource-place', `SELECT community_id AS "communityId" FROM resources WHERE id = $1`);
const CLEAN = statement('test-resource-clean', `DELETE FROM notifications`);
const UNFOLLOW = statement('test-resource-unfollow', `DELETE FROM community_preferences`);

let s: Scene;
let matter: ResourceMatter;

beforeAll(async () => {
  s = await aScene({ RATE_LIMITS: 'share=1000/600' });
  matter = s.api.app.get(ResourceMatter, { strict: false });
});
afterAll(() => s.api.close());
beforeEach(async () => {
  await s.api.db.run(CLEAN);
  await s.api.db.run(UNFOLLOW);
  await dropJobs(s.api);
});
afterEach(() => void jest.restoreAllMocks());

const share = async (by: Person, communitySlug: string, title = 'A guide'): Promise<string> => {
  const url = `https://guides.example/${v7()}`;
  const { data, code, message } = await s.api.call(by, 'shareResource', { communitySlug, title, url }, '{ id }');
  if (code !== undefined) throw new Error(`${code}: ${message}`);
  return (data as unknown as { shareResource: { id: string } }).shareResource.id;
};
/** What the handler of its sharing does. */
const tellOf = async (resourceId: string): Promise<void> => matter.shared(await placeOf(resourceId));
const placeOf = async (resourceId: string): Promise<{ resourceId: string; communityId: string }> => {
  const [row] = await s.api.db.run<{ communityId: string }>(PLACE, [resourceId]);
  return { resourceId, communityId: row?.communityId ?? v7() };
};
const change = async (by: Person, operation: 'deleteResource' | 'restoreResource', resourceId: string) => {
  expect((await s.api.call(by, operation, { resourceId }, '{ id }')).code).toBeUndefined();
  await tellMatters(s.api);
};
const follow = (who: Person, slug: string, level = 'WATCHING') => s.api.db.run(FOLLOW, [slug, who.accountId, level]);

describe('a resource that was shared', () => {
  it('is told to those who follow the community and may read it, but not to who shared it', async () => {
    for (const who of [s.ann, s.bob, s.stranger, s.other]) await follow(who, s.hidden);
    const muted = await s.api.person('Muted');
    await s.api.join(muted, s.hidden);
    await follow(muted, s.hidden, 'MUTED');
    const normal = await s.api.person('Normal');
    await s.api.join(normal, s.hidden);
    await share(s.ann, s.hidden);
    await tellMatters(s.api);
    const told = {
      kind: 'NEW_RESOURCE',
      slug: s.hidden,
      count: 1,
      detail: null,
      reason: 'FOLLOWS_COMMUNITY',
      actors: ['Ann'],
      read: false,
    };
    expect(await mattersOf(s.api, s.bob)).toEqual([told]);
    for (const who of [s.ann, s.stranger, s.other, muted, normal]) expect(await mattersOf(s.api, who)).toEqual([]);
  });

  it('leaves silence to whoever mutes the community while it is told, and nothing to who follows no more', async () => {
    const gone = await s.api.person('Gone');
    for (const who of [s.bob, s.stranger, gone]) await follow(who, s.open);
    await share(s.ann, s.open);
    const rows = s.api.app.get(NotificationRepository, { strict: false });
    const bundle = rows.bundle.bind(rows);
    jest.spyOn(rows, 'bundle').mockImplementationOnce(async (...told) => {
      await s.api.call(s.bob, 'watchCommunity', { slug: s.open, level: 'MUTED' }, '{ id }');
      await s.api.app.get(ForgettingService, { strict: false }).account(gone.accountId);
      return bundle(...told);
    });
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.stranger)).toMatchObject([{ count: 1, read: false }]);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ read: true }]);
    expect(await mattersOf(s.api, gone)).toEqual([]);
  });

  it('is told to outsiders who follow a public community', async () => {
    await follow(s.stranger, s.open);
    await share(s.ann, s.open);
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.stranger)).toMatchObject([{ slug: s.open, count: 1 }]);
  });

  it('is bundled until it was read, and then begins anew', async () => {
    await follow(s.bob, s.open);
    await share(s.ann, s.open);
    await tellMatters(s.api);
    await s.api.join(s.other, s.open);
    await share(s.other, s.open);
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 2, actors: ['Other', 'Ann'], read: false }]);
    await readMatters(s.api, s.bob);
    await share(s.ann, s.open);
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1, actors: ['Ann'], read: false }]);
  });

  it('is told once, by twenty at once, and by one that comes much later', async () => {
    await follow(s.bob, s.open);
    const ids = await Promise.all(Array.from({ length: 4 }, () => share(s.ann, s.open)));
    await Promise.all(ids.flatMap((id) => Array.from({ length: 5 }, () => tellOf(id))));
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 4 }]);
    await readMatters(s.api, s.bob);
    await tellMatters(s.api);
    for (const id of ids) await tellOf(id);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 4, read: true }]);
  });

  it('is told once by a worker that is killed after any of its statements', async () => {
    await follow(s.bob, s.open);
    const id = await share(s.ann, s.open);
    const dies = new Error('killed');
    const cursors = s.api.app.get(FanoutCursorRepository, { strict: false });
    const notifications = s.api.app.get(NotificationRepository, { strict: false });
    const [once, bundle] = [cursors.once.bind(cursors), notifications.bundle.bind(notifications)];
    jest.spyOn(cursors, 'once').mockImplementationOnce(async (...args) => {
      await once(...args);
      throw dies;
    });
    jest.spyOn(notifications, 'bundle').mockImplementationOnce(async (...args) => {
      await bundle(...args);
      throw dies;
    });
    for (let death = 0; death < 2; death += 1) {
      await expect(tellOf(id)).rejects.toBe(dies);
      expect(await mattersOf(s.api, s.bob)).toEqual([]);
    }
    await tellOf(id);
    await tellOf(id);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1 }]);
  });

  it('is told to nobody when it was deleted meanwhile, or never was', async () => {
    await follow(s.bob, s.open);
    const id = await share(s.ann, s.open);
    expect((await s.api.call(s.ann, 'deleteResource', { resourceId: id }, '{ id }')).code).toBeUndefined();
    await tellMatters(s.api);
    await tellOf(v7());
    expect(await mattersOf(s.api, s.bob)).toEqual([]);
  });

  it('is told to whoever may read at that moment: not to who left, nor where it became private', async () => {
    await follow(s.stranger, s.elsewhere);
    await follow(s.bob, s.hidden);
    await s.api.join(s.ann, s.elsewhere);
    await share(s.ann, s.elsewhere);
    await share(s.ann, s.hidden);
    await s.api.community(s.elsewhere, 'PRIVATE');
    await s.api.leave(s.bob, s.hidden);
    await tellMatters(s.api);
    await s.api.community(s.elsewhere);
    await s.api.join(s.bob, s.hidden);
    for (const who of [s.stranger, s.bob]) expect(await mattersOf(s.api, who)).toEqual([]);
  });

  it('is told to two thousand in as many statements as to one', async () => {
    await follow(s.bob, s.open);
    const [first, next] = [await share(s.ann, s.open), await share(s.ann, s.open)];
    const places = [await placeOf(first), await placeOf(next)] as const;
    const few = await s.api.statementsOf(() => matter.shared(places[0]));
    await s.api.db.run(SEAT_ALL, [s.open, 2_000]);
    const many = await s.api.statementsOf(() => matter.shared(places[1]));
    expect(many).toEqual(few);
    expect(many.length).toBeLessThanOrEqual(8);
    expect(await s.api.db.run(TOLD)).toEqual([
      { count: 1, people: 2_000 },
      { count: 2, people: 1 },
    ]);
  });
});

describe('a resource that was deleted', () => {
  it('is counted no more, nor who shared it named, and its bundle goes with the last', async () => {
    await s.api.join(s.other, s.open);
    for (const who of [s.bob, s.stranger]) await follow(who, s.open);
    const [first, second, third] = [
      await share(s.ann, s.open),
      await share(s.other, s.open),
      await share(s.ann, s.open),
    ];
    await tellMatters(s.api);
    await readMatters(s.api, s.stranger);
    // Jobs run side by side, so that who came last is whoever's was told of last.
    const [three] = await mattersOf(s.api, s.bob);
    expect([three?.count, three?.actors.toSorted()]).toEqual([3, ['Ann', 'Other']]);
    await change(s.other, 'deleteResource', second);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 2, actors: ['Ann'], read: false }]);
    expect(await mattersOf(s.api, s.stranger)).toMatchObject([{ count: 2, read: true }]);
    await change(s.ann, 'deleteResource', third);
    const [told] = await inboxOf(s.api, s.bob);
    expect([told?.count, told?.resource?.id]).toEqual([1, first]);
    await change(s.ann, 'deleteResource', first);
    for (const who of [s.bob, s.stranger]) expect(await mattersOf(s.api, who)).toEqual([]);
    expect(await unreadOf(s.api, s.bob)).toBe(0);
  });

  it('counts again when it is put back, once, where something of its bundle stayed', async () => {
    await follow(s.bob, s.open);
    const [first] = [await share(s.ann, s.open), await share(s.ann, s.open)];
    await tellMatters(s.api);
    await change(s.ann, 'deleteResource', first);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1 }]);
    await change(s.ann, 'restoreResource', first);
    for (let again = 0; again < 3; again += 1) await matter.restored(await placeOf(first));
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 2, read: false }]);
  });

  it('before anybody was told is told when it is put back', async () => {
    await follow(s.bob, s.open);
    const id = await share(s.ann, s.open);
    await change(s.ann, 'deleteResource', id);
    expect(await mattersOf(s.api, s.bob)).toEqual([]);
    await change(s.ann, 'restoreResource', id);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1, read: false }]);
    await readMatters(s.api, s.bob);
    await tellOf(id);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1, read: true }]);
  });

  it('leaves the right number where several go at once, in any order and twice', async () => {
    await follow(s.bob, s.open);
    const ids = await Promise.all(Array.from({ length: 6 }, () => share(s.ann, s.open)));
    await tellMatters(s.api);
    const gone = ids.slice(1);
    for (const resourceId of gone) await s.api.call(s.ann, 'deleteResource', { resourceId }, '{ id }');
    await Promise.all([...gone, ...gone].map(async (id) => matter.recount(await placeOf(id))));
    await tellMatters(s.api);
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1 }]);
    expect((await inboxOf(s.api, s.bob))[0]?.resource?.id).toBe(ids[0]);
  });

  it('is not in the count of who is told while it goes', async () => {
    await follow(s.bob, s.open);
    const [kept, wrong] = [await share(s.ann, s.open), await share(s.ann, s.open)];
    await tellOf(kept);
    const notifications = s.api.app.get(NotificationRepository, { strict: false });
    const bundle = notifications.bundle.bind(notifications);
    let recounted: Promise<void> | undefined;
    jest.spyOn(notifications, 'bundle').mockImplementationOnce(async (...args) => {
      await s.api.call(s.ann, 'deleteResource', { resourceId: wrong }, '{ id }');
      recounted = matter.recount(await placeOf(wrong));
      return bundle(...args);
    });
    await tellOf(wrong);
    await recounted;
    expect(await mattersOf(s.api, s.bob)).toMatchObject([{ count: 1 }]);
  });
});
