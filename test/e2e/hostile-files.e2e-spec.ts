import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { parse } from 'content-disposition';
import type { Browser } from 'playwright-core';
import { FILE_TYPES, extensionOf } from '#contracts';
import { hasBrowser, startBrowser } from '../support/browser.js';
import type { Answer, GraphqlClient } from '../support/graphql-client.js';
import { sha256 } from '../support/mixed-files.js';
import { OwnProduct } from '../support/own-product.js';
import { aPerson } from '../support/people.js';
import { describeWith } from '../support/requirement.js';
import { Sender, type Reply, usedBytes } from '../support/sender.js';
import { EICAR, SmallClamd } from '../support/small-clamd.js';
import { until } from '../support/until.js';
import { embedAll, quietness } from './support/embed.js';
import {
  CLEANED,
  hostileFiles,
  hostilePictures,
  NO_NAMES,
  refusedFiles,
  type HostileFile,
} from './support/hostile-files.js';
import { aLookWith, SHUT, type Looking, type Taken } from './support/looking.js';
import { EMPTY, startTrap, type Trap } from './support/trap.js';

const MIB = 1024 * 1024;
const SLUG = 'small-museums';
const OTHER = 'steam';
const JOIN = 'mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }';
const SHARE = `mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id url title
  current { fileName mediaType sha256 url preview { state large { url } } } } }`;
const ATTACH = 'mutation ($uploadId: ID!) { attachFile(input: {uploadId: $uploadId}) { mediaType url } }';
/** What may be shown in its place: what is played, and what we made ourselves. */
const INLINE = /^(?:audio|video)\//;

interface Shared {
  shareResource: {
    id: string;
    current: {
      fileName: string;
      mediaType: string;
      sha256: string;
      url: string;
      preview: { state: string; large: { url: string } | null };
    };
  };
}

describeWith('browser', hasBrowser)('hostile files', () => {
  let product: OwnProduct;
  let clamd: SmallClamd;
  let trap: Trap;
  let browser: Browser;
  let person: GraphqlClient;
  let tus: Sender;
  let files: HostileFile[];
  let refused: ReturnType<typeof refusedFiles>;
  const taken: Taken[] = [];

  beforeAll(async () => {
    clamd = await new SmallClamd().listen(0);
    trap = await startTrap();
    // Made before anything runs: it takes this process for itself, and idle connections end meanwhile.
    files = await hostileFiles(trap.origin);
    refused = refusedFiles(trap.origin);
    product = await OwnProduct.start({
      SCANNER_URL: `tcp://127.0.0.1:${clamd.port}`,
      UPLOAD_MAX_MIB: '1',
      COMMUNITY_QUOTA_MIB: '8',
      RATE_LIMITS: 'upload=10000/3600,share=10000/3600',
    });
    person = await aPerson(product.now, 'Odile Marchand');
    for (const slug of [SLUG, OTHER]) await person.data(JOIN, { slug });
    tus = new Sender(person);
    browser = await startBrowser([]);
  });
  afterAll(async () => {
    await browser?.close();
    await product?.end();
    await trap?.close();
    await clamd?.close();
  });

  const send = (name: string, bytes: Buffer): Promise<{ id: string; reply: Reply }> =>
    tus.send(bytes, { name, community: SLUG, type: 'text/html' });
  const share = async (uploadId: string): Promise<Shared['shareResource']> =>
    (await person.data<Shared>(SHARE, { input: { communitySlug: SLUG, uploadId } })).shareResource;
  const refusalOf = ({ errors }: Answer): unknown => errors?.[0]?.extensions;
  const kept = async (id: string): Promise<string[]> =>
    (await readdir(join(product.dataDir, 'files'), { recursive: true })).filter((name) => name.includes(id));

  it('are refused before a byte is sent where the name or the size says enough, with the field named', async () => {
    for (const name of NO_NAMES) {
      const reply = await tus.announce({ name, size: 5, community: SLUG });
      expect([name.slice(0, 40), reply]).toMatchObject([
        name.slice(0, 40),
        { status: 400, code: 'BAD_USER_INPUT', fields: { filename: expect.any(String) } },
      ]);
    }
    const large = { status: 413, code: 'PAYLOAD_TOO_LARGE', fields: { 'Upload-Length': expect.any(String) } };
    const empty = { status: 400, code: 'BAD_USER_INPUT', fields: { 'Upload-Length': 'This file is empty.' } };
    expect(await tus.announce({ name: 'a.txt', size: 0, community: SLUG })).toMatchObject(empty);
    expect(await tus.announce({ name: 'a.txt', size: MIB + 1, community: SLUG })).toMatchObject(large);
    // One member may hold a part of the room with what is under way, and all together no more than there is.
    for (let at = 0; at < 2; at += 1) await tus.begin({ name: 'a.txt', size: MIB, community: OTHER });
    const mostOfOne = { status: 400, code: 'BAD_USER_INPUT', fields: { community: expect.any(String) } };
    expect(await tus.announce({ name: 'a.txt', size: 1, community: OTHER })).toMatchObject(mostOfOne);
    await product.rows('UPDATE community_storage SET bytes = $1', [8 * MIB]);
    expect(await tus.announce({ name: 'a.txt', size: 1, community: OTHER })).toMatchObject(large);
    // More than was announced is not let in either.
    const id = await tus.begin({ name: 'a.txt', size: 5, community: SLUG });
    expect((await tus.patch(id, 0, Buffer.alloc(6, 'x'))).status).toBe(413);
    expect((await tus.ask('DELETE', `/uploads/${id}`)).status).toBe(204);
    expect(await usedBytes(person, SLUG)).toBe(0);
  });

  it('are refused for what is in them, and nothing of them is kept', async () => {
    for (const [name, bytes, code] of refused) {
      const { id, reply } = await send(name, bytes);
      expect([name, reply.status, reply.headers.get('copse-refused')]).toEqual([name, 204, code]);
      const told = { code: 'BAD_USER_INPUT', fields: { uploadId: expect.stringMatching(/\.$/) } };
      const input = { communitySlug: SLUG, uploadId: id };
      expect([name, refusalOf(await person.ask(SHARE, { input }))]).toMatchObject([name, told]);
      expect([name, refusalOf(await person.ask(ATTACH, { uploadId: id }))]).toMatchObject([name, told]);
      expect([name, await tus.offset(id), await kept(id)]).toEqual([name, null, []]);
    }
    expect(await usedBytes(person, SLUG)).toBe(0);
  });

  it('wait while the scanner does not answer, and are refused when it does', async () => {
    const { port } = clamd;
    await clamd.close();
    const { id, reply } = await send('later.txt', Buffer.from(`Words. ${EICAR}`));
    expect([reply.status, reply.headers.get('copse-refused')]).toEqual([204, null]);
    const input = { communitySlug: SLUG, uploadId: id };
    expect(refusalOf(await person.ask(SHARE, { input }))).toMatchObject({ code: 'UNAVAILABLE' });
    clamd = await new SmallClamd().listen(port);
    expect(refusalOf(await person.ask(SHARE, { input }))).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { uploadId: expect.stringMatching('virus') },
    });
    expect([await kept(id), await usedBytes(person, SLUG)]).toEqual([[], 0]);
  });

  it('that are taken are kept under a clean name, as what they are, byte for byte', async () => {
    for (const [sent, expected] of CLEANED) {
      const { id } = await send(sent, Buffer.from('Only words.'));
      expect((await share(id)).current.fileName).toBe(expected);
    }
    for (const { name, bytes } of files) {
      const { id, reply } = await send(name, bytes);
      expect([name, reply.headers.get('copse-refused')]).toEqual([name, null]);
      const { current } = await share(id);
      const mediaType = FILE_TYPES[extensionOf(name)]?.mediaType ?? '';
      expect(current).toMatchObject({ fileName: name, mediaType, sha256: sha256(bytes) });
      const inline = INLINE.test(mediaType);
      taken.push({ name, address: current.url, mediaType, inline, sha256: current.sha256 });
    }
  });

  it('that are pictures are made anew for posts, and nothing but the picture is left', async () => {
    for (const { name, bytes, left } of await hostilePictures(trap.origin)) {
      const { id } = await send(name, bytes);
      const answer = await person.ask(ATTACH, { uploadId: id });
      if (left === null) {
        expect(refusalOf(answer)).toMatchObject({ code: 'BAD_USER_INPUT', fields: { uploadId: expect.any(String) } });
        continue;
      }
      const { attachFile } = answer.data as unknown as { attachFile: { mediaType: string; url: string } };
      const response = await fetch(product.now.origin + attachFile.url, { headers: person.credential });
      const served = Buffer.from(await response.bytes());
      expect([name, response.status, served.includes('script'), served.includes('PK')]).toEqual([
        name,
        200,
        false,
        false,
      ]);
      taken.push({ name, address: attachFile.url, mediaType: attachFile.mediaType, inline: true, sha256: null });
    }
  });

  it('have previews that we made, or none', async () => {
    const asked = `{ community(slug: "${SLUG}") { resources(first: 50) { edges { node {
      current { fileName preview { state large { url } } } } } } } }`;
    type Listed = { community: { resources: { edges: { node: { current: Shared['shareResource']['current'] } }[] } } };
    const previews = await until('an end of the previews', async () => {
      const { community } = await person.data<Listed>(asked);
      const all = community.resources.edges.map(({ node }) => node.current);
      return all.every(({ preview }) => preview.state !== 'WAITING') && all;
    });
    const made = previews.filter(({ preview }) => preview.state === 'READY');
    expect(made.map(({ fileName }) => fileName).toSorted()).toEqual([
      'both.gif',
      'both.pdf',
      'packed.jpg',
      'spoken.png',
    ]);
    for (const { fileName, preview } of made) {
      const address = preview.large?.url ?? '';
      const served = Buffer.from(await (await fetch(product.now.origin + address)).bytes());
      expect([fileName, served.includes('script')]).toEqual([fileName, false]);
      taken.push({ name: `preview of ${fileName}`, address, mediaType: 'image/webp', inline: true, sha256: null });
    }
  });

  it('are served with headers under which nothing runs, whatever is asked', async () => {
    const ask = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
      fetch(product.now.origin + address, { method, headers: { ...person.credential, ...headers } });
    for (const { name, address, mediaType, inline, sha256: sum } of taken) {
      const whole = await ask(address);
      const said = Object.fromEntries(whole.headers);
      expect([name, whole.status, said]).toMatchObject([name, 200, { ...SHUT, 'content-type': mediaType }]);
      expect(said['access-control-allow-origin']).toBeUndefined();
      const { type, parameters } = parse(said['content-disposition'] ?? '');
      expect([name, type]).toEqual([name, inline ? 'inline' : 'attachment']);
      if (sum !== null) {
        expect([name, parameters['filename']]).toEqual([name, name]);
        expect([name, sha256(await whole.bytes())]).toEqual([name, sum]);
      }
      const etag = whole.headers.get('etag') ?? '';
      const others = await Promise.all([
        ask(address, { range: 'bytes=0-3' }),
        ask(address, { range: 'bytes=99999999-' }),
        ask(address, { 'if-none-match': etag }),
        ask(address, {}, 'HEAD'),
        ask(address, { accept: 'text/html' }),
        ask(address.replace(/\/[^/]*$/, '/page.html')),
      ]);
      const expected = address.includes('/preview/') ? 404 : 200;
      expect([name, others.map(({ status }) => status)]).toEqual([name, [206, 416, 304, 200, 200, expected]]);
      for (const other of others) expect([name, Object.fromEntries(other.headers)]).toMatchObject([name, SHUT]);
    }
    const nothing = await ask('/files/01999999-0000-7000-8000-000000000000/page.html');
    expect([nothing.status, Object.fromEntries(nothing.headers)]).toMatchObject([404, SHUT]);
  });

  const aBrowser = (): Promise<Looking> => aLookWith(browser, person, trap);
  /** Of all that a program could hide in; a bad name alone is not looked at again. */
  const addresses = (): string[] => {
    const harmless = new Set(files.filter(({ runsAs }) => runsAs === null).map(({ name }) => name));
    return taken.filter(({ name }) => !harmless.has(name)).map(({ address }) => product.now.origin + address);
  };

  it('would run, were they served as what they are not: the trap snaps', async () => {
    const armed = files.filter(({ runsAs }) => runsAs !== null);
    armed.forEach(({ bytes, runsAs }, at) => trap.serves.set(`/naive/${at}`, { type: runsAs ?? '', bytes }));
    const { context, page } = await aBrowser();
    await page.goto(trap.origin + EMPTY);
    await embedAll(
      page,
      armed.map((_, at) => `${trap.origin}/naive/${at}`),
    );
    const ran = new Set(
      trap.asked.filter((path) => path.startsWith('/ran/')).map((path) => path.slice('/ran/'.length)),
    );
    expect([...ran].map(decodeURIComponent).toSorted()).toEqual(armed.map(({ name }) => name).toSorted());
    await context.close();
  });

  it('do nothing when they are opened', async () => {
    const { context, page, harm } = await aBrowser();
    const quiet = quietness(page);
    for (const { name, address, inline, sha256: sum } of taken) {
      if (inline) {
        const response = await page.goto(address);
        expect([name, response?.status()]).toEqual([name, expect.any(Number)]);
        continue;
      }
      const coming = page.waitForEvent('download');
      await expect(page.goto(address)).rejects.toThrow(/Download is starting|ERR_ABORTED/);
      const download = await coming;
      expect([name, /[/\\]/.test(download.suggestedFilename())]).toEqual([name, false]);
      expect([name, sha256(await readFile(await download.path()))]).toEqual([name, sum]);
    }
    await quiet();
    expect(await harm()).toEqual([]);
    await context.close();
  });

  it.each([
    ['a page of ours', () => `${product.now.origin}/`],
    // As if the policy of our pages had a hole: what is left is what the files say of themselves.
    ['a page of our origin without any policy', () => `${product.now.origin}/bare`],
    ['a page of another origin', () => trap.origin + EMPTY],
  ])('do nothing when they are framed and embedded by %s', async (_, where) => {
    const { context, page, asked, harm } = await aBrowser();
    await context.route('**/bare', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><body>' }),
    );
    await page.goto(where());
    await embedAll(page, addresses());
    expect(addresses().filter((address) => !asked.has(address))).toEqual([]);
    expect(await harm()).toEqual([]);
    await context.close();
  });
});
