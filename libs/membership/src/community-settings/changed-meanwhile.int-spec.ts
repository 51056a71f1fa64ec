import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';

type Input = Record<string, unknown>;
type Place = { revision: number; tags: string[]; joinPolicy: string };

const mutation = (name: string, type: string): string =>
  `mutation ($input: ${type}!) { changed: ${name}(input: $input) { revision tags joinPolicy } }`;
const EDIT = mutation('editCommunity', 'EditCommunityInput');
const RULES = mutation('changeCommunityRules', 'ChangeCommunityRulesInput');
const RENAME = mutation('renameCommunity', 'RenameCommunityInput');
const ARCHIVE = mutation('archiveCommunity', 'ArchiveCommunityInput');
const REVIVE = mutation('reviveCommunity', 'ReviveCommunityInput');
const TEXTS = { name: { en: 'Arts', fr: 'Les arts' }, summary: { en: 'Art.', fr: 'De l’art.' } };

let api: TestApi;
let staff: Viewer;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
});
afterAll(() => api.close());

const change = (document: string, input: Input) => api.ask<{ changed: Place }>(staff, document, { input });
const present = async (slug: string): Promise<Place | undefined> => {
  const read = `query ($slug: String!) { community(slug: $slug) { revision tags joinPolicy } }`;
  return (await api.ask<{ community: Place }>(staff, read, { slug })).data?.community;
};
const noted = async (): Promise<number> => (await api.db.pool.query('SELECT FROM audit_entries')).rowCount ?? 0;

describe('the revision of a community', () => {
  it('is raised by whatever changes it, and by nothing else', async () => {
    const slug = 'steam';
    const seen: (number | undefined)[] = [(await present(slug))?.revision];
    const steps: [string, Input][] = [
      [EDIT, { slug, ...TEXTS }],
      [EDIT, { slug, ...TEXTS }],
      [RULES, { slug, joinPolicy: 'CLOSED' }],
      [RENAME, { slug, newSlug: 'arts' }],
      [ARCHIVE, { slug }],
      [ARCHIVE, { slug }],
      [REVIVE, { slug }],
    ];
    for (const [document, input] of steps) seen.push((await change(document, input)).data?.changed.revision);
    expect(seen).toEqual([1, 2, 2, 3, 4, 5, 5, 6]);
  });
});

describe.each<[string, string, Input]>([
  ['editCommunity', EDIT, { ...TEXTS, tags: ['art'] }],
  ['changeCommunityRules', RULES, { joinPolicy: 'CLOSED' }],
])('%s of what somebody changed meanwhile', (_name, document, input) => {
  const slug = document === EDIT ? 'neon' : 'netlife';

  it.each([0, -1])('refuses the revision %j', async (expectedRevision) => {
    const { code, fields } = await change(document, { slug, ...input, expectedRevision });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['expectedRevision']]);
  });

  it('changes and notes nothing, and says which revision is present', async () => {
    await change(RULES, { slug, eligibility: 'MUSEUM_STAFF' });
    const [before, notes] = [await present(slug), await noted()];
    const { code, current } = await change(document, { slug, ...input, expectedRevision: 1 });
    expect([code, current]).toEqual(['CONFLICT', { revision: 2 }]);
    expect([await present(slug), await noted()]).toEqual([before, notes]);
    const { data } = await change(document, { slug, ...input, expectedRevision: 2 });
    expect(data?.changed.revision).toBe(3);
  });

  it('lets one of two through who began with the same', async () => {
    const expectedRevision = (await present(slug))?.revision;
    const answers = await Promise.all(
      ['a', 'b'].map((tag) =>
        document === EDIT
          ? change(EDIT, { slug, ...TEXTS, tags: [tag], expectedRevision })
          : change(RULES, { slug, enrolledProgrammes: [tag], expectedRevision }),
      ),
    );
    expect(answers.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', undefined]);
  });
});
