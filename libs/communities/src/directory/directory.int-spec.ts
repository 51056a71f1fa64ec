import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { communitiesEntities } from '../entities.js';
import { DirectoryError } from '../communities.errors.js';
import { loadDirectoryOnce, type DirectorySource } from './directory.service.js';

let t: TestDatabase;
let folder: string;

beforeEach(async () => {
  t = await testDatabase(communitiesEntities);
  folder = await mkdtemp(join(tmpdir(), 'copse-directory-'));
});
afterEach(async () => {
  await t.close();
  await rm(folder, { recursive: true, force: true });
});

const fileOf = async (text: string): Promise<DirectorySource> => {
  const path = join(folder, 'directory.json');
  await writeFile(path, text);
  return { kind: 'file', path };
};

const communities = async (): Promise<number> =>
  Number((await t.db.pool.query('SELECT count(*) FROM communities')).rows[0].count);

describe('loadDirectoryOnce', () => {
  it('loads the bundled directory once, whatever staff change later', async () => {
    expect(await loadDirectoryOnce(t.db, { kind: 'bundled' })).toBe(30);
    await t.db.pool.query(`UPDATE communities SET name_en = 'Renamed' WHERE slug = 'steam'`);
    expect(await loadDirectoryOnce(t.db, { kind: 'bundled' })).toBeNull();
    const { rows } = await t.db.pool.query(`SELECT name_en FROM communities WHERE slug = 'steam'`);
    expect(rows).toEqual([{ name_en: 'Renamed' }]);
  });

  it('loads once when processes start together', async () => {
    const loads = await Promise.all(Array.from({ length: 8 }, () => loadDirectoryOnce(t.db, { kind: 'bundled' })));
    expect(loads.filter((count) => count !== null)).toEqual([30]);
    expect(await communities()).toBe(30);
  });

  it('takes none for an answer', async () => {
    expect(await loadDirectoryOnce(t.db, { kind: 'none' })).toBe(0);
    expect(await loadDirectoryOnce(t.db, { kind: 'bundled' })).toBeNull();
    expect(await communities()).toBe(0);
  });

  it('keeps what later issues need and folds what is searched', async () => {
    await loadDirectoryOnce(t.db, { kind: 'bundled' });
    const { rows } = await t.db.pool.query(
      `SELECT search_text, application_form, meetings, facilitator_note, enrolled_programmes FROM communities
       WHERE slug IN ('indigenous-practitioners', 'genaction') ORDER BY slug DESC`,
    );
    expect(rows[0]).toMatchObject({ meetings: { time: '14:00' }, facilitator_note: expect.stringMatching(/^Answers/) });
    expect(rows[0].application_form[0].label.FR).toMatch(/^Je m’identifie/);
    expect(rows[0].search_text).toMatch(/cercle/);
    expect(rows[0].search_text).not.toMatch(/[A-Zé’]/);
    expect(rows[1].enrolled_programmes).toEqual(['genaction']);
  });

  it.each<[string, RegExp]>([
    ['{', /^The directory file .*directory\.json cannot be used: it is not JSON \(.*\)\.$/],
    ['{"associations": [], "communities": []}', /: associations: needs one at least\.$/],
  ])('refuses a bad file in one sentence and begins anew at the next start', async (text, sentence) => {
    const bad = await fileOf(text);
    const error = await loadDirectoryOnce(t.db, bad).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(DirectoryError);
    expect((error as Error).message).toMatch(sentence);
    expect((error as Error).message).not.toContain('\n');
    expect(await loadDirectoryOnce(t.db, { kind: 'bundled' })).toBe(30);
  });

  it('says when there is no such file', async () => {
    await expect(loadDirectoryOnce(t.db, { kind: 'file', path: join(folder, 'none.json') })).rejects.toThrow(
      /there is no such file\.$/,
    );
    await expect(loadDirectoryOnce(t.db, { kind: 'file', path: folder })).rejects.toThrow(/it is a folder\.$/);
  });

  it('reads a file of one’s own', async () => {
    const file = {
      associations: [{ slug: 'mine', name: { en: 'Mine' }, languages: ['en'] }],
      communities: [],
    };
    expect(await loadDirectoryOnce(t.db, await fileOf(`\uFEFF${JSON.stringify(file)}`))).toBe(0);
    expect((await t.db.pool.query('SELECT slug FROM associations')).rows).toEqual([{ slug: 'mine' }]);
  });
});
