import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

interface Locked {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string; readonly dev?: boolean }>
  >;
}
interface Listed {
  readonly components: readonly {
    readonly purl: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
}

const { packages } = JSON.parse(await readFile('package-lock.json', 'utf8')) as Locked;
const running = Object.entries(packages).filter(([path, { dev }]) => path !== '' && dev !== true);

describe('packages of others', () => {
  it('are listed by `npm run sbom`: each of the running product, with version and checksum', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['scripts/sbom.mjs'], { maxBuffer: 64_000_000 });
    const { components } = JSON.parse(stdout) as Listed;
    expect(components.flatMap(({ purl, hashes }) => (hashes?.length ? [] : [purl]))).toEqual([]);
    const listed = new Set(components.map(({ purl }) => purl));
    const missing = running.flatMap(([path, { version = '' }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return listed.has(`pkg:npm/${name.replace('@', '%40')}@${version}`) ? [] : [`${name}@${version}`];
    });
    expect(missing).toEqual([]);
    expect(components.length).toBeGreaterThan(100);
  });

  it('come as they were when they were chosen: each has a checksum, and none a place of its own', () => {
    const all = Object.entries(packages).filter(([path]) => path !== '');
    expect(all.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
    expect(all.filter(([, entry]) => 'resolved' in entry || 'link' in entry).map(([path]) => path)).toEqual([]);
  });
});
