import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aWindow, hasBrowser, startBrowser } from '../support/browser.js';
import { freshProduct } from '../support/fresh-product.js';
import type { GraphqlClient } from '../support/graphql-client.js';
import type { Product } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';
import { HOSTILE, LAST, REPLY, SECRET, twoDiscussions } from './support/two-discussions.js';

let product: Product;
let remove: () => Promise<void>;
let staff: GraphqlClient;
let member: GraphqlClient;
let insider: GraphqlClient;
let path: string;
let secretPath: string;

beforeAll(async () => {
  ({ product, remove } = await freshProduct({ env: { RATE_LIMITS: 'new-reply=100/600' } }));
  ({ staff, member, insider, path, secretPath } = await twoDiscussions(product));
});
afterAll(() => remove?.());

interface Posts {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

/** The answer to a page as a browser asks for it. */
const get = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  // Of itself `fetch` would ask for what no cache may answer.
  fetch(product.origin + address, { headers: { accept: 'text/html', 'cache-control': 'max-age=0', ...headers } });
/** The same as somebody who is signed in. */
const as = (client: GraphqlClient): Record<string, string> => ({ cookie: client.cookieHeader ?? '' });
/** All of an answer but its moment and the address that was asked for. */
const whole = async (address: string, headers: Record<string, string>): Promise<unknown> => {
  const answer = await get(address, headers);
  const named = [...answer.headers].filter(([name]) => name !== 'date');
  return { status: answer.status, named, text: (await answer.text()).replaceAll(address, 'ADDRESS') };
};

describe('the first answer of a public page', () => {
  it('carries head, posts and data, in the language that is asked for', async () => {
    const answer = await get(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(answer.headers.get('cache-control')).toBe('public, no-cache');
    expect(answer.headers.get('vary')).toMatch(/Cookie.*Accept-Language.*Accept-Encoding/);
    expect(answer.headers.get('x-robots-tag')).toBeNull();
    const text = await answer.text();
    expect(text).toContain('<html lang="en">');
    expect(text).toContain(`<link rel="canonical" href="http://localhost:${product.port}${path}"`);
    expect(text).toMatch(/<meta name="description" content="Ours is worn\. /);
    expect(text).toContain('<meta property="og:type" content="article"');
    expect(text).toMatch(/<title>Which cleaner\? &lt;\/script&gt;/);
    expect(text).toContain(`<link rel="next" href="${path}?from=21"`);
    expect(text).toContain('Reply number 20.');
    expect(text).not.toContain('Reply number 21.');
    const french = await (await get(path, { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' })).text();
    expect(french).toContain('<html lang="fr">');
    expect(french).toContain('Communautés');
    expect(await (await get(path, { cookie: 'copse-language=fr' })).text()).toBe(french);
    const further = await (await get(`${path}?from=21`)).text();
    expect(further).toContain(`Reply number ${LAST}.`);
    expect(further).toContain('<link rel="prev"');
  });

  it('holds what people wrote as text and as data, and never as marks of its own', async () => {
    const text = await (await get(path)).text();
    expect(text).not.toContain('<script>globalThis.broken');
    const [, data = ''] = /<script type="application\/json" id="first-view">([^]*?)<\/script>/.exec(text) ?? [];
    const { answers } = JSON.parse(data) as { answers: { operation: string; data: unknown }[] };
    expect(answers.map(({ operation }) => operation)).toEqual(['ThreadPage', 'Viewer']);
    expect(JSON.stringify(answers)).toContain(JSON.stringify(HOSTILE).slice(1, -1));
    // One script of ours, and the data that no browser runs.
    expect(text.match(/<script\b[^>]*>/g)).toEqual([
      '<script src="/appearance.js">',
      expect.stringMatching(/^<script type="module" crossorigin src="\/assets\/index-[\w-]+\.js">$/),
      '<script type="application/json" id="first-view">',
    ]);
  });

  it('is the same as long as nothing changes, and another with the next reply', async () => {
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const same = await get(path, { 'if-none-match': etag });
    expect([same.status, await same.text()]).toEqual([304, '']);
    expect((await get(path, { 'if-none-match': etag, 'accept-language': 'fr' })).status).toBe(200);
    const input = { threadId: path.split('/').at(-1), body: 'One more.' };
    await member.data(REPLY, { input });
    const other = await get(path, { 'if-none-match': etag });
    expect([other.status, (await other.text()).includes('25 replies') || other.headers.get('etag') !== etag]).toEqual([
      200,
      true,
    ]);
  });

  it('is another with each change of what it shows, in the next answer', async () => {
    const { startThread } = await member.data<{ startThread: { id: string; posts: Posts } }>(
      `mutation ($input: StartThreadInput!) { startThread(input: $input) { id posts(first: 1) { edges { node { id } } } } }`,
      { input: { communitySlug: 'small-museums', title: 'What shall we change?', body: 'Nothing so far.' } },
    );
    const first = startThread.posts.edges[0]?.node.id;
    const { reply } = await member.data<{ reply: { id: string } }>(REPLY, {
      input: { threadId: startThread.id, body: 'Better not.' },
    });
    const address = `/c/small-museums/d/${startThread.id}`;
    let etag = (await get(address)).headers.get('etag') ?? '';
    /** What it says once this is acknowledged; before it, it was as it is kept. */
    const after = async (who: GraphqlClient, mutation: string, input: object): Promise<string> => {
      expect((await get(address, { 'if-none-match': etag })).status).toBe(304);
      await who.data(mutation, { input });
      const answer = await get(address, { 'if-none-match': etag });
      expect(answer.status).toBe(200);
      etag = answer.headers.get('etag') ?? '';
      return answer.text();
    };
    const edited = await after(member, 'mutation ($input: EditPostInput!) { editPost(input: $input) { id } }', {
      postId: first,
      body: 'A word of it.',
      expectedRevision: 1,
    });
    expect([edited.includes('A word of it.'), edited.includes('Nothing so far.')]).toEqual([true, false]);
    const remove = 'mutation ($input: RemovePostInput!) { removePost(input: $input) { id } }';
    const removed = await after(staff, remove, { postId: reply.id, reason: 'It was agreed upon.' });
    expect(removed).not.toContain('Better not.');
    const restore = 'mutation ($input: RestorePostInput!) { restorePost(input: $input) { id } }';
    expect(await after(staff, restore, { postId: reply.id })).toContain('Better not.');
    const taken = await after(member, 'mutation ($input: DeletePostInput!) { deletePost(input: $input) { id } }', {
      postId: reply.id,
    });
    expect(taken).not.toContain('Better not.');
    const lock = 'mutation ($input: LockThreadInput!) { lockThread(input: $input) { id } }';
    expect(await after(staff, lock, { threadId: startThread.id, locked: true })).toContain('"locked":true');
    const renamed = 'mutation ($name: String!) { updateSettings(input: {name: $name}) { id } }';
    await member.data(renamed, { name: 'Amara Campanelli' });
    const named = await get(address, { 'if-none-match': etag });
    expect([named.status, (await named.text()).includes('Amara Bell')]).toEqual([200, false]);
    await member.data(renamed, { name: 'Amara Bell' });
  });

  it('brings the directory, the start page, a community and its library', async () => {
    const operations = async (address: string): Promise<string[]> => {
      const [, data = '{"answers":[]}'] =
        /id="first-view">([^]*?)<\/script>/.exec(await (await get(address)).text()) ?? [];
      return (JSON.parse(data) as { answers: { operation: string }[] }).answers.map(({ operation }) => operation);
    };
    expect(await operations('/')).toEqual(['Associations', 'Directory', 'Viewer']);
    expect(await operations('/communities')).toEqual(['Associations', 'Directory', 'Viewer']);
    expect(await operations('/c/small-museums')).toEqual(['CommunityHome', 'CommunityThreads', 'Viewer']);
    expect(await operations('/c/small-museums/library')).toEqual(['CommunityHome', 'Library', 'LibraryTags', 'Viewer']);
    const filtered = await (await get('/communities?q=museum')).text();
    expect(filtered).toContain('<meta name="robots" content="noindex"');
    expect((await get('/sign-in')).headers.get('x-robots-tag')).toBe('noindex');
  });

  it('is kept by nobody where somebody is signed in', async () => {
    const answer = await get(path, as(member));
    expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual(['private, no-store', null]);
    expect(await answer.text()).toContain('"name":"Amara Bell"');
  });
});

describe('the first answer of a page that is not for everybody', () => {
  const missing = '/c/indigenous-practitioners/d/01900000-0000-7000-8000-000000000000';

  it('is for everybody that of one that is not there', async () => {
    for (const headers of [{}, as(member), as(insider)]) {
      const pairs = [
        [secretPath, missing],
        ['/c/indigenous-practitioners', '/c/no-such-community'],
        ['/c/indigenous-practitioners/library', '/c/no-such-community/library'],
        ['/c/indigenous-practitioners/r/7', '/c/no-such-community/r/7'],
      ] as const;
      for (const [secret, nothing] of pairs) {
        const answer = await whole(secret, headers);
        expect(answer).toEqual(await whole(nothing, headers));
        expect(JSON.stringify(answer)).not.toContain(SECRET);
        expect(answer).toMatchObject({ status: 200, named: expect.arrayContaining([['x-robots-tag', 'noindex']]) });
      }
    }
  });

  it('is the page alone where the address is badly written', async () => {
    for (const address of ['/c/%E0%A4%A', '/c/small-museums/d/7', '/c/small-museums/d/%00', `${path}?from=x`]) {
      const answer = await get(address);
      expect([address, answer.status]).toEqual([address, 200]);
    }
  });
});

describeWith('browser', hasBrowser)('the first view in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  /** Notes the shifts of content from the very beginning. */
  const watchShifts = (page: Page): Promise<unknown> =>
    page.addInitScript(() => {
      const noted = { shift: 0 };
      Object.assign(globalThis, { noted });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
          if (!entry.hadRecentInput) noted.shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
  const shiftOf = (page: Page): Promise<number> =>
    page.evaluate(() => (globalThis as unknown as { noted: { shift: number } }).noted.shift);

  it.each([
    ['en-CA', 1280, ''],
    ['fr-CA', 390, ''],
    ['en-CA', 390, '#post-12'],
    ['en-CA', 1280, '?from=21'],
  ] as const)('is taken over without a question and without a move: %s, %d px, %s', async (language, width, rest) => {
    const { page, context, complaints } = await aWindow(browser, product.origin, { language, width });
    const asked: string[] = [];
    page.on('request', (request) => {
      const said = request.postData() ?? '';
      // A window that comes to the front asks whether the account is still the same.
      if (new URL(request.url()).pathname === '/graphql' && !said.includes('query Viewer')) asked.push(said);
    });
    await watchShifts(page);
    const live = page.waitForEvent('websocket');
    await page.goto(path + rest);
    await page.locator('button.post-more').first().waitFor();
    // The page is at rest once it listens.
    await live;
    await until('the posts', async () => (await page.locator('article.post').count()) >= 5);
    expect(asked).toEqual([]);
    expect(await shiftOf(page)).toBeLessThan(0.05);
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
    await context.close();
  });

  it('is of what the address asks for: a further page of a list stays it', async () => {
    const { communities } = await member.data<{ communities: { pageInfo: { endCursor: string } } }>(
      '{ communities(first: 5, language: EN) { pageInfo { endCursor } } }',
    );
    const next = `/communities?after=${communities.pageInfo.endCursor}`;
    const [, first = ''] = /<h2 class="[^"]*"><a href="(\/c\/[\w-]+)"/.exec(await (await get(next)).text()) ?? [];
    const { page, context } = await aWindow(browser, product.origin);
    const asked: string[] = [];
    page.on('request', (request) => {
      if ((request.postData() ?? '').includes('query Directory')) asked.push(request.url());
    });
    await page.goto(next);
    // Filters need scripts: the client has drawn them.
    await page.getByRole('searchbox').first().waitFor();
    expect(await page.locator('main h2 a').first().getAttribute('href')).toBe(first);
    expect(asked).toEqual([]);
    await context.close();
  });

  it('is of what the address asks for: a further post is not preceded by the first ones', async () => {
    const { page, context } = await aWindow(browser, product.origin, { width: 390 });
    await page.goto(`${path}#post-23`);
    await page.locator('#post-23').waitFor();
    await until('the post in view', () =>
      page.evaluate(() => {
        const top = document.getElementById('post-23')?.getBoundingClientRect().top ?? -1;
        return top >= 0 && top < innerHeight;
      }),
    );
    await context.close();
  });

  /** The list of posts without what hangs on scripts, on the moment and on icons. */
  const posts = (page: Page): Promise<string[]> =>
    page.evaluate(() => {
      const list = document.querySelector('ol.thread-posts')?.cloneNode(true) as HTMLElement;
      for (const extra of list.querySelectorAll('svg, button, .post-more, .post-foot > *, span.post-edited'))
        extra.remove();
      // The menu of a post stands in an element of its own.
      for (const time of list.querySelectorAll('time')) {
        time.textContent = '';
        time.removeAttribute('title');
      }
      return [...list.children].map((item) => item.innerHTML.replaceAll(/ style="[^"]*"/g, ''));
    });

  it.each(['en-CA', 'fr-CA'] as const)('is drawn by the server as by the client, in %s', async (language) => {
    const scripted = await aWindow(browser, product.origin, { language });
    await scripted.page.goto(path);
    await scripted.page.locator('button.post-more').first().waitFor();
    const plainContext = await browser.newContext({
      baseURL: product.origin,
      locale: language,
      javaScriptEnabled: false,
    });
    const plain = await plainContext.newPage();
    await plain.goto(path);
    const [byServer, byClient] = [await posts(plain), await posts(scripted.page)];
    expect(byServer).toHaveLength(20);
    expect(byServer).toEqual(byClient);
    expect(await plain.title()).toBe(await scripted.page.title());
    await Promise.all([scripted.context.close(), plainContext.close()]);
  });

  it('can be read to the end, found one’s way in and printed without scripts', async () => {
    const context = await browser.newContext({ baseURL: product.origin, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/');
    await page.getByRole('link', { name: 'Communities' }).first().click();
    await page.getByRole('link', { name: 'Small Museums' }).first().click();
    await page.getByRole('link', { name: /^Which cleaner/ }).click();
    await page.getByRole('heading', { level: 1, name: /^Which cleaner/ }).waitFor();
    expect(await page.locator('noscript').first().innerText()).toContain('switch on JavaScript');
    await page.getByRole('link', { name: /^Show later replies/ }).click();
    await page.getByText(`Reply number ${LAST}.`).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText(`Reply number ${LAST}.`).isVisible()).toBe(true);
    await context.close();
  });
});
