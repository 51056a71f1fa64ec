import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { parse, print, type DocumentNode } from 'graphql';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { entities } from '#apps/base';
import { loadDirectoryOnce } from '#communities';
import { Viewer } from '#identity';
import { loadConfig } from '#platform/config';
import { pageAnswers, type PageAnswers } from '#platform/graphql';
import { createLogger } from '#platform/logging';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { until } from '../../../../test/support/until.js';
import { ApiModule } from '../api.module.js';
import { createApi, type Api } from '../create-api.js';
import { Load, LOAD } from '../http/load-guard.js';
import type { BuiltClient } from './built-client.js';
import { firstViews } from './first-views.js';
import { forRobots } from './for-robots.js';

const GENERATED = join(import.meta.dirname, '../../../web/src/gql/graphql.ts');
const documents = new Map(
  [...readFileSync(GENERATED, 'utf8').matchAll(/^export const (\w+)Document = (\{.*\}) as unknown as .*$/gm)].map(
    ([, name, tree]) => [name, print(JSON.parse(tree ?? '') as DocumentNode)],
  ),
);

/** The client as it would be built, with names for classes and nothing in its icons. */
const client: BuiltClient = {
  index: '<html lang="en"><head><title>Copse</title></head><body><div id="root"></div></body></html>',
  demonstration: false,
  operations: [],
  document: (name) => documents.get(name) ?? '',
  styleClass: (_module, name) => name,
  icon: () => [],
  filesOf: () => [],
};
const logger = createLogger('silent');
const THREAD = v7();

let database: TestDatabase;
let folder: string;
let api: Api;
const servers: Server[] = [];

/** A site of pages alone, which are made of these answers; answers its origin. */
async function site(answers: PageAnswers, viewerOf = async () => Viewer.anonymous, load = new Load()): Promise<string> {
  const publicUrl = 'https://copse.example';
  const web = express().use(firstViews({ client, answers, viewerOf, load, publicUrl, logger }));
  web.use(forRobots({ answers, publicUrl: 'https://copse.example', logger }));
  web.use((_req, res) => void res.send('alone'));
  const server = web.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((listening) => server.once('listening', listening));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  database = await testDatabase(entities);
  await loadDirectoryOnce(database.db, { kind: 'bundled' });
  folder = await mkdtemp(join(tmpdir(), 'copse-first-'));
  const config = { ...loadConfig({ COPSE_DATA: folder, HOST: '127.0.0.1' }), port: 0 };
  const root = ApiModule.forRoot({ config, logger, dataSource: database.db.dataSource });
  api = await createApi(root, { config, logger, web: folder });
  const { pool } = database.db;
  const account = v7();
  await pool.query(
    `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at)
     VALUES ($1, 'Ann', 'ann@example.org', 'none', 'EN', false, now())`,
    [account],
  );
  await pool.query(
    `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
     SELECT $1, id, $2, 'Which cleaner?', '', 1, $2, now(), now() FROM communities WHERE slug = 'small-museums'`,
    [THREAD, account],
  );
  await pool.query(
    `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
     VALUES ($1, $2, 1, $3, 'Ours is worn.', '<p>Ours is worn.</p>', 1, 1, now())`,
    [v7(), THREAD, account],
  );
});
afterAll(async () => {
  for (const server of servers) server.close();
  await api.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** A page, and how many statements were sent to PostgreSQL for it. */
async function counted(url: string): Promise<{ text: string; statements: number }> {
  let statements = 0;
  const { prototype } = Client;
  // oxlint-disable-next-line typescript/unbound-method -- called with its own receiver below
  const { query } = prototype;
  prototype.query = function noted(this: Client, ...args: unknown[]) {
    const [what] = args as [string | { names?: string[]; name?: string }];
    // Look-ups of one moment go in one message; each counts. What wakes workers after a commit is no part of a page.
    if (typeof what === 'string') statements += 1;
    else if (what.name !== 'outbox-wake') statements += what.names?.length ?? 1;
    return (query as unknown as (...all: unknown[]) => unknown).apply(this, args);
  } as unknown as typeof query;
  try {
    return { text: await (await fetch(url)).text(), statements };
  } finally {
    prototype.query = query;
  }
}

describe('what a page brings', () => {
  it('knows the client’s own questions', () => {
    for (const [, text] of documents) expect(() => parse(text)).not.toThrow();
    expect(documents.size).toBeGreaterThan(50);
  });

  it.each([
    [`/c/small-museums/d/${THREAD}`, 'Ours is worn.', 6],
    ['/c/small-museums', 'Which cleaner?', 9],
    ['/c/small-museums/library', 'Small', 9],
    ['/communities', 'Last post <time', 6],
    ['/', 'Small', 6],
  ])('takes a fixed number of statements: %s', async (path, words, most) => {
    const origin = await site(pageAnswers(api.app));
    const { text, statements } = await counted(origin + path);
    expect(text).toContain(words);
    expect(statements).toBeLessThanOrEqual(most);
  });

  it('says of a narrowed list where the whole one is, and leaves what is chosen to the client', async () => {
    const origin = await site(pageAnswers(api.app));
    const { text } = await counted(`${origin}/c/small-museums?show=unread`);
    expect(text).toMatch(/<link rel="canonical" href="https:[^"]+\/c\/small-museums"\/>/);
    expect(text).not.toContain('Which cleaner?');
  });

  it('leads on to the next part of the same list: filters stay', async () => {
    const real = pageAnswers(api.app);
    let cursor = '';
    /** As if more came. */
    const answers: PageAnswers = {
      async execute(context, text, variables) {
        const data = await real.execute(context, text, variables);
        const list = (data as { communities?: { pageInfo: { endCursor: string } } } | null)?.communities;
        if (list?.pageInfo.endCursor) cursor = list.pageInfo.endCursor;
        if (list) Object.assign(list, { pageInfo: { hasNextPage: true, endCursor: 'abc' } });
        return data;
      },
    };
    const origin = await site(answers);
    const filters = 'association=astc&status=operational&q=museum+%26';
    const page = async (path: string): Promise<string> => (await fetch(origin + path)).text();
    const first = await page(`/communities?${filters}&strange=1`);
    const next = `/communities?${filters}&after=abc`.replaceAll('&', '&amp;');
    expect(first).toContain(`<link rel="next" href="${next}">`);
    expect(first).toContain(`<a href="${next}"`);
    await page('/communities');
    const second = await page(`/communities?${filters}&after=${cursor}`);
    expect(second).toContain(`<link rel="prev" href="${`/communities?${filters}`.replaceAll('&', '&amp;')}">`);
    expect(await page('/communities')).toContain('<link rel="next" href="/communities?after=abc">');
  });

  it('names a picture for other sites, by a whole address, with its true size', async () => {
    const origin = await site(pageAnswers(api.app));
    const text = await (await fetch(`${origin}/c/small-museums/d/${THREAD}`)).text();
    const said = new Map(
      [...text.matchAll(/<meta property="(og:image[^"]*)" content="([^"]*)">/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    expect(said.get('og:image')).toBe('https://copse.example/share.png');
    expect(said.get('og:image:alt')).toBe('Copse');
    const picture = readFileSync(join(import.meta.dirname, '../../../web/public/share.png'));
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)].map(String)).toEqual([
      said.get('og:image:width'),
      said.get('og:image:height'),
    ]);
    expect(picture.length).toBeLessThan(40_000);
  });

  it('asks as much of what is private as of what is not there, and says nothing of either', async () => {
    const origin = await site(pageAnswers(api.app));
    const secret = await database.db.pool.query<{ slug: string }>(
      `SELECT slug FROM communities WHERE visibility = 'PRIVATE' LIMIT 1`,
    );
    const slug = secret.rows[0]?.slug ?? '';
    expect(slug).not.toBe('');
    expect(await counted(`${origin}/c/${slug}/d/${v7()}`)).toEqual(await counted(`${origin}/c/no-such-one/d/${v7()}`));
    expect((await counted(`${origin}/c/${slug}`)).text).toBe('alone');
    expect((await counted(`${origin}/c/no-such-one`)).text).toBe('alone');
  });
});

describe('the page stands alone', () => {
  const page = async (origin: string): Promise<string> => (await fetch(`${origin}/communities`)).text();

  it('where an answer fails, or nobody knows who asks', async () => {
    expect(await page(await site({ execute: () => Promise.reject(new Error('away')) }))).toBe('alone');
    expect(await page(await site({ execute: async () => null }))).toBe('alone');
    const unknown = async (): Promise<Viewer> => Promise.reject(new Error('away'));
    expect(await page(await site(pageAnswers(api.app), unknown))).toBe('alone');
  });

  it('while the database is away, and no robot is told that it is not there', async () => {
    const origin = await site(pageAnswers(api.app));
    const { pool } = database.db;
    const away = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const { connect, query } = pool;
    pool.connect = ((told?: (error: Error) => void) => (told ? told(away) : Promise.reject(away))) as typeof connect;
    pool.query = (() => Promise.reject(away)) as unknown as typeof query;
    try {
      for (const path of [`/c/small-museums/d/${THREAD}`, '/c/small-museums/library', '/communities']) {
        const answer = await fetch(origin + path);
        expect([path, await answer.text(), answer.headers.get('x-robots-tag')]).toEqual([path, 'alone', null]);
      }
      for (const path of ['/sitemap.xml', '/sitemap/small-museums.xml']) {
        const { status, headers } = await fetch(origin + path);
        expect([path, status, headers.get('retry-after')]).toEqual([path, 503, '60']);
      }
    } finally {
      Object.assign(pool, { connect, query });
    }
    const missing = await fetch(`${origin}/c/no-such-one`);
    expect([await missing.text(), missing.headers.get('x-robots-tag')]).toEqual(['alone', 'noindex']);
    expect((await fetch(`${origin}/sitemap/no-such-one.xml`)).status).toBe(404);
  });

  it('for strangers while the event loop lags, and for everybody beyond the last place of the process', async () => {
    const ann = Viewer.member({
      accountId: v7(),
      sessionId: v7(),
      tokenId: null,
      isStaff: false,
      emailVerified: true,
      language: 'EN',
    });
    let asked = 0;
    const answers = {
      execute: async () => {
        asked += 1;
        return null;
      },
    };
    /** Questions that were asked for a page; what nobody began to make says so to robots. */
    const askedBy = async (viewer: Viewer, load: Load): Promise<number> => {
      asked = 0;
      const answer = await fetch(`${await site(answers, async () => viewer, load)}/communities`);
      const said = [await answer.text(), answer.status, answer.headers.get('retry-after')];
      expect(said).toEqual(asked === 0 ? ['alone', 503, '60'] : ['alone', 200, null]);
      return asked;
    };
    // Any delay at all is too much, or none is.
    const lagging = new Load({ ...LOAD, lagMs: -1 });
    expect([await askedBy(Viewer.anonymous, lagging), await askedBy(ann, lagging)]).toEqual([0, 3]);
    const full = new Load({ ...LOAD, atOnce: 0 });
    expect([await askedBy(Viewer.anonymous, full), await askedBy(ann, full)]).toEqual([0, 0]);
    // A place is given back with the answer.
    const single = new Load({ ...LOAD, atOnce: 1 });
    for (let time = 0; time < 3; time += 1) {
      await until('a place', async () => (await askedBy(Viewer.anonymous, single)) === 3);
    }
  });

  it('where an answer does not come, and at once where many wait already', async () => {
    let asked = 0;
    const origin = await site({
      execute: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    });
    const pages = await Promise.all(Array.from({ length: 60 }, () => page(origin)));
    expect(new Set(pages)).toEqual(new Set(['alone']));
    // Three questions each, of no more than may be made at the same time.
    expect(asked).toBe(3 * 40);
  });
});
