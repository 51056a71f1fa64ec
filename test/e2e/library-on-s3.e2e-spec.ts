import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aSound, sha256 } from '../support/mixed-files.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson } from '../support/people.js';
import { startS3, type S3Server } from '../support/s3-server.js';
import { Sender, usedBytes } from '../support/sender.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const MIB = 1024 * 1024;
/** As the product cuts what it sends to the bucket. */
const PART = 8 * MIB;
const SLUG = 'small-museums';
const CURRENT = 'current { sha256 size url preview { state small { url } large { url } } }';
const SHARE = `mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id ${CURRENT} } }`;
const ATTACH = 'mutation ($uploadId: ID!) { attachFile(input: {uploadId: $uploadId}) { id url width } }';
const DELETE = 'mutation ($resourceId: ID!) { deleteResource(input: {resourceId: $resourceId}) { id } }';

interface Shared {
  id: string;
  current: {
    sha256: string;
    size: number;
    url: string;
    preview: { state: string; small: { url: string } | null; large: { url: string } | null };
  };
}

/** Sound of exactly this many bytes, no two alike. */
const sound = (bytes: number): Buffer => aSound(bytes - 16);

describe('a library in a bucket', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let s3: S3Server;
  let product: OwnProduct;
  let person: GraphqlClient;
  let tus: Sender;
  const bytes = sound(26 * MIB);
  const shared: Shared[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    s3 = await startS3(folder.path);
    product = await OwnProduct.start({ S3_URL: s3.url });
    person = await aPerson(product.now, 'Odile Marchand');
    await person.data(`mutation { joinCommunity(input: {slug: "${SLUG}"}) { id } }`);
    tus = new Sender(person);
  });
  afterAll(async () => {
    await product?.end();
    await s3?.close();
    await folder?.remove();
  });

  const share = async (uploadId: string): Promise<Shared> => {
    const input = { communitySlug: SLUG, uploadId };
    const { shareResource } = await person.data<{ shareResource: Shared }>(SHARE, { input });
    shared.push(shareResource);
    return shareResource;
  };
  const fetched = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(product.now.origin + path, { headers: { ...person.credential, ...headers }, redirect: 'error' });
  /** Names of all objects that the bucket has, as its own disk shows them. */
  const objects = async (): Promise<string[]> => {
    const entries = await readdir(join(folder.path, 'copse-files'), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith('._S3rver_object'))
      .map((entry) => join(entry.parentPath, entry.name));
  };
  const noFault = (): void => {
    s3.fault = () => 'none';
  };
  /** How many parts of an upload count, by the note that stands in the bucket; a request would make its writer let go. */
  const partsOf = (id: string, parts: number): Promise<unknown> =>
    until(`${parts} parts in the bucket`, async () => {
      const path = join(folder.path, 'copse-files/incoming', `${id}._S3rver_object`);
      const card = await readFile(path, 'utf8').catch(() => '');
      return card.endsWith('}') && (JSON.parse(card) as { parts: unknown[] }).parts.length >= parts;
    });

  it('takes a large file though the line is cut, the product killed and the bucket out of reach', async () => {
    const announced = { name: 'Entretien – été.wav', size: bytes.length, community: SLUG, sha256: sha256(bytes) };
    const id = await tus.begin(announced);
    const first = tus.sending(id, 0, bytes.length);
    first.request.write(bytes.subarray(0, PART + MIB));
    await partsOf(id, 1);
    first.request.destroy();
    const reached = (await tus.offset(id)) ?? 0;
    expect(reached).toBeGreaterThanOrEqual(PART);
    expect(reached).toBeLessThanOrEqual(PART + MIB);

    const second = tus.sending(id, reached, bytes.length - reached);
    second.request.write(bytes.subarray(reached, 2 * PART + MIB));
    await partsOf(id, 2);
    await product.killAndStart();
    expect(await second.answer).toBeNull();
    // What was too short for a part went with the process, and its sender is told so.
    expect(await tus.offset(id)).toBe(2 * PART);

    s3.fault = ({ url = '' }) => (url.includes('partNumber=') ? { cutRequestAfter: MIB } : 'none');
    expect(await tus.patch(id, 2 * PART, bytes.subarray(2 * PART))).toMatchObject({ status: 503, code: 'UNAVAILABLE' });
    noFault();
    const { status, headers } = await tus.finish(id, bytes);
    expect([status, headers.get('copse-refused')]).toEqual([204, null]);
    expect((await share(id)).current).toMatchObject({ sha256: sha256(bytes), size: bytes.length });
  });

  it('serves it whole and in parts, and nobody else reads the bucket', async () => {
    const url = shared[0]?.current.url ?? '';
    const whole = await fetched(url);
    expect([whole.status, Number(whole.headers.get('content-length'))]).toEqual([200, bytes.length]);
    expect(sha256(await whole.bytes())).toBe(sha256(bytes));
    for (const [from, to] of [
      // Not [0, 0]: of the first byte alone s3rver believes that all are meant.
      [0, 1],
      [PART - 5, PART + 5],
      [bytes.length - MIB, bytes.length - 1],
    ] as const) {
      const part = await fetched(url, { range: `bytes=${from}-${to}` });
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${from}-${to}/${bytes.length}`]);
      expect(sha256(await part.bytes())).toBe(sha256(bytes.subarray(from, to + 1)));
    }
    const [object = ''] = await objects();
    const key = object.split('/').at(-1)?.replace('._S3rver_object', '') ?? '';
    for (const path of [`/${key}`, '/', '/?list-type=2'])
      expect((await fetch(s3.bucketAddress + path)).status).toBe(403);
    expect((await fetch(`${s3.bucketAddress}/${key}`, { method: 'DELETE' })).status).toBe(403);
  });

  it('makes pictures of what is shared, and pictures for posts, in the bucket', async () => {
    const colour = sharp({ create: { width: 900, height: 600, channels: 3, background: '#2d5f3c' } });
    const { id } = await tus.send(await colour.png().toBuffer(), { name: 'gallery.png', community: SLUG });
    const { id: resourceId } = await share(id);
    const preview = await until('the preview', async () => {
      const asked = `query ($id: ID!) { resource(id: $id) { ${CURRENT} } }`;
      const { resource } = await person.data<{ resource: Shared }>(asked, { id: resourceId });
      return resource.current.preview.state === 'READY' && resource.current.preview;
    });
    const small = await fetched(preview.small?.url ?? '');
    expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(await sharp(await small.bytes()).metadata()).toMatchObject({ format: 'webp', width: 320 });

    const { id: uploadId } = await tus.send(await colour.jpeg().toBuffer(), { name: 'gallery.jpg', community: SLUG });
    const { attachFile } = await person.data<{ attachFile: { id: string; url: string; width: number } }>(ATTACH, {
      uploadId,
    });
    expect([attachFile.width, (await fetched(attachFile.url)).status]).toEqual([900, 200]);
    await person.data('mutation ($id: ID!) { discardAttachment(input: {attachmentId: $id}) }', { id: attachFile.id });
  });

  it('says so while the bucket fails or is silent, keeps nothing half, and goes on afterwards', async () => {
    const url = shared[0]?.current.url ?? '';
    const before = [await usedBytes(person, SLUG), await objects()];
    const announced = { name: 'later.wav', size: 9 * MIB, community: SLUG };
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const { id: waiting } = await tus.send(picture, { name: 'waits.png', community: SLUG });
    for (const fault of ['error', 'silence'] as const) {
      s3.fault = () => fault;
      const [reply, file, attached] = await Promise.all([
        tus.announce(announced),
        fetched(url),
        person.ask(ATTACH, { uploadId: waiting }),
      ]);
      expect([fault, reply]).toMatchObject([fault, { status: 503, code: 'UNAVAILABLE' }]);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
      expect([fault, file.status, await file.json()]).toMatchObject([
        fault,
        503,
        { errors: [{ extensions: { code: 'UNAVAILABLE' } }] },
      ]);
      expect([fault, attached.errors?.[0]?.extensions.code]).toEqual([fault, 'UNAVAILABLE']);
      noFault();
    }
    expect((await tus.ask('DELETE', `/uploads/${waiting}`)).status).toBe(204);

    // No more room in the bucket, midway.
    const full = await tus.begin(announced);
    s3.fault = ({ url: path = '' }) => (path.includes('partNumber=') ? 'full' : 'none');
    expect(await tus.patch(full, 0, sound(9 * MIB))).toMatchObject({ status: 507, code: 'UNAVAILABLE' });
    noFault();
    expect(await tus.offset(full)).toBeNull();
    expect([await usedBytes(person, SLUG), await objects()]).toEqual(before);

    // A download that breaks off is never taken for the whole.
    s3.fault = ({ method }) => (method === 'GET' ? { cutAnswerAfter: MIB } : 'none');
    await expect(fetched(url).then((response) => response.bytes())).rejects.toThrow();
    noFault();
    expect(sha256(await (await fetched(url)).bytes())).toBe(sha256(bytes));

    const again = sound(9 * MIB);
    const { id } = await tus.send(again, { ...announced });
    expect((await share(id)).current.sha256).toBe(sha256(again));
  });

  it('leaves nothing in the bucket of what was deleted, given up or lost', async () => {
    const given = await tus.begin({ name: 'given up.wav', size: 20 * MIB, community: SLUG });
    await tus.patch(given, 0, sound(9 * MIB));
    const lost = await tus.begin({ name: 'lost.wav', size: 20 * MIB, community: SLUG });
    await tus.patch(lost, 0, sound(MIB));
    // As when a process is killed between the bucket and the database.
    await product.rows('DELETE FROM uploads WHERE id = $1', [lost]);
    await product.rows('UPDATE community_storage SET bytes = bytes - $1', [20 * MIB]);
    const ago = new Date(Date.now() - 2 * 86_400_000);
    for (const object of await objects()) if (object.includes(lost)) await utimes(object, ago, ago);
    for (const { id } of shared) await person.data(DELETE, { resourceId: id });
    // Deleted, and still there for who puts it back.
    await product.task('purge-resources');
    await product.task('sweep-stored-files');
    expect((await objects()).length).toBeGreaterThan(shared.length);

    await product.rows(`UPDATE resources SET deleted_at = deleted_at - interval '31 days'`);
    await product.rows(`UPDATE uploads SET touched_at = touched_at - interval '8 days'`);
    await product.task('sweep-uploads');
    await product.task('purge-resources');
    await product.task('sweep-stray-objects');
    expect(await usedBytes(person, SLUG)).toBe(0);
    await product.task('sweep-stored-files');
    // Nothing refers to the contents any more, and nobody came back for them within a day; the stray has its week.
    expect((await objects()).length).toBeGreaterThan(0);
    await product.rows(`UPDATE stored_files SET unreferenced_at = unreferenced_at - interval '25 hours'`);
    await product.rows(`UPDATE doomed_objects SET remove_after = remove_after - interval '8 days'`);
    await product.task('sweep-stored-files');
    expect(await objects()).toEqual([]);
    for (const table of [
      'resources',
      'resource_versions',
      'files',
      'stored_files',
      'previews',
      'uploads',
      'doomed_objects',
    ])
      expect([table, await product.rows(`SELECT FROM ${table}`)]).toEqual([table, []]);
  });
});
