import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../support/free-port.js';
import { ordinaryUser } from '../support/ordinary-user.js';
import { Product } from '../support/product.js';
import type { ProductOptions } from '../support/product.js';
import { describeWith } from '../support/requirement.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let products: Product[];

beforeEach(async () => {
  folder = await temporaryFolder();
  products = [];
});
afterEach(async () => {
  await Promise.all(products.map((product) => product.end('SIGTERM')));
  await folder.remove();
});

const run = async (options: Partial<ProductOptions> = {}): Promise<Product> => {
  const product = await Product.run({ dataDir: join(folder.path, 'data'), ...options });
  products.push(product);
  return product;
};
const start = async (options: Partial<ProductOptions> = {}): Promise<Product> => {
  const product = await run(options);
  await product.ready();
  return product;
};
/** What it says when it will not start: whole lines, no stack. */
const refusal = async (options: Partial<ProductOptions> = {}): Promise<string> => {
  const product = await run(options);
  expect(await product.ended()).toBe(1);
  expect(product.output.error).not.toMatch(/^\s+at /m);
  return product.output.error.trim();
};
const status = async (product: Product, path: string): Promise<number> => (await fetch(product.origin + path)).status;
const postmaster = async (): Promise<number> =>
  Number.parseInt(await readFile(join(folder.path, 'data/postgres/cluster/postmaster.pid'), 'utf8'), 10);
const script = (name: string): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, [join('scripts', name)]);
const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('npm start', () => {
  it('starts, refuses a second start, stops by Ctrl-C, starts again, survives kill -9 and says so once', async () => {
    const first = await start({ built: false });
    expect(first.output.out).toContain(`Copse is ready at ${first.origin}\n`);
    expect(await status(first, '/health/live')).toBe(200);
    expect(await status(first, '/health/ready')).toBe(200);
    expect(await status(first, '/')).toBe(200);
    expect(first.claimLink).toMatch(new RegExp(`^${first.origin}/claim#token=[\\w-]{22,}$`));
    expect(first.output.error).not.toContain('claim');

    expect(await refusal({ port: first.port })).toMatch(new RegExp(`^Port ${first.port} is in use\\.[^\\n]+$`));
    expect(await refusal()).toMatch(/^Copse is already running on the data folder [^\n]+$/);
    expect(await status(first, '/health/ready')).toBe(200);

    const database = await postmaster();
    // npm hands on the Ctrl-C that the terminal has sent already.
    process.kill(first.pid, 'SIGINT');
    expect(await first.end('SIGINT')).toBe(0);
    expect(first.output.out).toMatch(/Stopped\.\n$/);
    expect(lives(database)).toBe(false);

    const second = await start({ port: first.port });
    expect(second.output.out).not.toMatch(/Making|Loaded/);
    expect(second.claimLink).toBeDefined();
    expect(second.claimLink).not.toBe(first.claimLink);
    expect(await second.end('SIGKILL')).toBe('SIGKILL');

    const third = await start({ port: first.port });
    expect(third.output.out).toContain('Stopping the database that a former start left running …');
    expect(await third.end('SIGTERM')).toBe(0);
    expect(third.output.error).toBe('');
  });

  it('neither installs nor builds again what has not changed', async () => {
    await script('prepare.mjs');
    await script('build.mjs');
    expect(await script('prepare.mjs')).toEqual({ stdout: '', stderr: '' });
    expect(await script('build.mjs')).toEqual({ stdout: '', stderr: '' });
  });

  it('ends in order when it is told so while it starts', async () => {
    const product = await run();
    while (!product.output.out.includes('Making the database')) await new Promise((next) => setTimeout(next, 5));
    expect(await product.end('SIGINT')).toBe(0);
    await start();
  });

  it('ends with a sentence when its database is killed, and starts again', async () => {
    const product = await start();
    process.kill(await postmaster(), 'SIGKILL');
    expect(await product.ended()).toBe(1);
    expect(product.output.error).toContain('The embedded database ended unexpectedly. Copse ends; start it again.\n');
    await start();
  });
});

describe('npm start says in one sentence, with a status other than 0,', () => {
  it('each setting that is wrong', async () => {
    expect(await refusal({ env: { PORT: '0', LOG_LEVEL: 'loud', PUBLIC_URL: 'ftp://x' } })).toBe(
      [
        'PORT must be a whole number from 1 to 65535, not "0".',
        'PUBLIC_URL must be an http or https address without path, such as https://communities.example.org, not "ftp://x".',
        'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud".',
      ].join('\n'),
    );
  });

  it('that the database cannot be reached, and why', async () => {
    const port = await freePort();
    expect(await refusal({ env: { DATABASE_URL: `postgres://me:secret@127.0.0.1:${port}/copse` } })).toBe(
      `The database 127.0.0.1:${port}/copse of DATABASE_URL cannot be reached: nothing answers there.`,
    );
    const wrong = new URL(process.env['COPSE_TEST_POSTGRES'] ?? '');
    wrong.password = 'wrong';
    expect(await refusal({ env: { DATABASE_URL: wrong.href } })).toMatch(/: user or password is wrong\.$/);
  });

  it('that nobody answers in time', async () => {
    const silent: Server = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const sentence = await refusal({ env: { DATABASE_URL: `postgres://me@127.0.0.1:${port}/copse` } });
    silent.close();
    expect(sentence).toMatch(/^The database 127\.0\.0\.1:\d+\/copse of DATABASE_URL cannot be reached: [^\n]+\.$/);
  });

  it('that another one runs on the same database', async () => {
    const admin = new Client({ connectionString: process.env['COPSE_TEST_POSTGRES'] });
    await admin.connect();
    const name = `start_${randomBytes(6).toString('hex')}`;
    await admin.query(`CREATE DATABASE ${name}`);
    const url = new URL(process.env['COPSE_TEST_POSTGRES'] ?? '');
    url.pathname = `/${name}`;
    const first = await start({ env: { DATABASE_URL: url.href } });
    expect(await refusal({ env: { DATABASE_URL: url.href }, dataDir: join(folder.path, 'other') })).toMatch(
      /^Another Copse already runs on this database\.[^\n]+$/,
    );
    expect(await first.end()).toBe(0);
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });

  it('that the data folder is half-written', async () => {
    await mkdir(join(folder.path, 'data/postgres/cluster/base'), { recursive: true });
    expect(await refusal()).toMatch(/^The database in \S+ is incomplete \(PG_VERSION is missing\)\. [^\n]+$/);
  });

  it('that the directory file is not there, or not one', async () => {
    const missing = join(folder.path, 'none.json');
    expect(await refusal({ env: { DIRECTORY: missing } })).toBe(
      `The directory file ${missing} cannot be used: there is no such file.`,
    );
    await writeFile(missing, '{}');
    expect(await refusal({ env: { DIRECTORY: missing } })).toMatch(/^The directory file \S+ cannot be used: [^\n]+$/);
    await start({ env: { DIRECTORY: 'none' } });
  });

  it('that the bucket for files cannot be used', async () => {
    expect(await refusal({ env: { S3_URL: 'http://key:secret@127.0.0.1:1/files' } })).toBe(
      'The bucket files at http://127.0.0.1:1 cannot be used: it does not answer as it should (ECONNREFUSED). See S3_URL.',
    );
  });
});

const ordinary = ordinaryUser();
describeWith('ordinary-user', ordinary !== null)('npm start as an ordinary user', () => {
  it('starts and stops, and says that it may not use a folder of somebody else', async () => {
    const home = join(folder.path, 'home');
    await mkdir(home);
    if (ordinary?.account) await chown(home, ordinary.account.uid, ordinary.account.gid);
    const first = await start({ ...ordinary, dataDir: join(home, 'data') });
    expect(await status(first, '/health/ready')).toBe(200);
    expect(await first.end()).toBe(0);

    const closed = join(folder.path, 'closed');
    await mkdir(closed);
    await chmod(closed, ordinary?.account ? 0o700 : 0o500);
    expect(await refusal({ ...ordinary, dataDir: join(closed, 'data') })).toBe(
      `No permission to use ${join(closed, 'data')}. Give it to this user, or choose another folder with COPSE_DATA.`,
    );
  });
});
