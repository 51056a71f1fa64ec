import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What package.json says of this installation. */
export interface Installation {
  /** The folder of package.json. */
  readonly root: string;
  readonly version: string;
  /** The Node that it was made for. */
  readonly node: string;
}

/** Finds our package.json above this file, which stands deeper where it was built. */
export async function installation(): Promise<Installation> {
  for (let root = import.meta.dirname; ; root = dirname(root)) {
    const text = await readFile(join(root, 'package.json'), 'utf8').catch(() => null);
    const found = text === null ? null : (JSON.parse(text) as Partial<Record<string, unknown>>);
    if (found?.['name'] === 'copse') {
      const { version, dependencies } = found as { version: string; dependencies: { node: string } };
      return { root, version, node: dependencies.node };
    }
    if (root === dirname(root)) throw new Error('Copse cannot find its package.json.');
  }
}
