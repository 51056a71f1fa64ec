import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdtemp, readdir, rm, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aSound, sha256 } from '../support/mixed-files.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson, appoint, theAdministrator } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { Sender, usedBytes } from '../support/sender.js';
import { until } from '../support/until.js';

const MIB = 1024 * 1024;
const SLUG = 'small-museums';
const JOIN = `mutation { joinCommunity(input: {slug: "${SLUG}"}) { id } }`;
const SHARE = `mutation ($input: ShareResourceInput!) { shareResource(input: $input) { current { sha256 size url } } }`;
const NOTHING = '01999999-0000-7000-8000-000000000000';

/** Sound of exactly this many bytes, no two alike. */
const sound = (bytes: number): Buffer => aSound(bytes - 16);

interface Shared {
  shareResource: { current: { sha256: string; size: number; url: string } };
}

const share = async (person: GraphqlClient, uploadId: string): Promise<Shared['shareResource']['current']> =>
  (await person.data<Shared>(SHARE, { input: { communitySlug: SLUG, uploadId } })).shareResource.current;

/** A member's script, which has a token of theirs and nothing else. */
async function scriptOf(person: GraphqlClient, product: OwnProduct): Promise<GraphqlClient> {
  const { createAccessToken } = await person.data<{ createAccessToken: { token: string } }>(
    'mutation { createAccessToken(input: {name: "Nightly upload", expiresInDays: 1}) { token } }',
  );
  return product.now.client(createAccessToken.token);
}

describe('uploads by scripts', () => {
  let product: OwnProduct;
  let owner: GraphqlClient;
  let script: GraphqlClient;
  let other: GraphqlClient;
  let tus: Sender;

  beforeAll(async () => {
    product = await OwnProduct.start();
    owner = await aPerson(product.now, 'Odile Marchand');
    other = await aPerson(product.now, 'Priya Raman');
    for (const person of [owner, other]) await person.data(JOIN);
    script = await scriptOf(owner, product);
    tus = new Sender(script);
  });
  afterAll(() => product?.end());

  const partOf = (id: string): string => join(product.dataDir, 'files/tmp', `${id}.part`);
  const onDisk = async (id: string): Promise<number> => (await stat(partOf(id)).catch(() => null))?.size ?? 0;
  /** Asks the disk: a request would make the one that writes let go. */
  const underWay = (id: string): Promise<number> => until('bytes on the disk', async () => (await onDisk(id)) || null);
  const keptOf = async (id: string): Promise<string[]> => {
    const names = await readdir(join(product.dataDir, 'files'), { recursive: true });
    return names.filter((name) => name.includes(id));
  };

  it('arrive whole though the product is killed in the middle of several at once', async () => {
    const files = Array.from({ length: 5 }, () => sound(3 * MIB));
    const uploads = await Promise.all(
      files.map(async (bytes, at) => {
        const announced = { name: `tape ${at}.wav`, size: bytes.length, community: SLUG, sha256: sha256(bytes) };
        return { bytes, id: await tus.begin(announced) };
      }),
    );
    // The last one has arrived whole and waits to be used.
    const running = uploads.slice(0, -1).map(({ id, bytes }) => {
      const sending = tus.sending(id, 0, bytes.length);
      sending.request.write(bytes.subarray(0, MIB));
      return sending;
    });
    const last = uploads.at(-1);
    if (last) expect((await tus.patch(last.id, 0, last.bytes)).status).toBe(204);
    for (const { id } of uploads.slice(0, -1)) await underWay(id);
    await product.killAndStart();
    expect(await Promise.all(running.map(({ answer }) => answer))).toEqual(running.map(() => null));

    for (const { id, bytes } of uploads) {
      if (id !== last?.id) {
        const offset = await onDisk(id);
        expect(offset).toBeGreaterThan(0);
        expect(await tus.offset(id)).toBe(offset);
        const reply = await tus.patch(id, offset, bytes.subarray(offset));
        expect([reply.status, reply.headers.get('copse-refused')]).toEqual([204, null]);
      }
      const { url, ...current } = await share(script, id);
      expect(current).toEqual({ sha256: sha256(bytes), size: bytes.length });
      expect(sha256(await (await fetch(product.now.origin + url)).bytes())).toBe(sha256(bytes));
    }
    expect(await usedBytes(owner, SLUG)).toBe(5 * 3 * MIB);
  });

  it('are written by one at a time: what a second one sends is not mixed in', async () => {
    const bytes = sound(2 * MIB);
    const id = await tus.begin({ name: 'two.wav', size: bytes.length, community: SLUG, sha256: sha256(bytes) });
    const first = tus.sending(id, 0, bytes.length);
    first.request.write(bytes.subarray(0, MIB));
    await underWay(id);
    // The same person from another place, who believes that nothing came yet.
    const second = new Sender(owner);
    expect((await second.patch(id, 0, randomBytes(2 * MIB))).status).toBe(409);
    first.request.end(randomBytes(MIB));
    expect([204, 423]).toContain(await first.answer);
    const offset = (await second.offset(id)) ?? 0;
    expect(offset).toBeGreaterThan(0);
    expect(offset).toBeLessThanOrEqual(MIB);
    const rest = bytes.subarray(offset);
    const both = await Promise.all([second.patch(id, offset, rest), tus.patch(id, offset, rest)]);
    // The later one met an offset that is no more, or made the earlier one let go.
    for (const { status } of both) expect([204, 404, 409, 413, 423]).toContain(status);
    expect((await tus.finish(id, bytes)).headers.get('copse-refused')).toBeNull();
    expect((await share(script, id)).sha256).toBe(sha256(bytes));
  });

  it('are nothing to another account, and can be read by nobody', async () => {
    const id = await tus.begin({ name: 'mine.wav', size: MIB, community: SLUG });
    expect((await tus.patch(id, 0, sound(1_000))).status).toBe(204);
    const stranger = new Sender(product.now.client());
    const neighbour = new Sender(other);
    const bytes = { 'upload-offset': '1000', 'content-type': 'application/offset+octet-stream' };
    const asked = [
      ['HEAD', {}],
      ['GET', {}],
      ['PATCH', bytes],
      ['DELETE', {}],
    ] as const;
    for (const [method, headers] of asked) {
      const of = async (who: Sender, which: string): Promise<unknown> => {
        const body = method === 'PATCH' ? Buffer.from('x') : undefined;
        const reply = await who.ask(method, `/uploads/${which}`, headers, body);
        const said = [...reply.headers].filter(([name]) => !/^(?:date|x-request-id)$/.test(name));
        return { ...reply, headers: said };
      };
      expect(await of(neighbour, id)).toEqual(await of(neighbour, NOTHING));
      expect(await of(neighbour, id)).toMatchObject({ status: 404 });
      expect(await of(stranger, id)).toEqual(await of(stranger, NOTHING));
    }
    expect((await tus.ask('GET', `/uploads/${id}`)).status).toBe(404);
    for (const uploadId of [id, NOTHING]) {
      const { errors } = await other.ask(SHARE, { input: { communitySlug: SLUG, uploadId } });
      expect(errors?.[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        fields: { uploadId: expect.stringMatching('no such upload of yours') },
      });
    }
    expect(await tus.offset(id)).toBe(1_000);
    expect((await tus.ask('DELETE', `/uploads/${id}`)).status).toBe(204);
    expect([await tus.offset(id), await keptOf(id)]).toEqual([null, []]);
  });

  it('end with the membership of whoever sends them, in the middle of a request', async () => {
    const staff = await theAdministrator(product.now);
    await appoint(staff, owner, SLUG);
    const removed = await aPerson(product.now, 'Noor Haddad');
    const { joinCommunity } = await removed.data<{ joinCommunity: { id: string } }>(JOIN);
    expect(joinCommunity.id).toBeDefined();
    const { me } = await removed.data<{ me: { id: string } }>('{ me { id } }');
    const before = await usedBytes(owner, SLUG);
    const theirs = new Sender(removed);
    const announced = { name: 'half.wav', size: 2 * MIB, community: SLUG };
    const { id: ready } = await theirs.send(sound(MIB), { name: 'ready.wav', community: SLUG });
    const id = await theirs.begin(announced);
    const sending = theirs.sending(id, 0, 2 * MIB);
    sending.request.write(sound(MIB));
    await underWay(id);
    expect(await usedBytes(owner, SLUG)).toBe(before + 3 * MIB);

    const input = { slug: SLUG, accountId: me.id, reason: 'It was agreed upon.' };
    await owner.data('mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id } }', { input });
    await until('the room to be free again', async () => (await usedBytes(owner, SLUG)) === before);
    sending.request.end(randomBytes(MIB));
    expect([null, 404]).toContain(await sending.answer);
    expect([await theirs.offset(id), await theirs.offset(ready)]).toEqual([null, null]);
    expect([...(await keptOf(id)), ...(await keptOf(ready))]).toEqual([]);
    expect(await usedBytes(owner, SLUG)).toBe(before);
    expect(await theirs.announce(announced)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await removed.refusal(SHARE, { input: { communitySlug: SLUG, uploadId: ready } })).toMatch(
      /^(?:BAD_USER_INPUT|FORBIDDEN)$/,
    );
  });
});

/** Mounts a disk of eight MiB there; false where that is not allowed. */
function mountSmallDisk(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0700', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Whether it is allowed at all, tried at a place of its own. */
const canMount = await (async () => {
  const folder = await mkdtemp(join(tmpdir(), 'copse-mount-'));
  const mounted = mountSmallDisk(folder);
  if (mounted) execFileSync('umount', [folder]);
  await rm(folder, { recursive: true });
  return mounted;
})();

describeWith('tmpfs', canMount)('a disk that is full in the middle of an upload', () => {
  let product: OwnProduct;
  let files: string;

  beforeAll(async () => {
    product = await OwnProduct.start({}, (dataDir) => {
      files = join(dataDir, 'files');
      if (!mountSmallDisk(files)) throw new Error('A disk of eight MiB cannot be mounted.');
    });
  });
  afterAll(async () => {
    await product?.now.end('SIGTERM');
    execFileSync('umount', [files]);
    await product?.end();
  });

  const free = async (): Promise<number> => {
    const { bavail, bsize } = await statfs(files);
    return bavail * bsize;
  };

  it('is a clear error, keeps nothing half, and the next one fits again', async () => {
    const person = await aPerson(product.now, 'Odile Marchand');
    await person.data(JOIN);
    const tus = new Sender(person);
    const { id: kept } = await tus.send(sound(MIB), { name: 'before.wav', community: SLUG });
    const before = await free();
    const large = sound(12 * MIB);
    const id = await tus.begin({ name: 'large.wav', size: large.length, community: SLUG });
    const reply = await tus.patch(id, 0, large);
    expect(reply).toMatchObject({ status: 507, code: 'UNAVAILABLE', message: expect.stringMatching(/room|full/) });
    expect(await tus.offset(id)).toBeNull();
    expect([await free(), await usedBytes(person, SLUG)]).toEqual([before, MIB]);
    expect((await readdir(files, { recursive: true })).filter((name) => name.includes(id))).toEqual([]);

    // In pieces, as a browser sends it: what came before goes as well.
    const pieces = await tus.begin({ name: 'large.wav', size: large.length, community: SLUG });
    const answers: number[] = [];
    for (let at = 0; at < large.length && (answers.at(-1) ?? 204) === 204; at += 4 * MIB)
      answers.push((await tus.patch(pieces, at, large.subarray(at, at + 4 * MIB))).status);
    expect(answers).toEqual([204, 507]);
    expect([await tus.offset(pieces), await free(), await usedBytes(person, SLUG)]).toEqual([null, before, MIB]);

    const next = sound(3 * MIB);
    const { id: fits } = await tus.send(next, { name: 'next.wav', community: SLUG });
    expect((await share(person, fits)).sha256).toBe(sha256(next));
    expect((await share(person, kept)).size).toBe(MIB);
  });
});
