import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog, Viewer } from '#identity';
import { CommunityService } from '#communities';
import { TestApi } from '../testing/test-api.js';

interface Entry {
  action: string;
  actor: { name: string } | null;
  person: { name: string } | null;
  reason: string | null;
  community: { slug: string } | null;
}
interface Page {
  edges: { cursor: string; node: Entry }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

const ENTRIES = `edges { cursor node { action reason actor { name } person { name } community { slug } } }
                 pageInfo { hasNextPage endCursor }`;
const SITE = `query ($community: String, $first: Int, $after: String) {
  auditLog(community: $community, first: $first, after: $after) { ${ENTRIES} } }`;
const DETAILS = `query ($community: String) { auditLog(community: $community, first: 5) { edges { node { action detail } } } }`;
const HERE = `query ($slug: String!, $first: Int, $after: String) {
  community(slug: $slug) { auditLog(first: $first, after: $after) { ${ENTRIES} } } }`;

type Person = Viewer & { accountId: string };

let api: TestApi;
let staff: Person;
let fay: Person;
let mia: Person;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  fay = await api.person('Fay');
  mia = await api.person('Mia');
  for (const slug of ['steam', 'indigenous-practitioners', 'neon']) await enter(slug, fay, 'FACILITATOR');
  await enter('steam', mia, 'MEMBER');
});
afterAll(() => api.close());

const idOf = async (slug: string): Promise<string> => (await api.get(CommunityService).factsBySlug(slug)).id;
const enter = async (slug: string, { accountId }: Person, role: string): Promise<void> => {
  await api.db.pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, 'x')`,
    [await idOf(slug), accountId, role],
  );
};
const note = async (slug: string, action: string, actor: Person = fay): Promise<void> => {
  const communityId = await idOf(slug);
  await api.db.tx((tx) =>
    api.get(AuditLog).note(tx, {
      actor: actor.accountId,
      action,
      subject: communityId,
      communityId,
      accountId: mia.accountId,
      reason: 'Because.',
    }),
  );
};
const site = async (viewer: Viewer, variables: object = {}) =>
  api.ask<{ auditLog: Page }>(viewer, SITE, variables as Record<string, unknown>);
const here = async (viewer: Viewer, slug: string, variables: object = {}) =>
  api.ask<{ community: { auditLog: Page | null } }>(viewer, HERE, { slug, ...variables });
const nodes = (page: Page | null | undefined): Entry[] => (page?.edges ?? []).map(({ node }) => node);

describe('the log of the site', () => {
  it('refuses everybody but administrators', async () => {
    expect((await site(Viewer.anonymous)).code).toBe('UNAUTHENTICATED');
    const unverified = await api.person('Una', { isStaff: true, emailVerified: false });
    for (const viewer of [unverified, await api.person('Sam'), mia, fay]) {
      for (const variables of [{}, { community: 'steam' }, { community: 'no-such' }])
        expect((await site(viewer, variables)).code).toBe('FORBIDDEN');
    }
  });

  it.each([
    ['first', { first: 0 }],
    ['first', { first: 51 }],
    ['after', { after: '' }],
    ['after', { after: 'WyJ4Il0' }],
    ['community', { community: '' }],
    ['community', { community: 'No Slug' }],
  ])('refuses a wrong %s: %j', async (field, variables) => {
    const { code, fields } = await site(staff, variables);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('does not know what is not there', async () => {
    expect((await site(staff, { community: 'no-such' })).code).toBe('NOT_FOUND');
  });

  it('tells all of a public community, newest first', async () => {
    await note('steam', 'member-removed');
    await note('steam', 'member-invited');
    const { data } = await site(staff, { community: 'steam' });
    expect(nodes(data?.auditLog)).toEqual(
      ['member-invited', 'member-removed'].map((action) => ({
        action,
        actor: { name: 'Fay' },
        person: { name: 'Mia' },
        reason: 'Because.',
        community: { slug: 'steam' },
      })),
    );
  });

  it('tells of a private community only what staff did, without people and reasons, to those who do not lead it', async () => {
    await api.db.pool.query(`UPDATE communities SET visibility = 'PRIVATE' WHERE slug = 'neon'`);
    for (const slug of ['neon', 'indigenous-practitioners']) {
      await note(slug, 'member-removed');
      await note(slug, 'facilitator-appointed');
      await note(slug, 'community-edited', staff);
      await note(slug, 'facilitator-appointed', staff);
      await note(slug, 'application-accepted', staff);
    }
    const entry = { person: null, reason: null };
    const circle = { ...entry, actor: null, community: { slug: 'indigenous-practitioners' } };
    const neon = { ...entry, actor: { name: 'Ada' }, community: { slug: 'neon' } };
    const all = [
      { ...circle, action: 'facilitator-appointed' },
      { ...circle, action: 'community-edited' },
      { ...neon, action: 'facilitator-appointed' },
      { ...neon, action: 'community-edited' },
    ];
    expect(nodes((await site(staff, { first: 4 })).data?.auditLog)).toEqual(all);
    expect(nodes((await site(staff, { community: 'neon' })).data?.auditLog)).toEqual(all.slice(2));
    const circleLog = await site(staff, { community: 'indigenous-practitioners' });
    expect(nodes(circleLog.data?.auditLog)).toEqual(all.slice(0, 2));

    const leads = await api.person('Lou', { isStaff: true });
    await enter('indigenous-practitioners', leads, 'FACILITATOR');
    await enter('neon', leads, 'MEMBER');
    const seen = nodes((await site(leads, { first: 7 })).data?.auditLog);
    expect(seen.slice(0, 5).map(({ action, person }) => [action, person?.name])).toEqual([
      ['application-accepted', 'Mia'],
      ['facilitator-appointed', 'Mia'],
      ['community-edited', 'Mia'],
      ['facilitator-appointed', 'Mia'],
      ['member-removed', 'Mia'],
    ]);
    expect(seen.slice(5)).toEqual(all.slice(2));
  });

  it('says what an entry is about, but not of a private community to those who do not lead it', async () => {
    type Answer = { auditLog: { edges: { node: { action: string; detail: string | null } }[] } };
    const detailed = async (viewer: Viewer, community: string) =>
      (await api.ask<Answer>(viewer, DETAILS, { community })).data?.auditLog.edges.map(({ node }) => node)[0];
    for (const slug of ['small-museums', 'indigenous-practitioners']) {
      const communityId = await idOf(slug);
      const act = { actor: staff.accountId, action: 'community-renamed', subject: communityId, communityId };
      await api.db.tx((tx) => api.get(AuditLog).note(tx, { ...act, details: { from: 'one', to: slug } }));
    }
    const action = 'community-renamed';
    expect(await detailed(staff, 'small-museums')).toEqual({ action, detail: 'one → small-museums' });
    expect(await detailed(staff, 'indigenous-practitioners')).toEqual({ action, detail: null });
    const leads = await api.person('Lee', { isStaff: true });
    await enter('indigenous-practitioners', leads, 'FACILITATOR');
    expect((await detailed(leads, 'indigenous-practitioners'))?.detail).toBe('one → indigenous-practitioners');
  });

  it('is walked through without gap or double', async () => {
    for (let n = 0; n < 7; n += 1) await note('netlife', `deed-${n}`);
    const walked: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Page | undefined = (await site(staff, { community: 'netlife', first: 3, after })).data?.auditLog;
      walked.push(...nodes(page).map(({ action }) => action));
      if (!page?.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(walked).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `deed-${n}`));
  });

  it('takes the same number of statements for one entry and for twenty', async () => {
    await site(staff, { first: 50 });
    const counts = [];
    for (const first of [1, 20]) counts.push((await site(staff, { first })).statements);
    expect(counts).toEqual([4, 4]);
    expect((await site(staff, { community: 'steam' })).statements).toBe(3);
  });
});

describe('the log of a community', () => {
  it('is null for everybody but its facilitators, after the same questions', async () => {
    const elsewhere = await api.person('Eva');
    await enter('netlife', elsewhere, 'FACILITATOR');
    for (const viewer of [Viewer.anonymous, await api.person('Sam'), elsewhere, staff, mia]) {
      const answers = [await here(viewer, 'steam'), await here(viewer, 'indigenous-practitioners')];
      expect(answers.map(({ data }) => data?.community)).toEqual([{ auditLog: null }, { auditLog: null }]);
      expect(new Set(answers.map(({ statements }) => statements)).size).toBe(1);
    }
  });

  it.each([
    ['first', { first: 0 }],
    ['after', { after: 'x' }],
  ])('refuses a wrong %s', async (field, variables) => {
    const { code, fields } = await here(fay, 'steam', variables);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('tells them everything, also of a private one, and nothing of others', async () => {
    await note('indigenous-practitioners', 'member-removed');
    const { data } = await here(fay, 'indigenous-practitioners', { first: 1 });
    expect(nodes(data?.community.auditLog)).toEqual([
      {
        action: 'member-removed',
        actor: { name: 'Fay' },
        person: { name: 'Mia' },
        reason: 'Because.',
        community: { slug: 'indigenous-practitioners' },
      },
    ]);
    const all = await here(fay, 'indigenous-practitioners', { first: 50 });
    expect(new Set(nodes(all.data?.community.auditLog).map((entry) => entry.community?.slug))).toEqual(
      new Set(['indigenous-practitioners']),
    );
  });

  it('takes the same number of statements for one community and for thirty', async () => {
    const ask = `query ($first: Int) { communities(first: $first) { edges { node { slug auditLog(first: 2) { ${ENTRIES} } } } } }`;
    type Answer = { communities: { edges: { node: { slug: string; auditLog: Page | null } }[] } };
    await enter('adult-engagement', fay, 'FACILITATOR');
    await note('adult-engagement', 'member-removed');
    const one = await api.ask<Answer>(fay, ask, { first: 1 });
    const all = await api.ask<Answer>(fay, ask, { first: 50 });
    expect(one.data?.communities.edges.map(({ node }) => node.slug)).toEqual(['adult-engagement']);
    const led = all.data?.communities.edges.filter(({ node }) => node.auditLog !== null).map(({ node }) => node.slug);
    expect(led?.toSorted()).toEqual(['adult-engagement', 'indigenous-practitioners', 'neon', 'steam']);
    expect([one.statements, all.statements]).toEqual([5, 5]);
  });
});
