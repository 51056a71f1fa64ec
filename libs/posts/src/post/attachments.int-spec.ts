import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { fileStates, roomTaken } from '../testing/files.js';
import { FILES, firstPost, refusal, value, type Scene, aScene } from '../testing/scene.js';
import type { Person, TestAnswer } from '../testing/test-api.js';

let scene: Scene;
let threadId: string;
let secretId: string;

beforeAll(async () => {
  scene = await aScene();
});
afterAll(() => scene.api.close());
beforeEach(async () => {
  threadId = await scene.api.aThread(scene.ann, scene.open);
  secretId = await scene.api.aThread(scene.ann, scene.hidden);
});

const reply = (viewer: Viewer, input: object): Promise<TestAnswer> =>
  scene.api.call(viewer, 'reply', { threadId, body: 'x', ...input }, FILES);
const edit = (viewer: Viewer, input: object): Promise<TestAnswer> => scene.api.call(viewer, 'editPost', input, FILES);
const POST = `query ($id: ID!) { post(id: $id) ${FILES} }`;
const idsOf = (answer: TestAnswer): string[] =>
  (value(answer) as { attachments: { id: string }[] }).attachments.map(({ id }) => id);
const filesOf = async (viewer: Viewer, id: string): Promise<string[]> =>
  (await scene.api.get<{ attachments: { id: string }[] }>(viewer, POST, { id })).attachments.map((file) => file.id);

const statesOf = (...ids: string[]) => fileStates(scene.api, ids);
const roomOf = (slug: string) => roomTaken(scene.api, slug);

describe('files of a post', () => {
  it('are given to nobody who may not read it, and taken from nobody else', async () => {
    const { api, ann, bob, stranger, other, hidden } = scene;
    const file = await api.aFile(ann, hidden);
    const posted = await reply(ann, { threadId: secretId, attachments: [{ id: file }] });
    const { id } = value(posted) as { id: string };
    for (const viewer of [Viewer.anonymous, stranger, other]) {
      expect(value(await api.ask(viewer, POST, { id }))).toBe('NOT_FOUND');
      expect(await api.ask(viewer, POST, { id })).toEqual(await api.ask(viewer, POST, { id: v7() }));
    }
    expect(await filesOf(bob, id)).toEqual([file]);
    for (const [viewer, code] of [
      [Viewer.anonymous, 'UNAUTHENTICATED'],
      [stranger, 'FORBIDDEN'],
      [other, 'FORBIDDEN'],
    ] as const)
      expect(value(await reply(viewer, { attachments: [{ id: file }] }))).toBe(code);
  });

  it.each([
    ['attachments.0.id', [{ id: 'x' }]],
    ['attachments.0.alt', [{ id: v7(), alt: 'x'.repeat(501) }]],
    ['attachments.0.alt', [{ id: v7(), alt: 'a\nb' }]],
    ['attachments.0.alt', [{ id: v7(), alt: 'a\u0000' }]],
    ['attachments', Array.from({ length: 21 }, () => ({ id: v7() }))],
  ])('name %s in bad input, in every operation that takes them', async (field, attachments) => {
    const { api, ann, open } = scene;
    const { id: postId } = await firstPost(api, ann, threadId);
    for (const answer of [
      await reply(ann, { attachments }),
      await edit(ann, { postId, body: 'x', expectedRevision: 1, attachments }),
      await api.call(ann, 'startThread', { communitySlug: open, title: 'T', body: 'x', attachments }, '{ id }'),
    ])
      expect(refusal(answer)).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('are the writer’s own, wait for a post there, and are named once; all else is one refusal', async () => {
    const { api, ann, bob, open, hidden } = scene;
    const mine = await api.aFile(ann, open);
    const used = await api.aFile(ann, open);
    expect(idsOf(await reply(ann, { attachments: [{ id: used }] }))).toEqual([used]);
    const [theirs, elsewhere, none] = [await api.aFile(bob, open), await api.aFile(ann, hidden), v7()];
    const upload = await api.anUpload(ann, open, 'a.txt', 'text/plain', Buffer.from('a'));
    const answers = [];
    for (const id of [used, theirs, elsewhere, none, upload]) {
      const answer = await reply(ann, { attachments: [{ id: mine }, { id }] });
      expect(refusal(answer)).toEqual(['BAD_USER_INPUT', ['attachments.1.id']]);
      answers.push(JSON.stringify(answer.details));
    }
    expect(new Set(answers).size).toBe(1);
    const twice = await reply(ann, { attachments: [{ id: mine }, { id: mine }] });
    expect(refusal(twice)).toEqual(['BAD_USER_INPUT', ['attachments.1.id']]);
    expect(await statesOf(mine, theirs, elsewhere)).toEqual(['HELD', 'HELD', 'HELD']);
    const { posts } = await api.get<{ posts: { totalCount: number } }>(
      ann,
      'query ($id: ID!) { thread(id: $id) { posts { totalCount } } }',
      { id: threadId },
    );
    expect(posts.totalCount).toBe(2);
  });

  it('stand with the post in their order, with their words, and are shown from then on', async () => {
    const { api, ann, open } = scene;
    const [one, two, three] = [
      await api.aFile(ann, open),
      await api.aFile(ann, open, 'x', 'b.txt'),
      await api.aFile(ann, open),
    ];
    const answer = await reply(ann, {
      attachments: [
        { id: two, alt: ' A plan ' },
        { id: one, alt: '' },
        { id: three, alt: null },
      ],
    });
    expect(value(answer)).toMatchObject({
      attachments: [
        {
          id: two,
          fileName: 'b.txt',
          mediaType: 'text/plain',
          size: 1,
          alt: 'A plan',
          url: `/files/${two}/b.txt`,
          width: null,
        },
        { id: one, fileName: 'Notes d’été.txt', alt: '', url: `/files/${one}/Notes%20d%E2%80%99%C3%A9t%C3%A9.txt` },
        { id: three, alt: '' },
      ],
    });
    expect(await filesOf(Viewer.anonymous, (value(answer) as { id: string }).id)).toEqual([two, one, three]);
    expect(await statesOf(one, two, three)).toEqual(['SHOWN', 'SHOWN', 'SHOWN']);
  });

  it('come with the first post of a thread as well', async () => {
    const { api, ann, open } = scene;
    const file = await api.aFile(ann, open);
    const input = { id: v7(), communitySlug: open, title: 'T', body: 'x', attachments: [{ id: file, alt: 'a' }] };
    const started = await api.call(ann, 'startThread', input, '{ id }');
    const { id } = await firstPost(api, ann, (value(started) as { id: string }).id);
    expect(await filesOf(Viewer.anonymous, id)).toEqual([file]);
    expect(value(await api.call(ann, 'startThread', input, '{ id }'))).toEqual(value(started));
  });

  it('are given again to a call that is repeated, however much at once', async () => {
    const { api, ann, open } = scene;
    const file = await api.aFile(ann, open);
    const input = { id: v7(), attachments: [{ id: file }] };
    const answers = await Promise.all(Array.from({ length: 8 }, () => reply(ann, input)));
    expect(new Set(answers.map((answer) => JSON.stringify(value(answer))))).toHaveProperty('size', 1);
    expect(idsOf(await reply(ann, input))).toEqual([file]);
    expect(refusal(await reply(ann, { id: input.id }))).toEqual(['BAD_USER_INPUT', ['id']]);
  });

  it('go to one of two posts that want them', async () => {
    const { api, ann, open } = scene;
    const [one, two] = [await api.aFile(ann, open), await api.aFile(ann, open)];
    const wanted = [
      [{ id: one }, { id: two }],
      [{ id: two }, { id: one }],
    ];
    const answers = await Promise.all(wanted.map((attachments) => reply(ann, { attachments })));
    expect(answers.map(({ code }) => code ?? 'done').toSorted()).toEqual(['BAD_USER_INPUT', 'done']);
  });

  it('are refused to whoever was removed, or whose community was archived, meanwhile', async () => {
    const { api, open, hidden } = scene;
    const leaver = await api.person('Leaver');
    await api.join(leaver, open);
    await api.join(leaver, hidden);
    const [file, secret] = [await api.aFile(leaver, open), await api.aFile(leaver, hidden)];
    await api.leave(leaver, open);
    await api.leave(leaver, hidden);
    expect(value(await reply(leaver, { attachments: [{ id: file }] }))).toBe('FORBIDDEN');
    const there = await reply(leaver, { threadId: secretId, attachments: [{ id: secret }] });
    expect(value(there)).toBe('NOT_FOUND');
    await api.join(leaver, open);
    await api.community(open, 'PUBLIC', 'ARCHIVED');
    expect(value(await reply(leaver, { attachments: [{ id: file }] }))).toBe('FORBIDDEN');
    await api.community(open);
    expect(await statesOf(file, secret)).toEqual(['HELD', 'HELD']);
  });
});

describe('editing a post with files', () => {
  const written = async (person: Person, ...files: string[]): Promise<string> =>
    (value(await reply(person, { attachments: files.map((id) => ({ id, alt: 'first' })) })) as { id: string }).id;

  it('leaves them where none are named, and makes those named the whole list', async () => {
    const { api, ann, open } = scene;
    const [one, two, three] = [await api.aFile(ann, open), await api.aFile(ann, open), await api.aFile(ann, open)];
    const postId = await written(ann, one, two);
    expect(idsOf(await edit(ann, { postId, body: 'y', expectedRevision: 1 }))).toEqual([one, two]);
    const changed = await edit(ann, {
      postId,
      body: 'z',
      expectedRevision: 2,
      attachments: [
        { id: three, alt: 'new' },
        { id: two, alt: 'other' },
      ],
    });
    expect(value(changed)).toMatchObject({
      revision: 3,
      attachments: [
        { id: three, alt: 'new' },
        { id: two, alt: 'other' },
      ],
    });
    expect(await statesOf(one, two, three)).toEqual([null, 'SHOWN', 'SHOWN']);
    expect(idsOf(await edit(ann, { postId, body: 'z', expectedRevision: 3, attachments: [] }))).toEqual([]);
    expect(await statesOf(two, three)).toEqual([null, null]);
    const [account, rows] = await roomOf(open);
    expect(account).toBe(rows);
  });

  it('takes nothing from other posts, and gives nothing away when it is refused', async () => {
    const { api, ann, bob, open } = scene;
    const [mine, elsewhere] = [await api.aFile(ann, open), await api.aFile(ann, open)];
    const postId = await written(ann, mine);
    const other = await written(ann, elsewhere);
    const taking = { postId, body: 'y', expectedRevision: 1, attachments: [{ id: mine }, { id: elsewhere }] };
    expect(refusal(await edit(ann, taking))).toEqual(['BAD_USER_INPUT', ['attachments.1.id']]);
    expect(value(await edit(bob, { ...taking, attachments: [] }))).toBe('FORBIDDEN');
    expect(value(await edit(ann, { ...taking, expectedRevision: 7, attachments: [] }))).toBe('CONFLICT');
    expect([await filesOf(bob, postId), await filesOf(bob, other)]).toEqual([[mine], [elsewhere]]);
  });

  it('is done once when its answer was lost or it is sent twice at once', async () => {
    const { api, ann, open } = scene;
    const [one, two] = [await api.aFile(ann, open), await api.aFile(ann, open)];
    const postId = await written(ann, one);
    const input = { postId, body: 'y', expectedRevision: 1, attachments: [{ id: two, alt: 'b' }] };
    const answers = await Promise.all([edit(ann, input), edit(ann, input), edit(ann, input)]);
    for (const answer of [...answers, await edit(ann, input)])
      expect(value(answer)).toMatchObject({ revision: 2, attachments: [{ id: two, alt: 'b' }] });
    // The same text with other files is another edit.
    expect(value(await edit(ann, { ...input, attachments: [] }))).toBe('CONFLICT');
    expect(value(await edit(ann, { ...input, attachments: [{ id: two, alt: 'c' }] }))).toBe('CONFLICT');
  });
});

describe('what becomes of a post becomes of its files', () => {
  it('deleted: they are gone, their room is free, also when it was removed before', async () => {
    const { api, ann, bob, hidden } = scene;
    await api.join(bob, hidden, 'FACILITATOR');
    for (const removedFirst of [false, true]) {
      const file = await api.aFile(ann, hidden);
      const before = await roomOf(hidden);
      const answer = await reply(ann, { threadId: secretId, attachments: [{ id: file }] });
      const { id: postId } = value(answer) as { id: string };
      const lead = await api.person('Lead');
      await api.join(lead, hidden, 'FACILITATOR');
      if (removedFirst) await api.call(lead, 'removePost', { postId, reason: 'No.' }, '{ id }');
      const gone = await api.call(ann, 'deletePost', { postId }, FILES);
      expect(idsOf(gone)).toEqual([]);
      expect(await filesOf(ann, postId)).toEqual([]);
      expect(await statesOf(file)).toEqual([null]);
      const after = await roomOf(hidden);
      expect(after[0]).toBe(after[1]);
      expect(after[0]).toBeLessThan(before[0]);
    }
  });

  it('removed: they are withheld, and given to its author and whoever may restore it alone; restored: shown', async () => {
    const { api, ann, bob, open } = scene;
    const lead = await api.person('Lead');
    await api.join(lead, open, 'FACILITATOR');
    const file = await api.aFile(ann, open);
    const { id: postId } = value(await reply(ann, { attachments: [{ id: file }] })) as { id: string };
    expect(idsOf(await api.call(lead, 'removePost', { postId, reason: 'No.' }, FILES))).toEqual([file]);
    expect(await statesOf(file)).toEqual(['WITHHELD']);
    for (const viewer of [Viewer.anonymous, bob]) expect(await filesOf(viewer, postId)).toEqual([]);
    for (const viewer of [ann, lead]) expect(await filesOf(viewer, postId)).toEqual([file]);
    expect(idsOf(await api.call(lead, 'restorePost', { postId }, FILES))).toEqual([file]);
    expect(await statesOf(file)).toEqual(['SHOWN']);
    expect(await filesOf(bob, postId)).toEqual([file]);
  });
});

describe('statements', () => {
  const PAGE = `query ($id: ID!) { thread(id: $id) { id posts { edges { node ${FILES} } } } }`;

  it('take no more for a page of posts without files, and one more for any number with them', async () => {
    const { api, ann, bob, open } = scene;
    await api.aReply(bob, threadId);
    const page = (): Promise<string[]> => api.statementsOf(() => api.ask(bob, PAGE, { id: threadId }));
    await page();
    const without = await page();
    expect(without).toHaveLength(4);
    for (let n = 0; n < 5; n += 1)
      await reply(ann, { attachments: [{ id: await api.aFile(ann, open) }, { id: await api.aFile(ann, open) }] });
    await page();
    expect(await page()).toHaveLength(without.length + 1);
  });

  it('are three more for a reply with files, however many', async () => {
    const { api, ann, open } = scene;
    const bare = await api.statementsOf(() => api.call(ann, 'reply', { threadId, body: 'x' }, '{ id }'));
    const files: string[] = [];
    for (let n = 0; n < 20; n += 1) files.push(await api.aFile(ann, open));
    const full = await api.statementsOf(() =>
      api.call(ann, 'reply', { threadId, body: 'x', attachments: files.map((id) => ({ id })) }, '{ id }'),
    );
    expect(full.length).toBe(bare.length + 3);
  });
});
