import { readFile, stat } from 'node:fs/promises';
import type { Database } from '#platform/database';
import { DirectoryError } from '../communities.errors.js';
import { directoryFile, problemsOf, type DirectoryFile } from './directory.input.js';
import { claimLoad, insertDirectory, wasLoaded } from './directory.repository.js';

/** Where the first directory comes from (setting DIRECTORY). */
export type DirectorySource = { readonly kind: 'bundled' | 'none' } | { readonly kind: 'file'; readonly path: string };

/** The same place from `src` and from `dist`, whose build copies JSON files. */
const BUNDLED = new URL('../../directory/bundled.json', import.meta.url);
const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Reads associations and communities at the first start and never again, so that nothing which staff changed later
 * is overwritten. All or nothing; processes that start together load it once. Also `none` counts as the first time.
 * @returns how many communities were loaded; null when this was not the first start.
 * @throws DirectoryError when the file cannot be read or does not keep to the format; then nothing was written.
 */
export async function loadDirectoryOnce(db: Database, source: DirectorySource): Promise<number | null> {
  if (await wasLoaded(db)) return null;
  const file = await read(source);
  return db.tx(async (tx) => {
    if (!(await claimLoad(tx, source.kind))) return null;
    if (file) await insertDirectory(tx, file);
    return file?.communities.length ?? 0;
  });
}

async function read(source: DirectorySource): Promise<DirectoryFile | null> {
  if (source.kind === 'none') return null;
  return source.kind === 'file' ? parse(source.path, `file ${source.path}`) : parse(BUNDLED, 'that comes with Copse');
}

async function parse(path: string | URL, name: string): Promise<DirectoryFile> {
  const raw = toJson(await textOf(path, name), name);
  const checked = directoryFile.safeParse(raw);
  if (checked.success) return checked.data;
  throw new DirectoryError(name, problemsOf(checked.error, raw));
}

async function textOf(path: string | URL, name: string): Promise<string> {
  try {
    if ((await stat(path)).size <= MAX_BYTES) return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new DirectoryError(name, 'there is no such file');
    if (code === 'EACCES') throw new DirectoryError(name, 'it may not be read by this user');
    if (code === 'EISDIR') throw new DirectoryError(name, 'it is a folder');
    throw new DirectoryError(name, error instanceof Error ? error.message : String(error));
  }
  throw new DirectoryError(name, 'it is larger than 5 MB');
}

function toJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new DirectoryError(name, `it is not JSON (${(error as Error).message})`);
  }
}
