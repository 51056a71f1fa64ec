import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { MANIFEST, readFileEntry, readManifest, writeManifest } from './manifest.js';

const SUM = 'a'.repeat(64);
const manifest = {
  takenAt: '2026-11-22T12:00:00.000Z',
  copse: '0.1.0',
  node: '24.0.0',
  postgres: '18.4',
  migrations: ['One1'],
  withKeys: false,
  tables: [{ name: 'posts', columns: ['id'], rows: 1, bytes: 20, sha256: SUM }],
  files: { count: 0, missing: 0, bytes: 0, listBytes: 0, listSha256: SUM },
  waitingJobs: 0,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'copse-manifest-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('is read as it was written', async () => {
  await writeManifest(folder, manifest);
  expect(await readManifest(folder)).toEqual({ format: 'copse-backup', version: 1, ...manifest });
});

it('is missed where it, or its sum, is not there', async () => {
  await expect(readManifest(folder)).rejects.toThrow(/no whole backup: manifest.json is missing/);
  await expect(readManifest(join(folder, 'nowhere'))).rejects.toThrow(/no whole backup/);
  await writeManifest(folder, manifest);
  await rm(join(folder, 'manifest.sha256'));
  await expect(readManifest(folder)).rejects.toThrow(/manifest.sha256 is missing/);
});

it('is not believed when a byte of it was changed', async () => {
  await writeManifest(folder, manifest);
  const text = await readFile(join(folder, MANIFEST), 'utf8');
  await writeFile(join(folder, MANIFEST), text.replace('"rows": 1', '"rows": 2'));
  await expect(readManifest(folder)).rejects.toThrow(/manifest.json is not as it was written/);
});

it.each([
  ['a table that leads elsewhere', { tables: [{ ...manifest.tables[0], name: '../../etc/passwd' }] }],
  ['a column with SQL in it', { tables: [{ ...manifest.tables[0], columns: ['id") FROM x; --'] }] }],
  ['no step of a schema', { migrations: [] }],
  ['a later layout', { version: 2 }],
])('is refused with %s, also under a right sum', async (_what, change) => {
  await writeManifest(folder, { ...manifest, ...change } as typeof manifest);
  await expect(readManifest(folder)).rejects.toThrow(/not of a form that this Copse reads/);
});

it('knows the lines of the list of files', () => {
  expect(readFileEntry(`{"key":"k","size":3,"sha256":"${SUM}"}`)).toEqual({ key: 'k', size: 3, sha256: SUM });
  expect(readFileEntry('{"key":"k","missing":"removed"}')).toEqual({ key: 'k', missing: 'removed' });
  for (const line of [
    '',
    '{}',
    '{"key":"k","size":-1,"sha256":"x"}',
    `{"key":"k","size":3,"sha256":"${SUM}","to":"/etc"}`,
  ])
    expect(() => readFileEntry(line)).toThrow(/none of ours/);
});
