import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { idOf, Tus } from '../testing/tus.js';
import { sha256, UploadScene, type Sender } from '../testing/upload-scene.js';

const TEXT = Buffer.from('Étagères et vitrines\n');

let scene: UploadScene;
let ann: Sender;
let bob: Sender;
let stranger: Sender;
let open: string;
let hidden: string;
const as = (person: Sender | null): Tus => new Tus(scene.main, person);

beforeAll(async () => {
  scene = await UploadScene.start({ UPLOAD_MAX_MIB: '1', COMMUNITY_QUOTA_MIB: '2', RATE_LIMITS: 'upload=100000/3600' });
  ({ open, hidden } = scene.slugs);
  ann = await scene.person('Ann', { member: [open, hidden] });
  bob = await scene.person('Bob', { member: [open, hidden] });
  stranger = await scene.person('Stranger', { member: [scene.slugs.elsewhere] });
});
afterAll(() => scene.close());

describe('an upload', () => {
  it('arrives whole in one piece and in several, and then is ready', async () => {
    const id = await as(ann).begin({ community: open, size: TEXT.length, sha256: sha256(TEXT).toUpperCase() });
    expect(await as(ann).offset(id)).toBe(0);
    const first = await as(ann).patch(id, 0, TEXT.subarray(0, 9));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, '9']);
    expect(await as(ann).offset(id)).toBe(9);
    const last = await as(ann).patch(id, 9, TEXT.subarray(9));
    expect([last.status, last.headers.get('copse-refused')]).toEqual([204, null]);
    expect(await as(ann).offset(id)).toBe(TEXT.length);
    expect(await scene.rows('SELECT state, media_type, sha256, size FROM uploads WHERE id = $1', [id])).toEqual([
      { state: 'READY', media_type: 'text/plain', sha256: sha256(TEXT), size: String(TEXT.length) },
    ]);
    // Nothing more can come.
    expect((await as(ann).patch(id, TEXT.length, Buffer.alloc(0), { 'content-length': '0' })).status).toBe(204);
    expect((await as(ann).cancel(id)).status).toBe(204);
  });

  it('may come with its announcement', async () => {
    const { status, headers } = await as(ann).announce({ community: open, size: TEXT.length }, TEXT);
    expect([status, headers.get('upload-offset')]).toEqual([201, String(TEXT.length)]);
    expect(headers.get('location')).toBe(`/uploads/${idOf(headers)}`);
    const [row] = await scene.rows<{ state: string }>('SELECT state FROM uploads WHERE id = $1', [idOf(headers)]);
    expect(row?.state).toBe('READY');
    await as(ann).cancel(idOf(headers));
  });

  it('says of itself what was announced, and is kept by nobody on the way', async () => {
    const id = await as(ann).begin({ community: open, name: 'Plan.txt', size: 7 });
    const { headers } = await as(ann).ask('HEAD', `/uploads/${id}`);
    expect(headers.get('upload-length')).toBe('7');
    expect(headers.get('cache-control')).toBe('private, no-store');
    expect(headers.get('upload-metadata')).toBe(
      `filename ${Buffer.from('Plan.txt').toString('base64')},filetype ${Buffer.from('text/plain').toString('base64')}`,
    );
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    await as(ann).cancel(id);
  });

  it('refuses a wrong offset, too many bytes, and what is not bytes', async () => {
    const id = await as(ann).begin({ community: open, size: TEXT.length });
    await as(ann).patch(id, 0, TEXT.subarray(0, 9));
    expect(await as(ann).patch(id, 3, TEXT.subarray(3))).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect(await as(ann).patch(id, 12, TEXT.subarray(12))).toMatchObject({ status: 409, code: 'CONFLICT' });
    expect(await as(ann).patch(id, 9, Buffer.concat([TEXT, TEXT]))).toMatchObject({
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
    });
    for (const offset of ['-1', 'x', '09'])
      expect((await as(ann).patch(id, offset, TEXT)).fields).toHaveProperty('Upload-Offset');
    expect(await as(ann).patch(id, 9, TEXT.subarray(9), { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      fields: { 'Content-Type': expect.any(String) },
    });
    expect(await as(ann).offset(id)).toBe(9);
    await as(ann).cancel(id);
  });

  it('can be ended, which gives its room and its bytes back', async () => {
    const before = { room: await scene.room(), objects: await scene.objects() };
    const id = await as(ann).begin({ community: open, size: TEXT.length });
    await as(ann).patch(id, 0, TEXT.subarray(0, 9));
    expect((await scene.room()).charged).toBe(before.room.charged + TEXT.length);
    expect((await as(ann).cancel(id)).status).toBe(204);
    expect(await scene.room()).toEqual(before.room);
    expect(await scene.objects()).toEqual(before.objects);
    expect((await as(ann).cancel(id)).status).toBe(404);
  });
});

describe('the addresses of uploads', () => {
  it('answer everybody else, and whoever lost the right, like those of nothing', async () => {
    const member = await scene.person('Member', { member: [hidden] });
    const [finished, halfway] = [
      await as(member).send(TEXT, { community: hidden }),
      await as(member).begin({ community: hidden, size: TEXT.length }),
    ];
    await as(member).patch(halfway, 0, TEXT.subarray(0, 9));
    const answers = async (person: Sender, id: string) => {
      const of = as(person);
      const replies = [
        await of.ask('HEAD', `/uploads/${id}`),
        await of.patch(id, 9, TEXT.subarray(9)),
        await of.cancel(id),
        await of.ask('GET', `/uploads/${id}`),
      ];
      return replies.map(({ status, text, headers }) => [status, text, [...headers.keys()].toSorted()]);
    };
    const ofNothing = await answers(bob, v7());
    expect(ofNothing.map(([status]) => status)).toEqual([404, 404, 404, 404]);
    const staff = await scene.person('Staff', { isStaff: true });
    for (const person of [bob, stranger, staff])
      for (const id of [finished, halfway]) expect(await answers(person, id)).toEqual(ofNothing);
    await scene.leave(member, hidden);
    for (const id of [finished, halfway]) expect(await answers(member, id)).toEqual(ofNothing);
    expect(await scene.rows('SELECT id FROM uploads WHERE account_id = $1', [member.accountId])).toHaveLength(2);
  });

  it('cost the same questions whether something is there or not', async () => {
    const id = await as(ann).begin({ community: hidden });
    const questions = (person: Sender, of: string): Promise<string[]> =>
      scene.statementsOf(() => as(person).ask('HEAD', `/uploads/${of}`));
    expect(await questions(stranger, id)).toEqual(await questions(stranger, v7()));
    expect(await questions(bob, id)).toEqual(await questions(bob, v7()));
    await as(ann).cancel(id);
  });

  it('give nothing to read, and nothing to other methods and addresses', async () => {
    const id = await as(ann).send(TEXT, { community: open });
    const nothing = await as(ann).ask('GET', `/uploads/${v7()}`);
    for (const [method, path] of [
      ['GET', `/uploads/${id}`],
      ['GET', '/uploads'],
      ['POST', `/uploads/${id}`],
      ['PUT', `/uploads/${id}`],
      ['PATCH', '/uploads'],
      ['PATCH', `/uploads/x/${id}`],
      ['PATCH', `/uploads/${id.toUpperCase()}`],
      ['PATCH', `/uploads/${id}/`],
      ['DELETE', '/uploads/..%2f..%2fetc'],
    ] as const) {
      const reply = await as(ann).ask(method, path);
      expect([path, reply.status, reply.text]).toEqual([path, 404, nothing.text]);
    }
    await as(ann).cancel(id);
  });

  it('tell by OPTIONS what there is, and nothing to other sites', async () => {
    const { status, headers } = await as(null).ask('OPTIONS', '/uploads', {
      origin: 'https://evil.example',
      'tus-resumable': null,
    });
    expect(status).toBe(204);
    expect(headers.get('tus-extension')).toBe('creation,creation-with-upload,termination');
    expect(headers.get('tus-max-size')).toBe(String(1024 * 1024));
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it('take no notice of a body that they did not ask for', async () => {
    const id = await as(ann).begin({ community: open });
    expect((await as(ann).ask('HEAD', `/uploads/${id}`, { 'content-length': '0' })).status).toBe(200);
    expect((await as(ann).ask('DELETE', `/uploads/${id}`, {}, TEXT)).status).toBe(204);
    const { status, headers } = await as(ann).announce(
      { community: open, headers: { 'content-type': 'text/plain' } },
      TEXT,
    );
    expect([status, headers.get('upload-offset')]).toEqual([201, null]);
    expect(await as(ann).offset(idOf(headers))).toBe(0);
    await as(ann).cancel(idOf(headers));
  });

  it('are shut for nobody at all', async () => {
    const id = await as(ann).begin({ community: open });
    for (const method of ['PATCH', 'DELETE', 'HEAD'])
      expect((await as(null).ask(method, `/uploads/${id}`, patchHeaders)).status).toBe(401);
    await as(ann).cancel(id);
  });
});

const patchHeaders = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
