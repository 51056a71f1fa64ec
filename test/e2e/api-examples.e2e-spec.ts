import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, spawnSync } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ERROR_CODES, LIMITS } from '#contracts';
import { freshProduct } from '../support/fresh-product.js';
import { aPerson } from '../support/people.js';
import type { Product } from '../support/product.js';

const root = join(import.meta.dirname, '../..');
const page = await readFile(join(root, 'docs/api.md'), 'utf8');
const examples = [...page.matchAll(/^```(bash|ts)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => ({
  language,
  code,
}));
/** What each of them prints, in their order. */
const PRINTED = [
  /"name":"Odette Tremblay"/,
  /"totalCount":\d+,"edges":\[/,
  /"search":\{"totalCount":0,"edges":\[\]/,
  /^Reply 2 of http:\S+\/c\/small-museums\/d\/[0-9a-f-]{36}\n$/,
  /^Up to number 2; now listening\.\nNumber 3 came\.\n$/,
  /"shareResource":\{"id":"[0-9a-f-]{36}","title":"Visitors by room"\}/,
];

describe('docs/api.md', () => {
  // Within the project, since the examples import what it has installed.
  const folder = join(root, 'test-output', `api-examples-${process.pid}`);
  let product: Product;
  let remove: () => Promise<void>;
  let token: string;

  beforeAll(async () => {
    await mkdir(folder, { recursive: true });
    ({ product, remove } = await freshProduct());
    const odette = await aPerson(product, 'Odette Tremblay');
    const made = await odette.data<{ createAccessToken: { token: string } }>(
      'mutation ($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token } }',
      { input: { name: 'examples', expiresInDays: 1 } },
    );
    token = made.createAccessToken.token;
  });
  afterAll(async () => {
    await remove?.();
    await rm(folder, { recursive: true, force: true });
  });

  // What npm cannot bring: skipped and counted where it is missing, unless it is required.
  const required = (process.env['COPSE_TEST_REQUIRE'] ?? '').split(',').includes('curl');
  const hasCurl = required || spawnSync('curl', ['--version']).status === 0;
  const runnable = examples.map((example, at) => ({
    number: at + 1,
    example,
    runs: example.language === 'ts' || hasCurl,
  }));
  const skipped = runnable.filter(({ runs }) => !runs);
  if (skipped.length > 0) it.skip.each(skipped)('example $number works', () => undefined);

  it.each(runnable.filter(({ runs }) => runs))('example $number works', async ({ number, example }) => {
    const file = join(folder, `example-${number}.${example.language === 'ts' ? 'ts' : 'sh'}`);
    await writeFile(file, example.code);
    const [program, args] = example.language === 'ts' ? [process.execPath, []] : ['bash', ['-euo', 'pipefail']];
    const { stdout } = await promisify(execFile)(program, [...args, file], {
      env: { PATH: process.env['PATH'], TMPDIR: folder, COPSE: product.origin, COPSE_TOKEN: token },
    });
    expect(stdout).toMatch(PRINTED[number - 1] ?? /no example was expected/);
  });

  it('names every code, and no limit that does not exist', () => {
    expect(examples).toHaveLength(PRINTED.length);
    const codes = [...page.matchAll(/^\| `([A-Z_]+)` /gm)].map(([, code]) => code);
    expect(codes).toEqual([...ERROR_CODES]);
    const limits = page.slice(page.indexOf('## Limits')).matchAll(/`([a-z][A-Za-z]+)`/g);
    expect(Object.keys(LIMITS)).toEqual(expect.arrayContaining([...limits].map(([, name]) => name)));
  });
});
