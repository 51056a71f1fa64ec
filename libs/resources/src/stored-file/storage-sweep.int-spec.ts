import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parseCrontab } from 'graphile-worker';
import { v7 } from 'uuid';
import { registeredTasks } from '#platform/events';
import { FileStorage } from '#platform/storage';
import { FileService } from '../file/file.service.js';
import { PreviewService } from '../preview/preview.service.js';
import { FileScene, type Person } from '../testing/file-scene.js';
import { DoomedObjectRepository } from './doomed-object.repository.js';
import { StorageSweep } from './storage-sweep.service.js';
import { SweepStoredFiles } from './sweep-stored-files.task.js';
import { SweepStrayObjects } from './sweep-stray-objects.task.js';

let scene: FileScene;
let place: string;
let ann: Person;
let storage: FileStorage;
let sweep: StorageSweep;
let doomed: DoomedObjectRepository;
beforeAll(async () => {
  scene = await FileScene.start();
  [place] = (await scene.communities('PUBLIC')) as [string];
  ann = await scene.person('Ann');
  [storage, sweep, doomed] = [scene.get(FileStorage), scene.get(StorageSweep), scene.get(DoomedObjectRepository)];
});
afterEach(async () => {
  jest.restoreAllMocks();
  await scene.db.pool.query('DELETE FROM doomed_objects');
});
afterAll(() => scene.close());

const anObject = async (key: string = v7()): Promise<string> => {
  await storage.write(key, randomBytes(8));
  return key;
};
const anUpload = async (state: 'RECEIVING' | 'READY' | 'REFUSED'): Promise<string> => {
  const key = await anObject();
  await scene.db.pool.query(
    `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, size, state, media_type, sha256, refusal)
     VALUES ($1, $2, $3, 'a', 'x', 8, $4, 'text/plain', 'x', CASE WHEN $4 = 'REFUSED' THEN 'no' END)`,
    [key, ann.accountId, place, state],
  );
  return key;
};
const keep = async (): Promise<{ file: string; key: string; picture: string }> => {
  const file = await scene.keep({ communityId: place, ownerId: ann.accountId });
  scene.pictures.next = {
    small: { bytes: randomBytes(4), width: 2, height: 2 },
    large: { bytes: randomBytes(4), width: 2, height: 2 },
    pages: 1,
  };
  await scene.get(PreviewService).make(file);
  const facts = (await scene.get(FileService).facts([file])).get(file);
  return { file, key: facts?.storedFileId ?? '', picture: facts?.preview.small?.objectKey ?? '' };
};
const noted = async (): Promise<{ key: string; days: number }[]> => {
  const { rows } = await scene.db.pool.query<{ key: string; days: number }>(
    `SELECT object_key AS key, round(extract(epoch FROM remove_after - now()) / 86400)::int AS days FROM doomed_objects
     ORDER BY 1`,
  );
  return rows;
};

describe('doomed objects', () => {
  it('go when their time has come, also those that never were, and are forgotten', async () => {
    const [now, later, never] = [await anObject(), await anObject(), v7()];
    await doomed.doom(scene.db, [now, never, now]);
    await doomed.doom(scene.db, [later], 3_600);
    await sweep.removeDoomed();
    expect([await storage.size(now), await storage.size(later)]).toEqual([null, 8]);
    expect(await noted()).toEqual([{ key: later, days: 0 }]);
    // The earlier moment stands.
    await doomed.doom(scene.db, [later]);
    await doomed.doom(scene.db, [later], 3_600);
    await sweep.removeDoomed();
    expect([await storage.size(later), await noted()]).toEqual([null, []]);
  });

  it('that a row speaks of stay, whoever doomed them; those of a refused upload go', async () => {
    const { key, picture } = await keep();
    const spoken = [key, picture, await anUpload('RECEIVING'), await anUpload('READY')];
    const refused = await anUpload('REFUSED');
    await doomed.doom(scene.db, [...spoken, refused]);
    await sweep.removeDoomed();
    expect(await Promise.all(spoken.map((one) => storage.size(one)))).toEqual([64, 4, 8, 8]);
    expect(await storage.size(refused)).toBeNull();
  });

  it('that cannot be removed just now keep nobody else from going, and are tried again in an hour', async () => {
    const keys = await Promise.all(Array.from({ length: 130 }, () => anObject()));
    await doomed.doom(scene.db, keys);
    const stubborn = new Set(keys.slice(0, 3));
    const remove = storage.remove.bind(storage);
    const tried = jest.spyOn(storage, 'remove').mockImplementation(async (key) => {
      if (stubborn.has(key)) throw new Error('not now');
      await remove(key);
    });
    await sweep.removeDoomed();
    expect((await noted()).map(({ key }) => key)).toEqual([...stubborn].toSorted());
    expect(tried).toHaveBeenCalledTimes(130);
    tried.mockRestore();
    await scene.db.pool.query(`UPDATE doomed_objects SET remove_after = remove_after - interval '1 hour'`);
    await sweep.removeDoomed();
    expect([await noted(), await storage.size([...stubborn][0] ?? '')]).toEqual([[], null]);
  });

  it('come round by themselves, when the worker understands', () => {
    const scheduled = new Map(registeredTasks().map(({ owner, schedule }) => [owner, schedule]));
    expect([scheduled.get(SweepStoredFiles), scheduled.get(SweepStrayObjects)]).toEqual([
      '4,14,24,34,44,54 * * * *',
      '26 4 * * *',
    ]);
    const crontab = registeredTasks().filter(({ schedule }) => schedule !== undefined);
    const lines = crontab.map(({ identifier, schedule }) => `${schedule} ${identifier}`);
    expect(parseCrontab(lines.join('\n'))).toHaveLength(crontab.length);
  });
});

describe('objects that no row speaks of', () => {
  const later = new Date(Date.now() + 60_000);

  it('go a week after they were found, and nothing else does', async () => {
    const { key, picture } = await keep();
    const spoken = [key, picture, await anUpload('RECEIVING'), await anUpload('READY'), await anUpload('REFUSED')];
    const [stray, strayPicture] = [await anObject(), await anObject(`${v7()}.webp`)];
    const already = await anObject();
    await doomed.doom(scene.db, [already]);
    const before = new Set((await storage.page(null)).map((object) => object.key));
    for (const one of [...spoken, stray, strayPicture]) expect(before.has(one)).toBe(true);

    await sweep.doomStrays(later);
    const meant = new Set([...spoken, stray, strayPicture, already]);
    const found = (await noted()).filter((one) => meant.has(one.key));
    expect(found).toEqual(
      [
        { key: stray, days: 7 },
        { key: strayPicture, days: 7 },
        { key: already, days: 0 },
      ].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    );
    await scene.db.pool.query(`UPDATE doomed_objects SET remove_after = remove_after - interval '7 days'`);
    await sweep.removeDoomed();
    expect(await Promise.all([stray, strayPicture, already].map((one) => storage.size(one)))).toEqual([
      null,
      null,
      null,
    ]);
    expect(await storage.size(key)).toBe(64);
  });

  it('are left alone for their first day: somebody may just be bringing them', async () => {
    await anObject();
    await sweep.doomStrays();
    expect(await noted()).toEqual([]);
  });

  it('are found on however many pages', async () => {
    const keys = Array.from({ length: 7 }, () => v7());
    const pages = [keys.slice(0, 3), keys.slice(3, 6), keys.slice(6), []];
    const asked: (string | null)[] = [];
    jest.spyOn(storage, 'page').mockImplementation(async (after) => {
      asked.push(after);
      return (pages[asked.length - 1] ?? []).map((key) => ({ key, modifiedAt: new Date(0) }));
    });
    await sweep.doomStrays();
    expect(asked).toEqual([null, keys[2], keys[5], keys[6]]);
    expect((await noted()).map(({ key }) => key)).toEqual(keys.toSorted());
  });
});
