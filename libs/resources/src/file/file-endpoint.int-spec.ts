import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { PreviewService } from '../preview/preview.service.js';
import { FileScene, type Person } from '../testing/file-scene.js';

const CONTENT = Buffer.from('0123456789');
const SUM = createHash('sha256').update(CONTENT).digest('hex');
const SMALL = Buffer.from('small picture');

let scene: FileScene;
let open: string;
let hidden: string;
let owner: Person;
let member: Person;
let facilitator: Person;
let former: Person;
let stranger: Person;
let staff: Person;
let unverified: Person;
let applicant: Person;
let removed: Person;
beforeAll(async () => {
  scene = await FileScene.start();
  [open, hidden] = (await scene.communities('PUBLIC', 'PRIVATE', 'PUBLIC')) as [string, string];
  [owner, member, facilitator] = [await scene.person('Owner'), await scene.person('Member'), await scene.person('Fay')];
  [former, stranger] = [await scene.person('Former'), await scene.person('Stranger')];
  staff = await scene.person('Staff', { isStaff: true });
  unverified = await scene.person('New', { emailVerified: false });
  for (const community of [open, hidden]) {
    await scene.join(community, owner);
    await scene.join(community, member);
    await scene.join(community, facilitator, 'FACILITATOR');
    await scene.join(community, former);
    await scene.leave(community, former);
  }
  await scene.join(hidden, unverified);
  [applicant, removed] = [await scene.person('Applicant'), await scene.person('Removed')];
  await scene.db.pool.query(
    `INSERT INTO applications (id, community_id, account_id, status, form, answers) VALUES ($1, $2, $3, 'WAITING', '[]', '[]')`,
    [v7(), hidden, applicant.accountId],
  );
  await scene.db.pool.query(`INSERT INTO removals (community_id, account_id, reason) VALUES ($1, $2, 'x')`, [
    hidden,
    removed.accountId,
  ]);
});
afterAll(() => scene.close());

const keep = (communityId: string): Promise<string> => scene.keep({ communityId, ownerId: owner.accountId }, CONTENT);

/** All of an answer that could tell anything. */
const told = async (answer: Response) => {
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
  return { status: answer.status, headers, body: await answer.text() };
};

/** A request that `fetch` would put right. */
const raw = (path: string, method = 'GET'): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const sent = request(`${scene.origin}/`, { path, method }, (res) => {
      let body = '';
      res
        .on('data', (chunk: Buffer) => (body += chunk.toString()))
        .on('end', () => resolve({ status: res.statusCode ?? 0, body }));
    });
    sent.on('error', reject).end();
  });

describe('a file of a private community', () => {
  let id: string;
  beforeAll(async () => {
    id = await keep(hidden);
    scene.pictures.next = {
      small: { bytes: SMALL, width: 320, height: 200 },
      large: { bytes: randomBytes(40), width: 1_600, height: 1_000 },
      pages: 2,
    };
    await scene.get(PreviewService).make(id);
  });
  afterEach(() => scene.setState(id, 'SHOWN'));

  const paths = (of: string): string[] => [
    `/files/${of}/Plan.pdf`,
    `/files/${of}/preview/small.webp`,
    `/files/${of}/preview/large.webp`,
  ];
  const ways: RequestInit[] = [
    {},
    { method: 'HEAD' },
    { headers: { range: 'bytes=0-3' } },
    { headers: { range: 'bytes=900-' } },
    { headers: { 'if-none-match': `"${SUM}"` } },
    { headers: { 'if-none-match': '*' } },
    { headers: { range: 'bytes=0-3', 'if-range': `"${SUM}"` } },
    { headers: { accept: 'text/html,*/*;q=0.8' } },
  ];

  it('is for all who may not see it what is not there, by every address and in every way, after the same questions', async () => {
    const outsiders: (Person | null)[] = [null, stranger, former, applicant, removed, staff, unverified];
    for (const state of ['SHOWN', 'HELD', 'WITHHELD'] as const) {
      await scene.setState(id, state);
      const barred = state === 'SHOWN' ? outsiders : [...outsiders, member];
      for (const who of barred) {
        for (const [at, path] of paths(id).entries()) {
          for (const way of ways) {
            const before = scene.statements;
            const refused = await told(await scene.ask(who, path, way));
            const between = scene.statements;
            const nothing = await told(await scene.ask(who, paths(v7())[at] ?? '', way));
            expect(refused).toEqual(nothing);
            expect(refused.status).toBe(404);
            expect(between - before).toBe(scene.statements - between);
            expect(between - before).toBe(who === null ? 2 : 3);
          }
        }
      }
    }
  });

  it('is words and no error for somebody whose browser shows the answer as a page', async () => {
    const way = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };
    const { status, headers, body } = await told(await scene.ask(stranger, `/files/${id}/Plan.pdf`, way));
    expect(status).toBe(404);
    expect(headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect(body).toMatch(/^There is nothing here[^]+\n\nIl n’y a rien ici/);
  });

  it('is what a member gets, and nobody keeps it', async () => {
    const answer = await told(await scene.ask(member, `/files/${id}/Plan.pdf`));
    expect(answer).toEqual({
      status: 200,
      headers: expect.objectContaining({
        'content-type': 'application/pdf',
        'content-length': '10',
        'content-disposition': 'attachment; filename=Plan.pdf',
        'cache-control': 'private, no-store, no-transform',
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'accept-ranges': 'bytes',
        etag: `"${SUM}"`,
      }),
      body: '0123456789',
    });
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    const small = await scene.ask(member, `/files/${id}/preview/small.webp`);
    expect([small.headers.get('content-type'), small.headers.get('content-disposition')]).toEqual([
      'image/webp',
      'inline',
    ]);
    expect([small.headers.get('cache-control'), await small.text()]).toEqual([
      'private, no-store, no-transform',
      'small picture',
    ]);
  });

  it('is, while it is held, for its owner alone, and taken away for those who decide about it as well', async () => {
    const statuses = async (...people: Person[]): Promise<number[]> =>
      Promise.all(people.map(async (person) => (await scene.ask(person, `/files/${id}/x`)).status));
    await scene.setState(id, 'HELD');
    expect(await statuses(owner, member, facilitator)).toEqual([200, 404, 404]);
    await scene.setState(id, 'WITHHELD');
    expect(await statuses(owner, member, facilitator)).toEqual([200, 404, 200]);
  });

  it('goes with the membership, from one request to the next', async () => {
    const guest = await scene.person('Guest');
    await scene.join(hidden, guest);
    expect((await scene.ask(guest, `/files/${id}/x`)).status).toBe(200);
    await scene.leave(hidden, guest);
    expect((await scene.ask(guest, `/files/${id}/x`)).status).toBe(404);
  });

  it('is refused to a token that is worth nothing before anything is looked up', async () => {
    const { statements } = scene;
    const answer = await told(await scene.ask(null, `/files/${id}/x`, { headers: { 'x-refused': 'yes' } }));
    expect([answer.status, JSON.parse(answer.body).errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect(scene.statements).toBe(statements);
  });
});

describe('what is no address of a file', () => {
  it('is the same as nothing', async () => {
    const id = await keep(open);
    const nothing = await raw(`/files/${v7()}/x`);
    for (const path of [
      '/files',
      '/files/',
      `/files/${id}`,
      `/files/${id}/`,
      `/files/${id}/a/b`,
      `/files/${id.toUpperCase()}/x`,
      `/files/${id}x/x`,
      `/files/../files/${id}/a/b`,
      `/files/${id}/preview/huge.webp`,
      `/files/${id}/preview/small.png`,
      `/files/${id}/preview/../x`,
      `/files//${id}/x`,
      '/files/%00/x',
      '/files/1;DROP%20TABLE%20files/x',
      '/files/__proto__/x',
      `/files/${id}%2fx`,
    ])
      expect([path, await raw(path)]).toEqual([path, nothing]);
  });

  it('is, for all that is not a reading, a method that is not there', async () => {
    const id = await keep(open);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      for (const path of [`/files/${id}/x`, `/files/${v7()}/x`])
        expect(await raw(path, method)).toEqual({ status: 405, body: '' });
    }
  });
});
