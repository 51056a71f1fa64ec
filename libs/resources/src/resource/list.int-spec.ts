import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { encodeCursor } from '#platform/graphql';
import { PARTS, refusal, valueOf, type Shared } from '../testing/library-answer.js';
import { LibraryScene } from '../testing/library-scene.js';
import { ResourceRepository } from './resource.repository.js';

interface Page {
  readonly edges: { cursor: string; node: Shared }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

let scene: LibraryScene;
/** Titles by which they are known here, in the order in which they were shared. */
const TITLES = ['Zebra', 'écran', 'Eclair', 'apple', 'Œuvre', 'ocean'] as const;
const ids = new Map<string, string>();

beforeAll(async () => {
  scene = await LibraryScene.start();
  const { ann, bob, lead, open } = scene;
  const more: Record<string, object> = {
    Zebra: { tags: ['Access', 'x'], language: 'FR', kind: 'IMAGE' },
    écran: { tags: ['ACCESS'], language: 'FR' },
    Eclair: { tags: ['access', 'Plans'], language: 'EN' },
  };
  for (const [at, title] of TITLES.entries()) {
    const person = [ann, bob, lead][at % 3] ?? ann;
    ids.set(title, (await scene.shared(person, open, { title, ...more[title] })).id);
  }
});
afterAll(() => scene.close());

const LIST = `query ($slug: String!, $first: Int, $after: String, $kind: ResourceKind, $tag: String,
  $language: ResourceLanguage, $sort: ResourceSort, $deleted: Boolean) { community(slug: $slug) {
    resources(first: $first, after: $after, kind: $kind, tag: $tag, language: $language, sort: $sort, deleted: $deleted) {
      edges { cursor node { id title } } pageInfo { hasNextPage endCursor } } } }`;
const ask = (viewer: Viewer, variables: object = {}) => scene.ask(viewer, LIST, { slug: scene.open, ...variables });
const page = async (viewer: Viewer, variables: object = {}): Promise<Page> =>
  valueOf<{ resources: Page }>(await ask(viewer, variables)).resources;
const titles = async (viewer: Viewer, variables: object = {}): Promise<string[]> =>
  (await page(viewer, variables)).edges.map(({ node }) => node.title);

describe('Community.resources', () => {
  it('is read by everybody in a public community, and is empty outside of a private one', async () => {
    const { ann, bob, stranger, other, former, staff, hidden } = scene;
    await scene.shared(ann, hidden, { title: 'Inside', tags: ['inside'] });
    for (const viewer of [Viewer.anonymous, stranger, other, former, staff]) {
      expect(await titles(viewer)).toHaveLength(TITLES.length);
      expect(await titles(viewer, { slug: hidden })).toEqual([]);
      const tags = 'query ($slug: String!) { community(slug: $slug) { resourceTags { tag count } } }';
      expect(await scene.read(viewer, tags, { slug: hidden })).toEqual({ resourceTags: [] });
    }
    expect(await titles(bob, { slug: hidden })).toEqual(['Inside']);
  });

  it.each<[string, object, string]>([
    ['none', { first: 0 }, 'first'],
    ['too many', { first: 51 }, 'first'],
    ['no cursor', { after: '' }, 'after'],
    ['a cursor of another list', { after: encodeCursor(['TITLE', 'x', v7()]) }, 'after'],
    ['no moment', { after: encodeCursor(['NEWEST', 'x', v7()]) }, 'after'],
    ['no number', { after: encodeCursor(['DOWNLOADS', 1.5, v7()]), sort: 'DOWNLOADS' }, 'after'],
    ['NUL', { after: encodeCursor(['TITLE', '\u0000', v7()]), sort: 'TITLE' }, 'after'],
    ['no id', { after: encodeCursor(['TITLE', 'x', 'x']), sort: 'TITLE' }, 'after'],
    ['an empty tag', { tag: ' ' }, 'tag'],
    ['a long tag', { tag: 'x'.repeat(41) }, 'tag'],
  ])('names what is wrong: %s', async (_, variables, field) => {
    expect(refusal(await ask(scene.ann, variables))).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('is ordered as asked, page by page', async () => {
    const { ann } = scene;
    const downloads = { apple: 3, Eclair: 3, Zebra: 1 };
    for (const [title, times] of Object.entries(downloads)) {
      const { versions } = await scene.read<Shared>(ann, `query ($id: ID!) { resource(id: $id) ${PARTS} }`, {
        id: ids.get(title),
      });
      for (let n = 0; n < times; n += 1) await scene.get(ResourceRepository).countDownload(versions[0]?.id ?? '');
    }
    const orders = {
      NEWEST: TITLES.toReversed(),
      TITLE: ['apple', 'Eclair', 'écran', 'ocean', 'Œuvre', 'Zebra'],
      DOWNLOADS: ['apple', 'Eclair', 'Zebra', 'ocean', 'Œuvre', 'écran'],
    };
    for (const [sort, expected] of Object.entries(orders)) {
      expect(await titles(ann, { sort })).toEqual(expected);
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const found: Page = await page(ann, { sort, first: 2, after });
        seen.push(...found.edges.map(({ node }) => node.title));
        ({ endCursor: after, hasNextPage: more } = found.pageInfo);
      }
      expect([sort, seen]).toEqual([sort, expected]);
    }
  });

  it('is narrowed by kind, language and tag, however it is capitalized', async () => {
    const { ann } = scene;
    expect(await titles(ann, { kind: 'IMAGE' })).toEqual(['Zebra']);
    expect(await titles(ann, { language: 'FR' })).toEqual(['écran', 'Zebra']);
    expect(await titles(ann, { tag: 'aCCess' })).toEqual(['Eclair', 'écran', 'Zebra']);
    expect(await titles(ann, { tag: 'access', language: 'FR', sort: 'TITLE', first: 1 })).toEqual(['écran']);
    expect(await titles(ann, { tag: 'acces' })).toEqual([]);
    expect(await titles(ann, { kind: 'LINK' })).toEqual([]);
  });

  it('tells its keywords, most used first', async () => {
    const tags = 'query ($slug: String!) { community(slug: $slug) { resourceTags { tag count } } }';
    const { resourceTags } = await scene.read<{ resourceTags: { tag: string; count: number }[] }>(
      Viewer.anonymous,
      tags,
      { slug: scene.open },
    );
    expect(resourceTags.map(({ tag, count }) => [tag.toLowerCase(), count])).toEqual([
      ['access', 3],
      ['plans', 1],
      ['x', 1],
    ]);
  });

  it('lists what was deleted to those who may put it back, latest first', async () => {
    const { ann, bob, lead, staff, stranger, open } = scene;
    const [own, theirs, taken] = [
      await scene.shared(ann, open, { title: 'Own' }),
      await scene.shared(bob, open, { title: 'Theirs' }),
      await scene.shared(ann, open, { title: 'Taken' }),
    ];
    await scene.call(ann, 'deleteResource', { resourceId: own.id });
    await scene.call(bob, 'deleteResource', { resourceId: theirs.id });
    await scene.call(lead, 'deleteResource', { resourceId: taken.id, reason: 'Why.' });
    const deleted = { deleted: true };
    for (const viewer of [lead, staff]) expect(await titles(viewer, deleted)).toEqual(['Taken', 'Theirs', 'Own']);
    expect(await titles(ann, deleted)).toEqual(['Own']);
    expect(await titles(bob, deleted)).toEqual(['Theirs']);
    for (const viewer of [Viewer.anonymous, stranger]) expect(await titles(viewer, deleted)).toEqual([]);
    const { pageInfo } = await page(lead, { ...deleted, first: 1 });
    expect(await titles(lead, { ...deleted, after: pageInfo.endCursor })).toEqual(['Theirs', 'Own']);
    expect(refusal(await ask(lead, { after: pageInfo.endCursor }))).toEqual(['BAD_USER_INPUT', ['after']]);
    expect(await titles(ann)).toHaveLength(TITLES.length);
  });

  const ROW = `id title kind language licence downloads sharedBy { name } viewerCan { edit }
    current { number fileName size createdAt author { name } preview { state small { url } } }`;

  it('takes three statements, of however many resources; four for a member', async () => {
    const list = `query ($slug: String!) { community(slug: $slug) { resources { edges { node { ${ROW} } } } } }`;
    const read = (viewer: Viewer) => scene.statementsOf(() => scene.read(viewer, list, { slug: scene.open }));
    await read(scene.ann);
    expect(await read(Viewer.anonymous)).toEqual(['community-by-slug', 'resources-newest', 'files-by-ids']);
    expect(await read(scene.ann)).toEqual(['community-by-slug', 'standing-places', 'resources-newest', 'files-by-ids']);
  });

  it('asks the same of several libraries in the same statements', async () => {
    const all = `{ communities(first: 50) { edges { node { resourceTags { tag }
      resources(first: 5, sort: TITLE) { edges { node { ${ROW} versions { id } } } } } } } }`;
    await scene.read(scene.ann, all);
    const sent = await scene.statementsOf(() => scene.read(scene.ann, all));
    for (const name of ['resources-by-title', 'resource-tags', 'resource-versions-of', 'standing-places'])
      expect([name, sent.filter((one) => one === name).length]).toEqual([name, 1]);
  });

  it('shows a resource in five statements', async () => {
    const read = () =>
      scene.statementsOf(() =>
        scene.read(scene.ann, `query ($id: ID!) { resource(id: $id) ${PARTS} }`, { id: ids.get('Zebra') }),
      );
    await read();
    expect((await read()).length).toBeLessThanOrEqual(5);
  });
});
