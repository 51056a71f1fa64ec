import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request as httpRequest, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { loadDirectoryOnce } from '#communities';
import { loadConfig } from '#platform/config';
import { createLogger } from '#platform/logging';
import { hashSecret } from '#platform/secrets';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { until } from '../../../../test/support/until.js';
import { ApiModule } from '../api.module.js';
import { createApi, type Api } from '../create-api.js';
import { entities } from '#apps/base';

const TOKEN = 'copse_of-a-test';
const SECRET = 'x'.repeat(43);
const TEXT = Buffer.from('To be kept byte for byte. '.repeat(10_000));

let database: TestDatabase;
let folder: string;
let api: Api;
let origin: string;
let community: string;

async function start(): Promise<void> {
  const config = { ...loadConfig({ COPSE_DATA: folder, HOST: '127.0.0.1' }), port: 0 };
  const logger = createLogger('silent');
  const root = ApiModule.forRoot({ config, logger, dataSource: database.db.dataSource });
  api = await createApi(root, { config, logger, web: folder });
  origin = `http://127.0.0.1:${((api.app.getHttpServer() as Server).address() as AddressInfo).port}`;
}

beforeAll(async () => {
  database = await testDatabase(entities);
  await loadDirectoryOnce(database.db, { kind: 'bundled' });
  folder = await mkdtemp(join(tmpdir(), 'copse-api-'));
  await start();

  const { pool } = database.db;
  const accountId = v7();
  const { rows } = await pool.query<{ id: string; slug: string }>(
    `UPDATE communities SET status = 'OPERATIONAL' WHERE id = (SELECT min(id::text)::uuid FROM communities)
     RETURNING id, slug`,
  );
  community = rows[0]?.slug ?? '';
  await pool.query(
    `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at)
     VALUES ($1, 'Ann', 'ann@example.org', 'none', 'EN', false, now())`,
    [accountId],
  );
  await pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, 'MEMBER', 'ann')`,
    [rows[0]?.id, accountId],
  );
  await pool.query(
    `INSERT INTO access_tokens (id, account_id, name, token_hash, created_at, expires_at)
     VALUES ($1, $2, 'test', $3, now(), now() + interval '1 day')`,
    [v7(), accountId, hashSecret(TOKEN)],
  );
});
afterAll(async () => {
  await api.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const tus = { 'tus-resumable': '1.0.0', authorization: `Bearer ${TOKEN}` };
const begin = (headers: Record<string, string> = tus): Promise<Response> =>
  fetch(`${origin}/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(TEXT.length),
      'upload-metadata': `filename ${btoa('plan.txt')},community ${btoa(community)}`,
    },
  });
const answer = async (response: Response): Promise<[number, string | undefined]> => {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]?.extensions.code];
};
const bytes = { 'content-type': 'application/offset+octet-stream' };

it('are open to those who are known alone, and to no page of another site', async () => {
  expect(await answer(await begin({ 'tus-resumable': '1.0.0' }))).toEqual([401, 'UNAUTHENTICATED']);
  const forged = { 'tus-resumable': '1.0.0', authorization: 'Bearer copse_forged' };
  expect(await answer(await begin(forged))).toEqual([401, 'UNAUTHENTICATED']);
  const elsewhere = { 'tus-resumable': '1.0.0', cookie: `copse=${SECRET}`, origin: 'https://evil.example' };
  expect(await answer(await begin(elsewhere))).toEqual([400, 'BAD_USER_INPUT']);
});

it('hold no connection open that nobody uses, though a body was refused before it had come', async () => {
  const server = api.app.getHttpServer() as Server;
  const kept = server.keepAliveTimeout;
  server.keepAliveTimeout = 300;
  const body = randomBytes(1024 * 1024);
  const headers = { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
  const lines = Object.entries({ ...headers, host: new URL(origin).host, 'content-length': String(body.length) });
  const line = connect(Number(new URL(origin).port), '127.0.0.1');
  line.write(
    `PATCH /uploads/${v7()} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  const [answered] = (await once(line, 'data')) as [Buffer];
  expect(answered.toString()).toMatch(/^HTTP\/1\.1 404 .*\r\nConnection: keep-alive\r\n/s);
  line.write(body);
  // By the server, for nothing else comes.
  await once(line.resume(), 'close').finally(() => (server.keepAliveTimeout = kept));
});

it('answer what comes next on a connection whose body was refused on the way', async () => {
  const upload = (await begin()).headers.get('location') ?? '';
  const line = connect(Number(new URL(origin).port), '127.0.0.1');
  const heard: Buffer[] = [];
  line.on('data', (some: Buffer) => heard.push(some));
  const statuses = (): string[] =>
    [
      ...Buffer.concat(heard)
        .toString()
        .matchAll(/HTTP\/1\.1 (\d{3})/g),
    ].map(([, status]) => status ?? '');
  const say = (method: string, path: string, headers: Record<string, string> = {}): void => {
    const lines = Object.entries({ ...tus, host: new URL(origin).host, ...headers });
    line.write(`${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  };
  // Of unknown length: that it is too much shows when it has come.
  say('PATCH', upload, { ...bytes, 'upload-offset': '0', 'transfer-encoding': 'chunked' });
  const chunk = Buffer.concat([Buffer.from(`${TEXT.length.toString(16)}\r\n`), TEXT, Buffer.from('\r\n')]);
  line.write(chunk);
  line.write(chunk);
  await until('the refusal', () => Promise.resolve(statuses().length === 1));
  expect(statuses()).toEqual(['413']);
  line.write(chunk);
  line.write('0\r\n\r\n');
  say('OPTIONS', '/uploads');
  await until('the next answer', () => Promise.resolve(statuses().length === 2));
  expect(statuses()).toEqual(['413', '204']);
  line.destroy();
});

it('have the headers of the whole site, and go on in the next process when this one is stopped midway', async () => {
  const begun = await begin();
  expect(begun.status).toBe(201);
  expect(begun.headers.get('x-content-type-options')).toBe('nosniff');
  expect(begun.headers.get('content-security-policy')).toMatch(/default-src 'none'/);
  const path = begun.headers.get('location') ?? '';
  const id = path.split('/').at(-1) ?? '';

  const request = httpRequest(origin + path, {
    method: 'PATCH',
    headers: { ...tus, ...bytes, 'upload-offset': '0', 'content-length': TEXT.length },
  });
  const cut = new Promise((resolve) => request.once('error', resolve));
  request.write(TEXT.subarray(0, 100_000));
  const part = join(folder, 'files', 'tmp', `${id}.part`);
  await until('its first bytes', async () => (await readFile(part)).length === 100_000);
  await api.stop();
  await cut;

  await start();
  const head = await fetch(origin + path, { method: 'HEAD', headers: tus });
  expect(head.headers.get('upload-offset')).toBe('100000');
  const rest = TEXT.subarray(100_000);
  const done = await fetch(origin + path, {
    method: 'PATCH',
    headers: { ...tus, ...bytes, 'upload-offset': '100000' },
    body: rest,
  });
  expect([done.status, done.headers.get('copse-refused')]).toEqual([204, null]);
  expect(await readFile(join(folder, 'files', id))).toEqual(TEXT);
});
