import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { NotFound } from '#platform/errors';
import { decodeCursor } from '#platform/graphql';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { Viewer } from '#identity';
import { loadDirectoryOnce } from '../directory/directory.service.js';
import { communitiesEntities } from '../entities.js';
import { CommunityRepository } from './community.repository.js';
import { CommunityService, type DirectoryRequest } from './community.service.js';
import type { CommunityKey } from './community.type.js';

let t: TestDatabase;
let service: CommunityService;
const nobody = Viewer.anonymous;

beforeAll(async () => {
  t = await testDatabase(communitiesEntities);
  await loadDirectoryOnce(t.db, { kind: 'bundled' });
  service = new CommunityService(new CommunityRepository(t.db));
});
afterAll(() => t.close());

const ask = (change: Partial<DirectoryRequest> = {}): DirectoryRequest => ({
  association: null,
  status: null,
  openToJoin: null,
  query: null,
  language: null,
  page: { size: 50, after: null },
  ...change,
});

const slugs = async (change: Partial<DirectoryRequest>, among: string[] | null = null): Promise<string[]> =>
  (await service.page(nobody, ask(change), among)).edges.map((edge) => edge.node.slug);

describe('the directory', () => {
  it('lists everything by name in the language asked for, with that language’s order, and what is archived last', async () => {
    const { edges, totalCount, pageInfo } = await service.page(nobody, ask({ language: 'FR' }), null);
    const live = edges.filter(({ node }) => node.status !== 'ARCHIVED');
    const names = live.map((edge) => edge.node.names.FR);
    expect(edges.slice(live.length).map(({ node }) => node.slug)).toEqual(['solar-eclipse-2024']);
    expect(totalCount).toBe(30);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    expect(names).toEqual([...names].sort(new Intl.Collator('fr').compare));
  });

  it.each(['EN', 'FR'] as const)('walks through all pages without gap or double (%s)', async (language) => {
    const seen: string[] = [];
    let after: CommunityKey | null = null;
    for (;;) {
      const page = await service.page(nobody, ask({ language, page: { size: 7, after } }), null);
      seen.push(...page.edges.map((edge) => edge.node.slug));
      if (!page.pageInfo.hasNextPage) break;
      after = decodeCursor(
        page.pageInfo.endCursor ?? '',
        'after',
        (parts): parts is [number, string, string] => parts.length === 3,
      );
    }
    expect(seen).toHaveLength(30);
    expect(seen).toEqual(await slugs({ language }));
  });

  it('narrows by association, status and ids', async () => {
    expect(await slugs({ association: 'casc' })).toHaveLength(5);
    expect(await slugs({ association: 'nothing' })).toEqual([]);
    expect(await slugs({ status: 'ARCHIVED' })).toEqual(['solar-eclipse-2024']);
    const { id } = await service.bySlug(nobody, 'steam');
    expect(await slugs({}, [id, v7()])).toEqual(['steam']);
    expect(await slugs({}, [])).toEqual([]);
  });

  it.each<[string, string[]]>([
    ['DEFENSE intérets', ['advocacy-public-policy']],
    ['défense', ['advocacy-public-policy']],
    ['small mus', ['small-museums']],
    ['%', []],
    ['_', []],
    ['\\', []],
    ["' OR 1=1 --", []],
  ])('finds as one types: %j', async (query, found) => {
    expect(await slugs({ query })).toEqual(found);
  });

  it('takes an empty query for none', async () => {
    expect(await slugs({ query: '' })).toHaveLength(30);
  });
});

describe('one community', () => {
  it('is found by slug, with its association and nothing kept for facilitators', async () => {
    const community = await service.bySlug(nobody, 'indigenous-practitioners');
    expect(community).toMatchObject({
      visibility: 'PRIVATE',
      eligibility: 'SELF_IDENTIFIED',
      association: { slug: 'casc', languages: ['EN', 'FR'] },
    });
    expect(JSON.stringify(community)).not.toMatch(/facilitator alone|attestation|Toronto/);
  });

  it('is NOT_FOUND when there is none', async () => {
    await expect(service.bySlug(nobody, 'no-such')).rejects.toThrow(NotFound);
    await expect(service.factsBySlug('no-such')).rejects.toThrow(NotFound);
    await expect(t.db.tx((tx) => service.holdFacts(tx, v7()))).rejects.toThrow(NotFound);
  });

  it('gives facts for sets', async () => {
    const { id } = await service.factsBySlug('steam');
    const facts = await service.factsByIds([id, v7()]);
    expect([...facts.keys()]).toEqual([id]);
    expect(facts.get(id)).toEqual({
      id,
      slug: 'steam',
      visibility: 'PUBLIC',
      joinPolicy: 'OPEN',
      eligibility: 'ANYONE',
      status: 'OPERATIONAL',
      associationId: expect.any(String),
      enrolledProgrammes: [],
    });
    expect((await service.byIds([id])).get(id)?.names.EN).toBe('STEAM');
  });
});

describe('an application form', () => {
  it('is read for sets, in the words of the product', async () => {
    const [circle, steam] = await Promise.all(
      ['indigenous-practitioners', 'steam'].map(async (slug) => (await service.factsBySlug(slug)).id),
    );
    const forms = await service.forms([circle ?? '', steam ?? '', v7()]);
    expect([...forms.keys()].toSorted()).toEqual([circle, steam].toSorted());
    expect(forms.get(steam ?? '')).toEqual([]);
    expect(await service.form(circle ?? '')).toEqual(forms.get(circle ?? ''));
    expect(forms.get(circle ?? '')?.[0]).toMatchObject({
      kind: 'ATTESTATION',
      required: true,
      private: true,
      labels: { FR: expect.stringMatching(/^Je m’identifie/) },
      options: [],
    });
    expect(await service.form(v7())).toEqual([]);
  });
});

describe('programmes', () => {
  it('are known with the communities into which they enrol', async () => {
    const programmes = await service.byProgramme();
    expect([...programmes].map(([programme, places]) => [programme, places.map(({ slug }) => slug)])).toEqual([
      ['genaction', ['genaction']],
      ['tam-microgrant', ['together-against-misinformation']],
    ]);
    expect(await service.communitiesOfProgramme('genaction')).toEqual(programmes.get('genaction'));
    expect(await service.communitiesOfProgramme('no-such')).toEqual([]);
  });
});
