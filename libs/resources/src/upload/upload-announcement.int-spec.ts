import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Tus } from '../testing/tus.js';
import { UploadScene, type Sender } from '../testing/upload-scene.js';
import { MOST_UNDER_WAY } from './upload-reception.service.js';

let scene: UploadScene;
let ann: Sender;
let stranger: Sender;
let open: string;
let hidden: string;
const as = (person: Sender | null): Tus => new Tus(scene.main, person);

beforeAll(async () => {
  scene = await UploadScene.start({ UPLOAD_MAX_MIB: '1', COMMUNITY_QUOTA_MIB: '2', RATE_LIMITS: 'upload=100000/3600' });
  ({ open, hidden } = scene.slugs);
  ann = await scene.person('Ann', { member: [open, hidden] });
  stranger = await scene.person('Stranger', { member: [scene.slugs.elsewhere] });
});
afterAll(() => scene.close());

describe('who may begin an upload', () => {
  it('refuses the stranger and the member of another community, and tells them the rule', async () => {
    for (const community of [open, hidden]) {
      expect(await as(null).announce({ community })).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
      expect(await as(stranger).announce({ community })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
  });

  it('tells nobody in particular what else would be wrong', async () => {
    expect(await as(null).announce({ name: null, size: 0 })).toMatchObject({ status: 401, fields: undefined });
    expect(await as(null).ask('POST', '/uploads', { 'tus-resumable': null })).toMatchObject({ status: 401 });
  });

  it('refuses a former member, one without a confirmed address, and administrators of the site', async () => {
    const former = await scene.person('Former', { member: [hidden] });
    await scene.leave(former, hidden);
    const unverified = await scene.person('Unverified', { member: [open], verified: false });
    const staff = await scene.person('Staff', { isStaff: true });
    for (const person of [former, unverified, staff])
      expect(await as(person).announce({ community: hidden })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('takes nothing for an archived community, and something of staff for one that is being set up', async () => {
    const staff = await scene.person('Staff', { isStaff: true });
    await scene.arrange(open, 'PUBLIC', 'ARCHIVED');
    expect(await as(ann).announce({ community: open })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    await scene.arrange(open, 'PUBLIC', 'ORGANIZING');
    expect(await as(staff).announce({ community: open })).toMatchObject({ status: 201 });
    await scene.arrange(open, 'PUBLIC');
  });

  it('knows no community that is not there', async () => {
    expect(await as(ann).announce({ community: 'no-such-community' })).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});

describe('what is announced', () => {
  it.each<[string, Parameters<Tus['announce']>[0], string]>([
    ['no name', { name: null }, 'filename'],
    ['a name of which nothing is left', { name: '../..' }, 'filename'],
    ['a name that is too long', { name: `${'a'.repeat(1_001)}.txt` }, 'filename'],
    ['no ending', { name: 'notes' }, 'filename'],
    ['an ending that is not taken', { name: 'page.html' }, 'filename'],
    ['an ending that is hidden', { name: 'photo.jpg\u202egpj.exe' }, 'filename'],
    ['a type over two lines', { type: 'text/plain\r\nx: y' }, 'filetype'],
    ['no community', { community: null }, 'community'],
    ['a community that is no slug', { community: 'Small Museums' }, 'community'],
    ['a sum that is none', { sha256: 'abc' }, 'sha256'],
    ['no length', { headers: { 'upload-length': null } }, 'Upload-Length'],
    ['a negative length', { size: -1 }, 'Upload-Length'],
    ['a length that is no number', { size: '1e3' }, 'Upload-Length'],
    ['nothing', { size: 0 }, 'Upload-Length'],
    ['a length for later', { headers: { 'upload-length': null, 'upload-defer-length': '1' } }, 'Upload-Defer-Length'],
    ['a part of several', { headers: { 'upload-concat': 'partial' } }, 'Upload-Concat'],
    ['a checksum of tus', { headers: { 'upload-checksum': 'sha1 x' } }, 'Upload-Checksum'],
    ['no metadata', { headers: { 'upload-metadata': null } }, 'Upload-Metadata'],
    ['metadata that is no Base64', { headers: { 'upload-metadata': 'filename a.txt' } }, 'Upload-Metadata'],
    ['a key twice', { headers: { 'upload-metadata': 'filename YQ==,filename YQ==' } }, 'Upload-Metadata'],
  ])('refuses %s by the name of the field', async (_what, announced, field) => {
    const { status, code, fields } = await as(ann).announce({ community: open, ...announced });
    expect([status, code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(Object.keys(fields ?? {})).toContain(field);
  });

  it('refuses another version of tus, and says its own', async () => {
    for (const version of [null, '0.2.2']) {
      const { status, fields, headers } = await as(ann).announce({
        community: open,
        headers: { 'tus-resumable': version },
      });
      expect([status, Object.keys(fields ?? {}), headers.get('tus-resumable')]).toEqual([
        412,
        ['Tus-Resumable'],
        '1.0.0',
      ]);
    }
  });

  it('cleans the name and leaves nothing of a path in it', async () => {
    const id = await as(ann).begin({ community: open, name: '..\\..\\etc/\u0000Pl\u202ean d’été\r\n.txt' });
    const [row] = await scene.rows<{ name: string }>('SELECT file_name AS name FROM uploads WHERE id = $1', [id]);
    expect(row?.name).toBe('Plan d’été.txt');
    expect((await as(ann).cancel(id)).status).toBe(204);
  });

  it('refuses what is larger than a file may be, before a byte is sent', async () => {
    const { status, code, fields } = await as(ann).announce({ community: open, size: 1024 * 1024 + 1 });
    expect([status, code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(fields?.['Upload-Length']).toMatch(/1 MiB/);
  });

  it('takes a type that is missing', async () => {
    const id = await as(ann).begin({ community: open, type: null });
    expect((await as(ann).cancel(id)).status).toBe(204);
  });

  it('lets one account have so many under way in a community', async () => {
    const many = await scene.person('Many', { member: [open] });
    await scene.rows(
      `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, size, state)
       SELECT gen_random_uuid(), $1, c.id, 'x.txt', '', 1, 'RECEIVING'
       FROM communities c, generate_series(1, ${MOST_UNDER_WAY}) WHERE slug = $2`,
      [many.accountId, open],
    );
    const before = await scene.objects();
    expect(await as(many).announce({ community: open })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await scene.objects()).toEqual(before);
    await scene.rows('DELETE FROM uploads WHERE account_id = $1', [many.accountId]);
  });
});
