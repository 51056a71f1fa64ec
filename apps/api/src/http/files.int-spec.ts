import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { loadDirectoryOnce } from '#communities';
import { loadConfig } from '#platform/config';
import { createLogger } from '#platform/logging';
import { hashSecret } from '#platform/secrets';
import { FileStorage } from '#platform/storage';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { FileService, StoredFileService } from '#resources';
import { ApiModule } from '../api.module.js';
import { createApi, type Api } from '../create-api.js';
import { entities } from '#apps/base';

/** Long enough to be packed, were it packed. */
const TEXT = Buffer.from('To be saved byte for byte. '.repeat(200));
const TOKEN = 'copse_of-a-test';

let database: TestDatabase;
let folder: string;
let api: Api;
let origin: string;
let path: string;
beforeAll(async () => {
  database = await testDatabase(entities);
  await loadDirectoryOnce(database.db, { kind: 'bundled' });
  folder = await mkdtemp(join(tmpdir(), 'copse-api-'));
  const config = { ...loadConfig({ COPSE_DATA: folder, HOST: '127.0.0.1' }), port: 0 };
  const logger = createLogger('silent');
  const root = ApiModule.forRoot({ config, logger, dataSource: database.db.dataSource });
  api = await createApi(root, { config, logger, web: folder });
  origin = `http://127.0.0.1:${((api.app.getHttpServer() as Server).address() as AddressInfo).port}`;

  const { db } = database;
  const [accountId, fileId, key] = [v7(), v7(), v7()];
  const { rows } = await db.pool.query<{ id: string }>(
    `UPDATE communities SET visibility = 'PRIVATE' WHERE id = (SELECT min(id::text)::uuid FROM communities) RETURNING id`,
  );
  const communityId = rows[0]?.id ?? '';
  await db.pool.query(
    `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at)
     VALUES ($1, 'Ann', 'ann@example.org', 'none', 'EN', false, now())`,
    [accountId],
  );
  await db.pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, 'MEMBER', 'ann')`,
    [communityId, accountId],
  );
  await db.pool.query(
    `INSERT INTO access_tokens (id, account_id, name, token_hash, created_at, expires_at)
     VALUES ($1, $2, 'test', $3, now(), now() + interval '1 day')`,
    [v7(), accountId, hashSecret(TOKEN)],
  );
  await api.app.get(FileStorage, { strict: false }).write(key, TEXT);
  await db.tx(async (tx) => {
    const sha256 = createHash('sha256').update(TEXT).digest('hex');
    const storedFileId = await api.app
      .get(StoredFileService, { strict: false })
      .take(tx, { key, sha256, size: TEXT.length });
    const file = { id: fileId, communityId, ownerId: accountId, name: 'a.txt', mediaType: 'text/plain', charged: 0 };
    await api.app
      .get(FileService, { strict: false })
      .keep(tx, { ...file, use: 'VERSION', state: 'SHOWN', storedFileId });
  });
  path = `/files/${fileId}/a.txt`;
});
afterAll(async () => {
  await api.stop();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const ask = async (token: string | null, address = path) => {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const answer = await fetch(origin + address, {
    headers: { accept: 'text/html', 'accept-encoding': 'gzip', ...authorization },
  });
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'));
  return { status: answer.status, headers, body: await answer.text() };
};

it('knows who asks for a file, and is for everybody else what is not there', async () => {
  const nothing = await ask(null, `/files/${v7()}/a.txt`);
  expect([nothing.status, await ask(null)]).toEqual([404, nothing]);
  expect((await ask('copse_worth-nothing')).status).toBe(401);
  expect(await ask(TOKEN)).toMatchObject({ status: 200, body: TEXT.toString() });
});

it('sends it as it is, shut in from all sides', async () => {
  const { headers } = await ask(TOKEN);
  expect(headers).toMatchObject({
    'content-type': 'text/plain',
    'content-length': String(TEXT.length),
    'content-disposition': 'attachment; filename=a.txt',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store, no-transform',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'same-origin',
  });
  for (const name of ['content-encoding', 'access-control-allow-origin', 'set-cookie', 'x-powered-by'])
    expect(headers).not.toHaveProperty(name);
});
