import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LIMITS } from '#contracts';
import { Viewer } from '#identity';
import { FileStorage } from '#platform/storage';
import { refusal, valueOf, type Shared } from '../testing/library-answer.js';
import { LibraryScene, type Person } from '../testing/library-scene.js';

let scene: LibraryScene;
beforeAll(async () => {
  scene = await LibraryScene.start();
});
afterAll(() => scene.close());
beforeEach(() => {
  scene.pages.title = 'A page of a museum';
});

const share = (viewer: Viewer, input: object, selection?: string) =>
  scene.call(viewer, 'shareResource', { communitySlug: scene.open, ...input }, selection);
const RESOURCE = 'query ($id: ID!) { resource(id: $id) { id title versions { number } } }';

describe('shareResource', () => {
  it('refuses nobody, the unverified, outsiders, former members and staff, and writes nothing', async () => {
    const { open, hidden, stranger, other, former, staff } = scene;
    const unverified = await scene.person('Una', { emailVerified: false });
    for (const communitySlug of [open, hidden]) {
      const input = { communitySlug, url: 'https://museum.example/' };
      expect(refusal(await share(Viewer.anonymous, input))).toEqual(['UNAUTHENTICATED', []]);
      for (const person of [unverified, stranger, other, former, staff]) {
        const uploadId = await scene.upload(person, communitySlug);
        expect(refusal(await share(person, { communitySlug, uploadId }))).toEqual(['FORBIDDEN', []]);
        expect(refusal(await share(person, { communitySlug, uploadId: v7() }))).toEqual(['FORBIDDEN', []]);
        expect(refusal(await share(person, input))).toEqual(['FORBIDDEN', []]);
      }
    }
    expect(scene.pages.asked).toEqual([]);
    expect(refusal(await share(stranger, { communitySlug: 'no-such', url: 'https://museum.example/' }))).toEqual([
      'NOT_FOUND',
      [],
    ]);
    const { rows } = await scene.db.pool.query('SELECT id FROM resources');
    expect(rows).toEqual([]);
  });

  it('lets members share nothing where a community is being set up, and nobody where it is archived', async () => {
    const { open, ann, lead } = scene;
    await scene.arrange(open, 'PUBLIC', 'ORGANIZING');
    const [mine, theirs] = [await scene.upload(ann), await scene.upload(lead)];
    expect(refusal(await share(ann, { uploadId: mine }))).toEqual(['FORBIDDEN', []]);
    expect((await share(lead, { uploadId: theirs })).code).toBeUndefined();
    await scene.arrange(open, 'PUBLIC', 'ARCHIVED');
    for (const person of [ann, lead])
      expect(refusal(await share(person, { uploadId: await scene.upload(person) }))).toEqual(['FORBIDDEN', []]);
    await scene.arrange(open);
  });

  it.each<[string, object, string[]]>([
    ['neither', {}, ['uploadId', 'url']],
    ['both', { uploadId: v7(), url: 'https://museum.example/' }, ['uploadId', 'url']],
    ['id', { id: '0198f000-0000-7000-8000-000000000001', url: 'https://museum.example/' }, ['id']],
    ['slug', { communitySlug: 'No such', url: 'https://museum.example/' }, ['communitySlug']],
    ['title', { url: 'https://museum.example/', title: 'x'.repeat(LIMITS.resourceTitle + 1) }, ['title']],
    ['two lines', { url: 'https://museum.example/', title: 'a\nb' }, ['title']],
    ['an empty title', { url: 'https://museum.example/', title: '  ' }, ['title']],
    ['NUL', { url: 'https://museum.example/', description: 'a\u0000b' }, ['description']],
    ['description', { url: 'https://museum.example/', description: 'x'.repeat(8_001) }, ['description']],
    ['no upload', { uploadId: v7() }, ['uploadId']],
    ['no id', { uploadId: 'x' }, ['uploadId']],
    ['a script', { url: 'javascript:alert(1)' }, ['url']],
    ['a file', { url: 'file:///etc/passwd' }, ['url']],
    ['a password', { url: 'https://a:b@museum.example/' }, ['url']],
    ['inside', { url: 'http://127.1/' }, ['url']],
    ['too long', { url: `https://museum.example/${'x'.repeat(LIMITS.resourceUrl)}` }, ['url']],
    ['too long once it is encoded', { url: `https://museum.example/${'é'.repeat(400)}` }, ['url']],
    ['many tags', { url: 'https://museum.example/', tags: [...'abcdefghijk'] }, ['tags']],
    ['a long tag', { url: 'https://museum.example/', tags: ['a', 'x'.repeat(41)] }, ['tags.1']],
    ['an empty tag', { url: 'https://museum.example/', tags: [' '] }, ['tags.0']],
    ['terms of no own', { url: 'https://museum.example/', licence: 'CC0_1_0', terms: 'Mine.' }, ['terms']],
    ['own without terms', { url: 'https://museum.example/', licence: 'OWN_TERMS' }, ['terms']],
    ['long terms', { url: 'https://museum.example/', licence: 'OWN_TERMS', terms: 'x'.repeat(2_001) }, ['terms']],
    ['authors', { url: 'https://museum.example/', authors: 'x'.repeat(301) }, ['authors']],
    ['a note of a link', { url: 'https://museum.example/', note: 'First.' }, ['note']],
    ['a long note', { uploadId: v7(), note: 'x'.repeat(501) }, ['note']],
  ])('names what is wrong: %s', async (_, input, fields) => {
    expect(refusal(await share(scene.ann, input))).toEqual(['BAD_USER_INPUT', fields]);
  });

  it('refuses a file that calls itself a link, an upload of somebody else and one for elsewhere', async () => {
    const { ann, bob, elsewhere, open } = scene;
    const mine = await scene.upload(ann);
    expect(refusal(await share(ann, { uploadId: mine, kind: 'LINK' }))).toEqual(['BAD_USER_INPUT', ['kind']]);
    const [theirs, there] = [await scene.upload(bob), await scene.upload(ann, elsewhere)];
    const none = await share(ann, { uploadId: v7() });
    expect(await share(ann, { uploadId: theirs })).toEqual(none);
    expect(refusal(await share(ann, { uploadId: there }))).toEqual(['BAD_USER_INPUT', ['uploadId']]);
    await scene.db.pool.query(`UPDATE uploads SET state = 'REFUSED', refusal = 'No.' WHERE id = $1`, [mine]);
    expect((await share(ann, { uploadId: mine })).details?.fields).toEqual({ uploadId: 'No.' });
    expect((await share(bob, { uploadId: theirs, communitySlug: open })).code).toBeUndefined();
    // Used once.
    expect((await share(bob, { uploadId: theirs })).details).toEqual(none.details);
  });

  it('says of a file what its name, its type and its sharer say, unless somebody says more', async () => {
    const { ann, open } = scene;
    const fay = await scene.person('Fay', { language: 'FR' });
    await scene.join(fay, open);
    const before = await scene.charged(open);
    const content = Buffer.from('tables');
    const uploadId = await scene.upload(fay, open, { name: 'Été 2026.csv', type: 'text/csv', content });
    const id = v7();
    const plain = valueOf<Shared>(await share(fay, { id, uploadId }));
    expect(plain).toMatchObject({
      id,
      title: 'Été 2026',
      description: '',
      descriptionHtml: '',
      kind: 'SPREADSHEET',
      language: 'FR',
      tags: [],
      licence: 'ALL_RIGHTS_RESERVED',
      terms: null,
      authors: null,
      url: null,
      downloads: 0,
      revision: 1,
      sharedBy: { name: 'Fay' },
      community: { slug: open },
      deletion: null,
      viewerCan: { edit: true, addVersion: true, delete: true, restore: false },
      current: {
        number: 1,
        note: null,
        fileName: 'Été 2026.csv',
        mediaType: 'text/csv',
        size: 6,
        restoredFrom: null,
        author: { name: 'Fay' },
        preview: { state: 'NONE', pages: null, small: null },
      },
    });
    expect(plain.current.url).toBe(`/files/${plain.current.id}/%C3%89t%C3%A9%202026.csv`);
    expect(plain.versions.map(({ number }) => number)).toEqual([1]);
    expect(await scene.charged(open)).toBe(before + 6);
    const { rows } = await scene.db.pool.query<{ key: string }>(
      `SELECT stored_file_id AS key FROM files WHERE id = $1`,
      [plain.current.id],
    );
    expect(await scene.get(FileStorage).size(rows[0]?.key ?? '')).toBe(6);

    const said = {
      title: ' A plan ',
      description: 'Look *here*.\r\nAnd there.',
      kind: 'DOCUMENT',
      language: 'BILINGUAL',
      tags: [' Access ', 'plans', 'ACCESS', 'Muse\u0301e'],
      licence: 'OWN_TERMS',
      terms: 'Ask first.',
      authors: 'The team',
    };
    const told = { ...said, note: 'First of all.' };
    expect(valueOf(await share(ann, { uploadId: await scene.upload(ann), ...told }))).toMatchObject({
      ...said,
      title: 'A plan',
      description: 'Look *here*.\nAnd there.',
      descriptionHtml: expect.stringContaining('<em>here</em>'),
      tags: ['Access', 'plans', 'Mus\u00e9e'],
      current: { note: 'First of all.', preview: { state: 'WAITING' } },
    });
  });

  it('takes the title of a link from its page, and asks for one where there is none', async () => {
    const { ann } = scene;
    scene.pages.asked.length = 0;
    expect(valueOf(await share(ann, { url: 'https://MUSEUM.example/a b' }))).toMatchObject({
      title: 'A page of a museum',
      kind: 'LINK',
      url: 'https://museum.example/a%20b',
      current: null,
      versions: [],
      viewerCan: { edit: true, addVersion: false, delete: true, restore: false },
    });
    expect(scene.pages.asked).toEqual(['https://museum.example/a%20b']);
    expect(valueOf(await share(ann, { url: 'https://museum.example/', title: 'Mine' }))).toMatchObject({
      title: 'Mine',
    });
    expect(scene.pages.asked).toHaveLength(1);
    scene.pages.title = `  two\n lines \u202e ${'x'.repeat(300)}`;
    const long = valueOf<Shared>(await share(ann, { url: 'https://museum.example/' }));
    expect([long.title.length, long.title.slice(0, 10)]).toEqual([LIMITS.resourceTitle, 'two lines ']);
    scene.pages.title = null;
    expect(refusal(await share(ann, { url: 'https://museum.example/' }))).toEqual(['BAD_USER_INPUT', ['title']]);
  });

  it('gives the first result to the same call again, and refuses the id for everything else', async () => {
    const { ann, bob } = scene;
    const input = { id: v7(), uploadId: await scene.upload(ann), title: 'Once' };
    const first = valueOf<Shared>(await share(ann, input));
    expect(valueOf(await share(ann, input))).toEqual(first);
    expect(refusal(await share(ann, { ...input, title: 'Twice' }))).toEqual(['BAD_USER_INPUT', ['id']]);
    const theirs = { id: input.id, uploadId: await scene.upload(bob) };
    expect(refusal(await share(bob, theirs))).toEqual(['BAD_USER_INPUT', ['id']]);
    // The upload was not used up by the refusal.
    expect((await share(bob, { uploadId: theirs.uploadId })).code).toBeUndefined();
    // Still the first result for who left and may read; of the private one there is nothing any more.
    const hidden = { id: v7(), communitySlug: scene.hidden, uploadId: await scene.upload(ann, scene.hidden) };
    expect((await share(ann, hidden)).code).toBeUndefined();
    await scene.leave(ann, scene.open);
    await scene.leave(ann, scene.hidden);
    expect(valueOf<Shared>(await share(ann, input)).id).toBe(first.id);
    expect(refusal(await share(ann, hidden))).toEqual(['NOT_FOUND', []]);
    await scene.join(ann, scene.open);
    await scene.join(ann, scene.hidden);
  });

  it('shares once what is sent five times at once, and takes an upload once for two different calls', async () => {
    const { ann } = scene;
    const input = { id: v7(), uploadId: await scene.upload(ann) };
    const answers = await Promise.all(Array.from({ length: 5 }, () => share(ann, input, '{ id versions { id } }')));
    expect(new Set(answers.map((answer) => JSON.stringify(valueOf(answer)))).size).toBe(1);
    const uploadId = await scene.upload(ann);
    const two = await Promise.all([share(ann, { uploadId }), share(ann, { uploadId })]);
    expect(two.map(({ code }) => code).toSorted()).toEqual(['BAD_USER_INPUT', undefined]);
  });

  it('takes nothing from somebody removed, or into a community archived, meanwhile', async () => {
    const { ann, open } = scene;
    const uploadId = await scene.upload(ann);
    const leave = `DELETE FROM memberships WHERE account_id = $1
      AND community_id = (SELECT id FROM communities WHERE slug = $2)`;
    const late = await scene.waitedFor(leave, [ann.accountId, open], () => share(ann, { uploadId }));
    expect(refusal(late)).toEqual(['FORBIDDEN', []]);
    const archive = `UPDATE communities SET status = 'ARCHIVED' WHERE slug = $1`;
    await scene.join(ann, open);
    expect(refusal(await scene.waitedFor(archive, [open], () => share(ann, { uploadId })))).toEqual(['FORBIDDEN', []]);
    await scene.arrange(open);
    expect((await share(ann, { uploadId })).code).toBeUndefined();
  });

  it('takes nine statements for a link and fifteen for a file, BEGIN and COMMIT included', async () => {
    const { ann } = scene;
    const [warm, uploadId] = [await scene.upload(ann), await scene.upload(ann)];
    await share(ann, { uploadId: warm });
    const link = { id: v7(), url: 'https://museum.example/', title: 'A link' };
    expect(await scene.statementsOf(() => share(ann, link, '{ id }'))).toHaveLength(9);
    expect(await scene.statementsOf(() => share(ann, { id: v7(), uploadId }, '{ id }'))).toHaveLength(15);
  });

  it('counts towards a limit', async () => {
    const limited = await LibraryScene.start({ RATE_LIMITS: 'share=2/600,link=1/600' });
    try {
      const { ann, open } = limited;
      const input = { id: v7(), communitySlug: open, uploadId: await limited.upload(ann) };
      for (let n = 0; n < 3; n += 1) expect((await limited.call(ann, 'shareResource', input)).code).toBeUndefined();
      const more = async (): Promise<object> => ({ communitySlug: open, uploadId: await limited.upload(ann) });
      expect((await limited.call(ann, 'shareResource', await more())).code).toBeUndefined();
      expect((await limited.call(ann, 'shareResource', await more())).code).toBe('RATE_LIMITED');
      const link = '{ linkTitle(url: "https://museum.example/") }';
      expect(await limited.read(ann, link)).toBeNull();
      expect((await limited.ask(ann, link)).code).toBe('RATE_LIMITED');
    } finally {
      await limited.close();
    }
  });
});

describe('linkTitle', () => {
  const title = (viewer: Viewer, url: string) =>
    scene.ask(viewer, 'query ($url: String!) { linkTitle(url: $url) }', { url });

  it('is for people with a confirmed address, of public pages alone', async () => {
    const unverified = await scene.person('Una', { emailVerified: false });
    expect(refusal(await title(Viewer.anonymous, 'https://museum.example/'))).toEqual(['UNAUTHENTICATED', []]);
    expect(refusal(await title(unverified, 'https://museum.example/'))).toEqual(['FORBIDDEN', []]);
    scene.pages.asked.length = 0;
    for (const url of ['', 'x', 'ftp://museum.example/', 'http://localhost/', 'http://[::1]/', 'http://10.0.0.1/'])
      expect(refusal(await title(scene.stranger, url))).toEqual(['BAD_USER_INPUT', ['url']]);
    expect(scene.pages.asked).toEqual([]);
    expect(valueOf(await title(scene.stranger, 'https://museum.example/'))).toBe('A page of a museum');
  });
});

it('shows nothing of a private library to anybody outside', async () => {
  const { ann, hidden } = scene;
  const { id } = await scene.shared(ann, hidden);
  const ask = (viewer: Viewer, which: string) => scene.ask(viewer, RESOURCE, { id: which });
  for (const viewer of [Viewer.anonymous, scene.stranger, scene.other, scene.former, scene.staff] as Person[]) {
    expect(await ask(viewer, id)).toEqual(await ask(viewer, v7()));
    expect((await ask(viewer, id)).code).toBe('NOT_FOUND');
    expect(await scene.statementsOf(() => ask(viewer, id))).toEqual(await scene.statementsOf(() => ask(viewer, v7())));
  }
  expect(refusal(await ask(ann, 'x'))).toEqual(['BAD_USER_INPUT', ['id']]);
  expect((await ask(scene.bob, id)).code).toBeUndefined();
});
