import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from '#apps/base';
import { fail, ok, warn, type Finding } from './finding.js';

interface Lock {
  readonly packages: Readonly<Record<string, { version?: string; dev?: boolean; optional?: boolean; peer?: boolean }>>;
}

/** Whether Node and the packages are those that this release was tried with. */
export async function checkVersions({ root, version, node }: Installation): Promise<Finding[]> {
  const running = process.versions.node;
  const wanted = node.split('.')[0];
  const ours =
    running.split('.')[0] === wanted
      ? ok(`Versions: Copse ${version}, Node ${running}`)
      : fail(
          `Versions: Node ${running}, and Copse ${version} is made for ${wanted}`,
          'Start it by npm, which brings its own.',
        );
  return [ours, await packages(root)];
}

async function packages(root: string): Promise<Finding> {
  const [wanted, present] = await Promise.all([
    lockOf(join(root, 'package-lock.json')),
    lockOf(join(root, 'node_modules', '.package-lock.json')),
  ]);
  if (wanted === null) return ok('Packages: there is no package-lock.json to compare them with');
  const other = Object.entries(wanted.packages).filter(([path, { version, dev, optional, peer }]) => {
    if (path === '') return false;
    const installed = present?.packages[path];
    // What builds and tests may be left out, and what is of another system is.
    return installed === undefined ? !dev && !optional && !peer : installed.version !== version;
  });
  if (other.length === 0) return ok('Packages: as package-lock.json names them');
  const names = other.slice(0, 3).map(([path]) => path.replace(/^.*node_modules\//, ''));
  return warn(
    `Packages: ${other.length} are not those of package-lock.json (${names.join(', ')}${other.length > 3 ? ' …' : ''})`,
    'Stop Copse and run: npm ci',
  );
}

const lockOf = (path: string): Promise<Lock | null> =>
  readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as Lock,
    () => null,
  );
