import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { migrations } from '#apps/base';
import { freePort } from '../../../../test/support/free-port.js';
import { startS3 } from '../../../../test/support/s3-server.js';
import { SmtpMailbox } from '../../../../test/support/smtp-mailbox.js';
import { STATUS } from '../command.js';
import { rowsOf, runOn, SiteScene } from '../testing/site-scene.js';
import { checkCommand } from './check.command.js';
import { clockOf } from './database.check.js';

let scene: SiteScene;
let env: Record<string, string>;
beforeAll(async () => {
  scene = await SiteScene.start();
  ({ env } = await scene.site());
});
afterAll(() => scene.end());

/** The lines that begin with this word, each with its remedy. */
async function look(more: Record<string, string>, word: string, options: Record<string, string> = {}): Promise<string> {
  const { out } = await runOn(checkCommand, { ...env, ...more }, [], options);
  const lines = out.split('\n');
  return lines
    .filter(
      (line, at) => line.slice(6).startsWith(word) || (line.includes('→') && lines[at - 1]?.slice(6).startsWith(word)),
    )
    .join('\n');
}

/** A server that answers whatever comes with this. */
async function answering(words: string): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.on('error', () => undefined).on('data', () => socket.end(words)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

describe('check', () => {
  it('names each setting that cannot be right, and a remedy', async () => {
    const { status, out } = await runOn(checkCommand, { ...env, PORT: 'http', PUBLIC_URL: 'copse.example.org' });
    expect(status).toBe(STATUS.failed);
    expect(out).toMatch(/^fail {2}Settings: PORT must be/m);
    expect(out).toMatch(/^fail {2}Settings: PUBLIC_URL must be/m);
    expect(out.match(/→/g)?.length).toBe(2);
  });

  it.each([
    [{}, /^warn .*nobody reaches from another machine\n +→ Set PUBLIC_URL/],
    [{ PUBLIC_URL: 'http://copse.example.org' }, /^warn .*is not encrypted.*\n +→ .*TLS/],
    [{ PUBLIC_URL: 'https://copse.example.org' }, /^warn .*no proxy is trusted.*\n +→ Set TRUST_PROXY/],
    [{ PUBLIC_URL: 'https://copse.example.org', TRUST_PROXY: '10.0.0.1' }, /^ok {4}Address.*10\.0\.0\.1$/],
  ])('looks at the address: %j', async (more, expected) => {
    expect(await look(more, 'Address')).toMatch(expected);
  });

  it('says what the database is, how far its schema is, and what is unsafe or broken', async () => {
    expect(await look({}, 'Database')).toMatch(/^ok {4}Database: 127\.0\.0\.1:\d+\/t_\w+, PostgreSQL \d+/);
    expect(await look({}, 'Schema')).toBe(`ok    Schema: all ${migrations.length} steps of this release`);
    expect(await look({}, 'Clock')).toMatch(/^ok/);
    // The server of the tests throws its work away.
    expect(await look({}, 'Safety')).toMatch(
      /^fail {2}Safety: fsync, full_page_writes, synchronous_commit are off.*\n +→ /,
    );
    const spoil = rowsOf(env['DATABASE_URL'] ?? '', 'CREATE UNIQUE INDEX CONCURRENTLY spoilt ON accounts (language)');
    await expect(spoil).rejects.toThrow(/could not create unique index/);
    expect(await look({}, 'Indexes')).toMatch(/^warn {2}Indexes: spoilt cannot be used\n +→ REINDEX/);
  });

  it('tells an empty database, an older schema and a newer one apart', async () => {
    expect(await look({ DATABASE_URL: await scene.emptyDatabase() }, 'Schema')).toMatch(/^warn.*is empty/);
    const older = await scene.databaseAt(16);
    expect(await look({ DATABASE_URL: older }, 'Schema')).toMatch(/^warn.*steps are missing\n +→ Run: copse migrate/);
    await rowsOf(older, `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'Later9999999999999')`);
    expect(await look({ DATABASE_URL: older }, 'Schema')).toMatch(/^fail.*newer Copse \(Later/);
  });

  it('says in a sentence why a database cannot be reached, without its password', async () => {
    const port = await freePort();
    const refused = await look({ DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/copse` }, 'Database');
    expect(refused).toMatch(/^fail.*nothing answers there.*\n +→ See DATABASE_URL/);
    expect(refused).not.toContain('secret');
    const url = new URL(env['DATABASE_URL'] ?? '');
    url.password = 'wrong-secret';
    const wrong = await look({ DATABASE_URL: url.href }, 'Database');
    expect(wrong).toMatch(/^fail.*user or password is wrong/);
    expect(wrong).not.toContain('wrong-secret');
  });

  it('knows a clock that goes wrong', async () => {
    const at = (offset: number) => clockOf({ clock: () => Promise.resolve(Date.now() + offset) });
    expect((await at(0)).mark).toBe('ok');
    expect((await at(10_000)).mark).toBe('warn');
    expect((await at(-3_600_000)).mark).toBe('fail');
  });

  it('tries the place of files and leaves nothing there; makes none where there is none', async () => {
    const files = join(env['COPSE_DATA'] ?? '', 'files');
    const before = await readdir(files);
    expect(await look({}, 'Files')).toMatch(/^ok .*takes, gives and removes$/);
    expect((await readdir(files)).filter((name) => name !== 'tmp')).toEqual(before.filter((name) => name !== 'tmp'));
    expect(await look({}, 'Disk')).toMatch(/MiB free/);
    const nowhere = scene.path('nowhere');
    expect(await look({ COPSE_DATA: nowhere }, 'Files')).toMatch(/^warn.*no folder/);
    await expect(readdir(nowhere)).rejects.toThrow(/ENOENT/);
    const odd = scene.path('odd');
    await mkdir(odd);
    await writeFile(join(odd, 'files'), 'in the way');
    expect(await look({ COPSE_DATA: odd }, 'Files')).toMatch(/^fail .*\n +→ /);
  });

  it('tries the bucket, and warns of one that anybody reads', async () => {
    const s3 = await startS3(scene.path('bucket'));
    const open = await startS3(scene.path('open-bucket'), { open: true });
    try {
      expect(await look({ S3_URL: s3.url }, 'Files')).toMatch(/^ok .*the bucket copse-files/);
      expect(await look({ S3_URL: `${s3.url}-other` }, 'Files')).toMatch(/^fail .*cannot be used.*\n +→ See \*Files\*/);
      expect(await look({ S3_URL: open.url }, 'Files')).toMatch(/^warn .*without a key/);
    } finally {
      await s3.close();
      await open.close();
    }
  });

  it('greets the mail server and sends no message unless told where', async () => {
    expect(await look({}, 'Mail')).toMatch(/^warn.*none is sent.*\n +→ Set SMTP_URL/);
    const mailbox = new SmtpMailbox();
    const SMTP_URL = await mailbox.listen();
    try {
      expect(await look({ SMTP_URL }, 'Mail')).toMatch(
        /^ok {4}Mail: 127\.0\.0\.1:\d+ greets, sender noreply@localhost$/,
      );
      expect(mailbox.messages).toEqual([]);
      const sent = await look({ SMTP_URL }, 'Mail', { 'send-to': 'me@example.org' });
      expect(sent).toMatch(/was taken/);
      expect(sent).not.toContain('me@example.org');
      expect(mailbox.to('me@example.org').map(({ subject }) => subject)).toEqual([
        expect.stringMatching(/can send mail/),
      ]);
      mailbox.answer = (address) => ({ code: 550, text: `5.1.1 <${address}> unknown` });
      const refused = await look({ SMTP_URL }, 'Mail', { 'send-to': 'me@example.org' });
      expect(refused).toMatch(/^fail.*was refused.*550/m);
      expect(refused).not.toContain('me@example.org');
    } finally {
      await mailbox.close();
    }
    expect(await look({ SMTP_URL }, 'Mail')).toMatch(/^fail .*\n +→ See SMTP_URL/);
  });

  it('signs in to the mail server as for a message', async () => {
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('Invalid username or password')),
    });
    server.on('error', () => undefined);
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const { port } = server.server.address() as AddressInfo;
    try {
      expect(await look({ SMTP_URL: `smtp://me:right@127.0.0.1:${port}` }, 'Mail')).toMatch(/takes user and password/);
      const wrong = await look({ SMTP_URL: `smtp://me:quite-wrong@127.0.0.1:${port}` }, 'Mail');
      expect(wrong).toMatch(/^fail/);
      expect(wrong).not.toContain('quite-wrong');
    } finally {
      await new Promise<void>((done) => void server.close(done));
    }
  });

  it('asks the virus scanner and Redis whether they live, where they are set', async () => {
    expect(await look({}, 'Scanner')).toBe('');
    expect(await look({}, 'Redis')).toBe('');
    const [clamd, other] = await Promise.all([answering('PONG\0'), answering('HTTP/1.1 400 Bad Request\r\n')]);
    expect(await look({ SCANNER_URL: `tcp://127.0.0.1:${clamd.port}` }, 'Scanner')).toBe('ok    Scanner: answers');
    expect(await look({ SCANNER_URL: `tcp://127.0.0.1:${other.port}` }, 'Scanner')).toMatch(/^fail .*not as clamd/);
    clamd.server.close();
    other.server.close();
    const port = await freePort();
    expect(await look({ SCANNER_URL: `tcp://127.0.0.1:${port}` }, 'Scanner')).toMatch(/^fail/);
    expect(await look({ REDIS_URL: `redis://127.0.0.1:${port}` }, 'Redis')).toMatch(/^fail .*\n +→ /);
  });
});
