import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RealtimeServer } from '#platform/realtime';
import { Viewer } from '#identity';
import { CommunityService } from '#communities';
import { TestApi } from '../testing/test-api.js';

type Person = Viewer & { accountId: string };
type Input = Record<string, unknown>;

const PLACE = `id slug status visibility joinPolicy eligibility tags name(language: EN) summary(language: FR) viewerRole memberCount
               texts { name { en fr } summary { en fr } }`;
const mutation = (name: string, type: string): string =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${PLACE} } }`;
const CREATE = mutation('createCommunity', 'CreateCommunityInput');
const EDIT = mutation('editCommunity', 'EditCommunityInput');
const RULES = mutation('changeCommunityRules', 'ChangeCommunityRulesInput');
const RENAME = mutation('renameCommunity', 'RenameCommunityInput');
const ARCHIVE = mutation('archiveCommunity', 'ArchiveCommunityInput');
const REVIVE = mutation('reviveCommunity', 'ReviveCommunityInput');

const TEXTS = { name: { en: 'Arts', fr: 'Les arts' }, summary: { en: 'Art.', fr: 'De l’art.' } };
const NEW = {
  slug: 'night-sky',
  association: 'casc',
  ...TEXTS,
  visibility: 'PUBLIC',
  joinPolicy: 'OPEN',
  eligibility: 'ANYONE',
};
/** Operation, its document, and an input that is right but for the slug. */
const CHANGES: [string, string, Input][] = [
  ['editCommunity', EDIT, TEXTS],
  ['changeCommunityRules', RULES, { joinPolicy: 'CLOSED' }],
  ['renameCommunity', RENAME, { newSlug: 'moved' }],
  ['archiveCommunity', ARCHIVE, {}],
  ['reviveCommunity', REVIVE, {}],
];

const question = {
  key: 'role',
  kind: 'SHORT_TEXT',
  required: true,
  private: false,
  label: { en: 'Your role', fr: 'Votre rôle' },
};

let api: TestApi;
let staff: Person;
let fay: Person;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  fay = await api.person('Fay');
  await enter('steam', fay, 'FACILITATOR');
});
afterAll(() => api.close());
afterEach(() => void jest.restoreAllMocks());

const idOf = async (slug: string): Promise<string> => (await api.get(CommunityService).factsBySlug(slug)).id;
const enter = async (slug: string, { accountId }: Person, role: string): Promise<void> => {
  await api.db.pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, 'x')`,
    [await idOf(slug), accountId, role],
  );
};
const ask = (viewer: Viewer, document: string, input: Input) =>
  api.ask<Record<string, Record<string, unknown>>>(viewer, document, { input });
/** What the operation answered; fails when it refused. */
const done = async (viewer: Viewer, document: string, input: Input): Promise<Record<string, unknown>> => {
  const { data, code, fields } = await ask(viewer, document, input);
  expect([code, fields]).toEqual([undefined, undefined]);
  return Object.values(data ?? {})[0] ?? {};
};
const notes = async (slug: string): Promise<{ action: string; actor: string; details: object }[]> => {
  const { rows } = await api.db.pool.query(
    `SELECT action, actor_account_id AS actor, details FROM audit_entries WHERE community_id = $1 ORDER BY id`,
    [await idOf(slug)],
  );
  return rows;
};
const factsOf = (slug: string) => api.get(CommunityService).factsBySlug(slug);

describe.each(CHANGES)('%s', (name, document, input) => {
  it('refuses the stranger, the member, and the facilitator of another community', async () => {
    const before = await factsOf('steam');
    expect((await ask(Viewer.anonymous, document, { slug: 'steam', ...input })).code).toBe('UNAUTHENTICATED');
    const [unverified, member, elsewhere] = [
      await api.person('Una', { emailVerified: false }),
      await api.person('Mia'),
      await api.person('Eva'),
    ];
    await enter('steam', member, 'MEMBER');
    await enter('neon', elsewhere, 'FACILITATOR');
    for (const viewer of [unverified, await api.person('Sam'), member, elsewhere])
      expect((await ask(viewer, document, { slug: 'steam', ...input })).code).toBe('FORBIDDEN');
    if (name !== 'editCommunity')
      expect((await ask(fay, document, { slug: 'steam', ...input })).code).toBe('FORBIDDEN');
    expect(await factsOf('steam')).toEqual(before);
    expect(await notes('steam')).toEqual([]);
  });

  it.each(['', 'Steam', 'a b', '%', '../x', 'a\u0000b', '\ud800', 'x'.repeat(81)])(
    'refuses the malformed slug %j',
    async (slug) => {
      const { code, fields } = await ask(staff, document, { ...input, slug });
      expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['slug']]);
    },
  );

  it('does not know what is not there', async () => {
    expect((await ask(staff, document, { ...input, slug: 'no-such' })).code).toBe('NOT_FOUND');
  });
});

describe('editCommunity', () => {
  it.each<[string, Input]>([
    ['name.en', { name: { en: '', fr: 'x' } }],
    ['name.fr', { name: { en: 'x', fr: 'x'.repeat(201) } }],
    ['summary.en', { summary: { en: 'a\u0000', fr: 'x' } }],
    ['tags.1', { tags: ['ok', 'Not ok'] }],
  ])('refuses a wrong %s', async (field, change) => {
    const { code, fields } = await ask(fay, EDIT, { slug: 'steam', ...TEXTS, ...change });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('is for a facilitator and for staff; noted where it changed something', async () => {
    expect(await done(fay, EDIT, { slug: 'steam', ...TEXTS, tags: ['art'] })).toMatchObject({
      name: 'Arts',
      tags: ['art'],
      texts: TEXTS,
    });
    expect(await done(fay, EDIT, { slug: 'steam', ...TEXTS })).toMatchObject({ tags: ['art'] });
    await done(staff, EDIT, { slug: 'steam', ...TEXTS, tags: [] });
    expect(await notes('steam')).toEqual([
      { action: 'community-edited', actor: fay.accountId, details: { fields: ['names', 'summaries', 'tags'] } },
      { action: 'community-edited', actor: staff.accountId, details: { fields: ['tags'] } },
    ]);
  });

  it('shows both languages to whoever may edit, in a fixed number of statements', async () => {
    const texts = `query ($first: Int) { communities(first: $first) { edges { node { slug texts { name { en } } } } } }`;
    type Answer = { communities: { edges: { node: { slug: string; texts: object | null } }[] } };
    const seen = async (viewer: Viewer): Promise<string[]> => {
      const answers = [];
      for (const first of [1, 50]) answers.push(await api.ask<Answer>(viewer, texts, { first }));
      expect(answers[0]?.statements).toBe(answers[1]?.statements);
      return (answers[1]?.data?.communities.edges ?? [])
        .filter(({ node }) => node.texts !== null)
        .map(({ node }) => node.slug);
    };
    expect(await seen(Viewer.anonymous)).toEqual([]);
    expect(await seen(await api.person('Sam'))).toEqual([]);
    expect(await seen(fay)).toEqual(['steam']);
    expect((await seen(staff)).length).toBeGreaterThan(29);
  });
});

describe('changeCommunityRules', () => {
  it.each<[string, string, Input]>([
    ['visibility', 'indigenous-practitioners', { visibility: 'PUBLIC' }],
    ['eligibility', 'indigenous-practitioners', { eligibility: 'ANYONE' }],
    ['joinPolicy', 'indigenous-practitioners', { joinPolicy: 'OPEN' }],
    ['visibility', 'neon', { eligibility: 'SELF_IDENTIFIED' }],
    ['status', 'neon', { status: 'ARCHIVED' }],
    ['status', 'solar-eclipse-2024', { status: 'OPERATIONAL' }],
    ['applicationForm.0.options', 'neon', { applicationForm: [{ ...question, kind: 'CHOICE' }] }],
    ['enrolledProgrammes', 'neon', { enrolledProgrammes: Array.from({ length: 21 }, (_, n) => `p${n}`) }],
  ])('refuses a wrong %s for %s: %j', async (field, slug, rules) => {
    const before = await factsOf(slug);
    const { code, fields } = await ask(staff, RULES, { slug, ...rules });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
    expect(await factsOf(slug)).toEqual(before);
  });

  it('changes what is named and keeps the rest; noted where it changed something', async () => {
    const form = [{ ...question, kind: 'CHOICE', options: ['A', 'B'], private: true }];
    const rules = { joinPolicy: 'APPLICATION', eligibility: 'MEMBER_INSTITUTION', applicationForm: form };
    for (let time = 0; time < 2; time += 1) {
      expect(await done(staff, RULES, { slug: 'netlife', ...rules })).toMatchObject({
        visibility: 'PUBLIC',
        joinPolicy: 'APPLICATION',
        eligibility: 'MEMBER_INSTITUTION',
        status: 'OPERATIONAL',
      });
    }
    expect(await api.get(CommunityService).form(await idOf('netlife'))).toEqual([
      expect.objectContaining({ key: 'role', kind: 'CHOICE', private: true, options: ['A', 'B'] }),
    ]);
    const [entry, ...more] = await notes('netlife');
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ action: 'community-rules-changed', actor: staff.accountId });
  });

  it('closes what becomes private to all who are not in it, right after the commit', async () => {
    const [member, stranger] = [await api.person('Mia'), await api.person('Sam')];
    await enter('citizen-science', member, 'MEMBER');
    const close = jest.spyOn(api.get(RealtimeServer), 'closeRoomsOfCommunity');
    await done(staff, RULES, { slug: 'citizen-science', joinPolicy: 'CLOSED' });
    expect(close).not.toHaveBeenCalled();
    expect(await done(staff, RULES, { slug: 'citizen-science', visibility: 'PRIVATE' })).toMatchObject({
      visibility: 'PRIVATE',
      memberCount: null,
    });
    expect(close).toHaveBeenCalledTimes(1);
    const [communityId = ''] = close.mock.calls[0] ?? [];
    expect(communityId).toBe(await idOf('citizen-science'));
    const staying = await api
      .get(RealtimeServer)
      .whoBelongs(communityId, [member.accountId, stranger.accountId, staff.accountId]);
    expect(staying).toEqual(new Set([member.accountId]));
  });
});

describe('renameCommunity', () => {
  it.each([
    ['', 'neon'],
    ['No Slug', 'neon'],
    ['new', 'neon'],
    ['small-museums', 'neon'],
  ])('refuses %j', async (newSlug, slug) => {
    const { code, fields } = await ask(staff, RENAME, { slug, newSlug });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['newSlug']]);
  });

  it('leads from the former address, by which everything still works', async () => {
    expect(await done(staff, RENAME, { slug: 'early-childhood', newSlug: 'little-ones' })).toMatchObject({
      slug: 'little-ones',
    });
    const { data } = await api.ask(Viewer.anonymous, '{ community(slug: "early-childhood") { slug } }');
    expect(data).toEqual({ community: { slug: 'little-ones' } });
    expect(await done(staff, EDIT, { slug: 'early-childhood', ...TEXTS })).toMatchObject({ slug: 'little-ones' });
    expect(await done(staff, RENAME, { slug: 'little-ones', newSlug: 'early-childhood' })).toMatchObject({
      slug: 'early-childhood',
    });
    expect((await notes('early-childhood')).map(({ action, details }) => [action, details])).toEqual([
      ['community-renamed', { from: 'early-childhood', to: 'little-ones' }],
      ['community-edited', expect.anything()],
      ['community-renamed', { from: 'little-ones', to: 'early-childhood' }],
    ]);
  });

  it('gives an address to one of two who want it at once', async () => {
    const answers = await Promise.all([
      ask(staff, RENAME, { slug: 'neon', newSlug: 'wanted' }),
      ask(staff, RENAME, { slug: 'steam', newSlug: 'wanted' }),
      ask(staff, CREATE, { ...NEW, slug: 'wanted' }),
    ]);
    const refused = answers.filter(({ code }) => code !== undefined);
    expect(refused.map(({ code }) => code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    for (const { fields } of refused) expect(Object.keys(fields ?? {})).toHaveLength(1);
  });
});
