import { createHash, randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { Unavailable } from '#platform/errors';
import { FileStorage, ObjectMissing } from '#platform/storage';
import { PreviewService } from '../preview/preview.service.js';
import { ResourceRepository } from '../resource/resource.repository.js';
import { FileScene, type Person, type Told } from '../testing/file-scene.js';
import { FileService } from './file.service.js';

const CONTENT = Buffer.from('0123456789');
const SUM = createHash('sha256').update(CONTENT).digest('hex');

let scene: FileScene;
let open: string;
let owner: Person;
beforeAll(async () => {
  scene = await FileScene.start();
  [open] = (await scene.communities('PUBLIC')) as [string];
  owner = await scene.person('Owner');
  await scene.join(open, owner);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => scene.close());

type Kind = Partial<Omit<Told, 'communityId' | 'ownerId'>>;
const keep = (told: Kind = {}, content = CONTENT): Promise<string> =>
  scene.keep({ communityId: open, ownerId: owner.accountId, ...told }, content);

describe('a file of a public community', () => {
  let id: string;
  let path: string;
  beforeAll(async () => {
    id = await keep({ name: 'Été à Montréal.pdf' });
    path = `/files/${id}/${encodeURIComponent('Été à Montréal.pdf')}`;
  });
  const ask = (headers: Record<string, string> = {}, method = 'GET') => scene.ask(null, path, { method, headers });

  it('is everybody’s, with its own name, and may be kept by who asks each time', async () => {
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([200, '0123456789']);
    expect(answer.headers.get('cache-control')).toBe('public, no-cache, no-transform');
    expect(answer.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''%C3%89t%C3%A9%20%C3%A0%20Montr%C3%A9al.pdf",
    );
    for (const tag of [`"${SUM}"`, `W/"${SUM}"`, `"x", "${SUM}"`, '*']) {
      const again = await ask({ 'if-none-match': tag });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, `"${SUM}"`, '']);
    }
    expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200);
  });

  it('is not kept by anybody while it is held, and is then not everybody’s', async () => {
    const held = await keep({ state: 'HELD', use: 'ATTACHMENT' });
    expect((await scene.ask(null, `/files/${held}/x`)).status).toBe(404);
    const answer = await scene.ask(owner, `/files/${held}/x`);
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store, no-transform']);
  });

  it('is served in parts', async () => {
    const part = async (range: string, headers: Record<string, string> = {}) => {
      const answer = await ask({ range, ...headers });
      const { status } = answer;
      return [status, answer.headers.get('content-range'), answer.headers.get('content-length'), await answer.text()];
    };
    expect(await part('bytes=2-4')).toEqual([206, 'bytes 2-4/10', '3', '234']);
    expect(await part('bytes=-3')).toEqual([206, 'bytes 7-9/10', '3', '789']);
    expect(await part('bytes=8-')).toEqual([206, 'bytes 8-9/10', '2', '89']);
    expect(await part('bytes=0-99')).toEqual([206, 'bytes 0-9/10', '10', '0123456789']);
    expect(await part('bytes=10-')).toEqual([416, 'bytes */10', '0', '']);
    for (const whole of ['bytes=0-1,3-4', 'bytes=4-2', 'lines=1-2', 'nonsense'])
      expect(await part(whole)).toEqual([200, null, '10', '0123456789']);
    expect(await part('bytes=2-4', { 'if-range': `"${SUM}"` })).toEqual([206, 'bytes 2-4/10', '3', '234']);
    for (const other of ['"other"', `W/"${SUM}"`, 'Sun, 22 Nov 2026 05:00:00 GMT'])
      expect(await part('bytes=2-4', { 'if-range': other })).toEqual([200, null, '10', '0123456789']);
  });

  it('answers HEAD as GET without the bytes, and without ranges', async () => {
    const read = jest.spyOn(scene.get(FileStorage), 'read');
    const [head, ranged] = [await ask({}, 'HEAD'), await ask({ range: 'bytes=0-1' }, 'HEAD')];
    for (const answer of [head, ranged]) {
      expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '10', '']);
      expect(answer.headers.get('etag')).toBe(`"${SUM}"`);
    }
    expect(read).not.toHaveBeenCalled();
  });

  it('is shown in its place only where nothing can run in it', async () => {
    const disposition = async (told: Kind): Promise<string | undefined> => {
      const answer = await scene.ask(null, `/files/${await keep(told)}/x`);
      await answer.arrayBuffer();
      return answer.headers.get('content-disposition')?.split(';', 1)[0];
    };
    expect(await disposition({ mediaType: 'text/plain', name: 'evil.txt' })).toBe('attachment');
    expect(await disposition({ mediaType: 'image/png', name: 'a.png' })).toBe('attachment');
    expect(await disposition({ mediaType: 'video/mp4', name: 'a.mp4' })).toBe('inline');
    const made = { use: 'ATTACHMENT', mediaType: 'image/webp', width: 4, height: 4, name: 'a.webp' } as const;
    expect(await disposition(made)).toBe('inline');
  });

  it('is said to be what it was found to be, and of a text nobody knows the charset', async () => {
    const answer = await scene.ask(null, `/files/${await keep({ mediaType: 'text/plain', name: 'a.txt' })}/x`);
    expect(answer.headers.get('content-type')).toBe('text/plain');
  });

  it('has no picture before it was made', async () => {
    expect((await scene.ask(owner, `/files/${id}/preview/small.webp`)).status).toBe(404);
  });

  it('is within a page the picture that we made of it, or nothing', async () => {
    const image = { 'sec-fetch-dest': 'image' };
    const shown = async (of: string, name = 'x.png', headers: Record<string, string> = image) => {
      const answer = await scene.ask(null, `/files/${of}/${name}`, { headers });
      return [answer.status, answer.headers.get('content-type'), await answer.text()];
    };
    const raw = await keep({ mediaType: 'image/png', name: 'a.png' });
    const nothing = await shown(v7());
    expect(await shown(raw)).toEqual(nothing);
    const picture = (content: string) => ({ bytes: Buffer.from(content), width: 9, height: 9 });
    scene.pictures.next = { small: picture('small'), large: picture('large'), pages: null };
    await scene.get(PreviewService).make(raw);
    expect(await shown(raw)).toEqual([200, 'image/webp', 'large']);
    expect(await shown(raw, 'preview/small.webp')).toEqual([200, 'image/webp', 'small']);
    for (const use of ['document', 'empty', 'video'])
      expect(await shown(raw, 'x.png', { 'sec-fetch-dest': use })).toEqual([200, 'image/png', '0123456789']);
    const answer = await scene.ask(null, `/files/${raw}/x.png`);
    expect([answer.headers.get('vary'), await answer.text()]).toEqual(['Sec-Fetch-Dest', '0123456789']);
    // What stands with a post is ours already.
    const made = await keep({ use: 'ATTACHMENT', mediaType: 'image/webp', width: 4, height: 4, name: 'a.webp' });
    expect(await shown(made)).toEqual([200, 'image/webp', '0123456789']);
  });

  it('comes whole when it is large, and lets go of its bytes when whoever asked goes away', async () => {
    const content = randomBytes(9 * 1024 * 1024);
    const large = await keep({ mediaType: 'application/zip', name: 'a.zip' }, content);
    const answer = await scene.ask(null, `/files/${large}/a.zip`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);

    const storage = scene.get(FileStorage);
    const read = storage.read.bind(storage);
    const opened: Readable[] = [];
    jest.spyOn(storage, 'read').mockImplementation(async (...args) => {
      const bytes = await read(...args);
      opened.push(bytes);
      return bytes;
    });
    const abort = new AbortController();
    const cut = await scene.ask(null, `/files/${large}/a.zip`, { signal: abort.signal });
    await cut.body?.getReader().read();
    abort.abort();
    const [bytes] = opened;
    if (bytes && !bytes.closed) await new Promise((resolve) => bytes.once('close', resolve));
    expect(bytes?.destroyed).toBe(true);
  });
});

describe('a storage that fails', () => {
  let path: string;
  beforeEach(async () => {
    path = `/files/${await keep({}, randomBytes(100))}/x`;
  });
  const serves = (bytes: () => Readable) =>
    jest.spyOn(scene.get(FileStorage), 'read').mockImplementation(() => Promise.resolve(bytes()));

  it('before the first byte is said as an error', async () => {
    jest.spyOn(scene.get(FileStorage), 'read').mockRejectedValue(new Unavailable());
    const answer = await scene.ask(null, path);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    // What was to be said of the file is said of no error.
    expect([
      answer.headers.get('etag'),
      answer.headers.get('content-disposition'),
      answer.headers.get('cache-control'),
    ]).toEqual([null, null, 'private, no-store']);
    jest.spyOn(scene.get(FileStorage), 'read').mockRejectedValue(new ObjectMissing('x'));
    expect((await scene.ask(null, path)).status).toBe(503);
  });

  it('midway cuts the connection, and so does one that ends too early or gives too much', async () => {
    const failing = (): Readable => {
      const bytes = new PassThrough();
      bytes.write(randomBytes(40));
      setImmediate(() => bytes.destroy(new Error('the disk is gone')));
      return bytes;
    };
    for (const bytes of [failing, () => Readable.from([randomBytes(40)]), () => Readable.from([randomBytes(140)])]) {
      serves(bytes);
      await expect(scene.ask(null, path).then((answer) => answer.arrayBuffer())).rejects.toThrow();
    }
  });
});

describe('the count of downloads', () => {
  const downloads = async (resourceId: string): Promise<number> => {
    const { rows } = await scene.db.pool.query<{ downloads: number }>('SELECT downloads FROM resources WHERE id = $1', [
      resourceId,
    ]);
    return rows[0]?.downloads ?? 0;
  };
  /** A resource with one version; what stands in its rows besides does not matter here. */
  const aResource = async (): Promise<{ resourceId: string; id: string }> => {
    const [resourceId, id] = [v7(), await keep()];
    await scene.db.pool.query(
      `INSERT INTO resources (id, community_id, sharer_id, title, sort_title, description, kind, language, tags, tag_keys, licence,
         last_number, revision, created_at, updated_at)
       VALUES ($1, $2, $3, 'T', 't', '', 'DOCUMENT', 'EN', '{}', '{}', 'CC0_1_0', 1, 1, now(), now())`,
      [resourceId, open, owner.accountId],
    );
    await scene.db.pool.query(
      `INSERT INTO resource_versions (id, resource_id, number, author_id, created_at) VALUES ($1, $2, 1, $3, now())`,
      [id, resourceId, owner.accountId],
    );
    return { resourceId, id };
  };

  it('grows with each fetching from the first byte on, and with nothing else', async () => {
    const { resourceId, id } = await aResource();
    const count = jest.spyOn(scene.get(ResourceRepository), 'countDownload');
    const ask = async (query = '', init: RequestInit = {}, who: Person | null = null): Promise<void> => {
      await (await scene.ask(who, `/files/${id}/x${query}`, init)).arrayBuffer();
    };
    await ask('', { method: 'HEAD' });
    await ask('', { headers: { range: 'bytes=3-' } });
    await ask('', { headers: { range: 'bytes=99-' } });
    await ask('', { headers: { 'if-none-match': `"${SUM}"` } });
    await ask('?view');
    await ask('?view=1&x=2');
    for (const use of ['image', 'video', 'audio', 'track', 'object', 'embed', 'iframe'])
      await ask('', { headers: { 'sec-fetch-dest': use } });
    await scene.setState(id, 'WITHHELD');
    await ask('', {}, owner);
    await scene.setState(id, 'SHOWN');
    await ask();
    await ask('?other=1');
    await ask('', { headers: { range: 'bytes=0-3', 'sec-fetch-dest': 'document' } });
    expect(count.mock.calls).toEqual([[id], [id], [id]]);
    await Promise.all(count.mock.results.map(({ value }) => value as Promise<void>));
    expect(await downloads(resourceId)).toBe(3);
  });

  it('fails without anybody noticing', async () => {
    const { id } = await aResource();
    await scene.db.pool.query('ALTER TABLE resources RENAME TO resources_away');
    try {
      expect((await scene.ask(null, `/files/${id}/x`)).status).toBe(200);
    } finally {
      await scene.db.pool.query('ALTER TABLE resources_away RENAME TO resources');
    }
  });
});

describe('facts about files', () => {
  it('come in one statement for any number', async () => {
    const ids = [await keep(), await keep(), v7()];
    const { statements } = scene;
    const facts = await scene.get(FileService).facts(ids);
    expect([facts.size, scene.statements - statements]).toEqual([2, 1]);
    expect(facts.get(ids[0] ?? '')).toEqual({
      id: ids[0],
      communityId: open,
      ownerId: owner.accountId,
      use: 'VERSION',
      state: 'SHOWN',
      name: 'Plan.pdf',
      mediaType: 'application/pdf',
      size: 10,
      sha256: SUM,
      charged: 10,
      storedFileId: expect.any(String),
      width: null,
      height: null,
      preview: { state: 'WAITING', pages: null, small: null, large: null },
    });
  });
});
