import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../backup/manifest.js';

/** Sum of some bytes, as a manifest says it. */
export const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Changes the manifest of a backup and its sum, as somebody does who wants to be believed. */
export async function forge(
  folder: string,
  change: (manifest: Awaited<ReturnType<typeof readManifest>>) => void,
): Promise<void> {
  const manifest = await readManifest(folder);
  change(manifest);
  const text = JSON.stringify(manifest);
  await writeFile(join(folder, 'manifest.json'), text);
  await writeFile(join(folder, 'manifest.sha256'), `${sha256(text)}  manifest.json\n`);
}

/** Paths of all files under a folder. */
export async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name)] : []));
}

/** Changes the byte in the middle of a file; what it answers puts the file back. */
export async function changeOneByte(path: string): Promise<() => Promise<void>> {
  const bytes = await readFile(path);
  const changed = Buffer.from(bytes);
  const at = Math.floor(bytes.length / 2);
  changed[at] = (changed[at] ?? 0) ^ 1;
  await writeFile(path, changed);
  return () => writeFile(path, bytes);
}
