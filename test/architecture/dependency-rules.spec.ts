import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import rules, { LINE } from '../../.dependency-cruiser.mjs';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Summary {
  summary: { violations: { rule: { name: string }; from: string }[] };
}

async function cruise(folder: string): Promise<Map<string, Set<string>>> {
  const cli = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout } = await run(
    process.execPath,
    [cli, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'apps', 'libs', 'test'],
    { cwd: folder, maxBuffer: 256 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  const found = new Map<string, Set<string>>();
  for (const { rule, from } of (JSON.parse(stdout) as Summary).summary.violations) {
    found.set(rule.name, (found.get(rule.name) ?? new Set()).add(from));
  }
  return found;
}

/** One file for each rule that breaks it, and only it needs to be named for it. */
const PLANTED: Record<string, { at: string; imports: string }> = {
  'no-circular': { at: 'libs/posts/src/planted/circle-a.service.ts', imports: './circle-b.service.js' },
  'not-to-unresolvable': { at: 'libs/posts/src/planted/lost.service.ts', imports: './nowhere.js' },
  'libs-know-no-apps': { at: 'libs/posts/src/planted/app.service.ts', imports: '#apps/api' },
  'product-knows-no-tests': {
    at: 'libs/posts/src/planted/test.service.ts',
    imports: '../../../../test/support/free-port.js',
  },
  'one-barrel': {
    at: 'libs/posts/src/planted/deep.service.ts',
    imports: '../../../identity/src/planted/inner.service.js',
  },
  'platform-by-sub-path': {
    at: 'libs/posts/src/planted/deep-platform.service.ts',
    imports: '../../../platform/src/errors/domain-error.js',
  },
  'nobody-imports-its-own-index': { at: 'libs/posts/src/planted/own.service.ts', imports: '../index.js' },
  'contracts-import-nothing': { at: 'libs/contracts/src/planted.ts', imports: 'zod' },
  'web-knows-contracts-alone': { at: 'apps/web/src/planted.ts', imports: '#identity' },
  'web-lib-knows-no-feature': { at: 'apps/web/src/lib/planted.ts', imports: '../components/hue.js' },
  'web-components-know-no-feature': {
    at: 'apps/web/src/components/planted.ts',
    imports: '../features/identity/next-path.js',
  },
  'apps-in-order-base': { at: 'apps/base/src/planted.ts', imports: '#apps/worker' },
  'apps-in-order-api': { at: 'apps/api/src/planted.ts', imports: '#apps/worker' },
  'apps-in-order-worker': { at: 'apps/worker/src/planted.ts', imports: '#apps/standalone' },
  'apps-in-order-standalone': { at: 'apps/standalone/src/planted.ts', imports: '../../cli/src/command.js' },
  'typeorm-in-its-place': { at: 'libs/posts/src/planted/orm.service.ts', imports: 'typeorm' },
  'policies-have-no-io': { at: 'libs/posts/src/planted/io.policy.ts', imports: '#platform/database' },
  'resolvers-call-services': { at: 'libs/posts/src/planted/sql.resolver.ts', imports: '#platform/database' },
  'types-are-no-entities': { at: 'libs/posts/src/planted/leak.type.ts', imports: './leak.entity.js' },
  'repositories-decide-nothing': {
    at: 'libs/posts/src/planted/decide.repository.ts',
    imports: './circle-a.service.js',
  },
  'suffixes-are-a-closed-list': { at: 'libs/posts/src/planted/odd.service.ts', imports: './helpers.utils.js' },
  ...Object.fromEntries(
    LINE.slice(0, -1).map((lib, at) => [
      `line-${lib}`,
      {
        at: `libs/${lib}/src/${lib === 'platform' ? 'errors/' : ''}planted-right.service.ts`,
        imports: LINE[at + 1] === 'platform' ? '#platform/errors' : `#${LINE[at + 1]}`,
      },
    ]),
  ),
};

const COMPANIONS: Record<string, string> = {
  'libs/posts/src/planted/circle-b.service.ts': `import './circle-a.service.js';\n`,
  'libs/identity/src/planted/inner.service.ts': 'export {};\n',
  'libs/posts/src/planted/leak.entity.ts': 'export {};\n',
  'libs/posts/src/planted/helpers.utils.ts': 'export {};\n',
};

describe('the rules of dependency-cruiser', () => {
  let copy: string;
  let inCopy: Map<string, Set<string>>;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), 'copse-rules-'));
    for (const name of [
      'apps',
      'libs',
      'test',
      'package.json',
      'tsconfig.json',
      'tsconfig.base.json',
      '.dependency-cruiser.mjs',
    ]) {
      await cp(join(ROOT, name), join(copy, name), { recursive: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    const files = { ...COMPANIONS };
    for (const { at, imports } of Object.values(PLANTED)) files[at] = `import '${imports}';\n`;
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), text);
    }
    inCopy = await cruise(copy);
  }, 120_000);

  afterAll(async () => rm(copy, { recursive: true, force: true }));

  it('hold in the product', () => {
    const planted = new Set([...Object.values(PLANTED).map(({ at }) => at), ...Object.keys(COMPANIONS)]);
    const broken = [...inCopy].flatMap(([rule, files]) =>
      [...files].filter((file) => !planted.has(file)).map((file) => `${file} breaks ${rule}`),
    );
    expect(broken).toEqual([]);
  });

  it('have a planted violation each', () => {
    expect(Object.keys(PLANTED).toSorted()).toEqual(rules.forbidden.map((rule) => rule.name).toSorted());
  });

  it.each(Object.entries(PLANTED))('name a violation of %s', (rule, { at }) => {
    expect([...(inCopy.get(rule) ?? [])]).toContain(at);
  });
});
