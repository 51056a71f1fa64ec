import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Database } from '#platform/database';
import { Unavailable } from '#platform/errors';
import { FileStorage } from '#platform/storage';
import { FileService } from '../file/file.service.js';
import { FileKept } from '../resources.events.js';
import { StorageSweep } from '../stored-file/storage-sweep.service.js';
import { FileScene, type Person } from '../testing/file-scene.js';
import { MakePreviewWhenFileKept } from './make-preview-when-file-kept.handler.js';

let scene: FileScene;
let place: string;
let ann: Person;
let storage: FileStorage;
beforeAll(async () => {
  scene = await FileScene.start();
  [place] = (await scene.communities('PUBLIC')) as [string];
  ann = await scene.person('Ann');
  storage = scene.get(FileStorage);
});
beforeEach(() => {
  scene.pictures.made = 0;
  scene.pictures.meanwhile = () => Promise.resolve();
  scene.pictures.next = {
    small: { bytes: randomBytes(10), width: 320, height: 200 },
    large: { bytes: randomBytes(20), width: 1_600, height: 1_000 },
    pages: 3,
  };
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => scene.close());

const keep = (told: object = {}): Promise<string> =>
  scene.keep({ communityId: place, ownerId: ann.accountId, ...told });
const handle = (id: string): Promise<void> => scene.get(MakePreviewWhenFileKept).handle(new FileKept(id));
const previewOf = async (id: string) => (await scene.get(FileService).facts([id])).get(id)?.preview;
const release = (id: string): Promise<void> => scene.db.tx((tx) => scene.get(FileService).release(tx, [id]));
const doomed = async (): Promise<string[]> => {
  const { rows } = await scene.db.pool.query<{ key: string }>(
    `SELECT object_key AS key FROM doomed_objects WHERE object_key LIKE '%.webp' ORDER BY 1`,
  );
  return rows.map(({ key }) => key);
};
const jobsOf = async (id: string): Promise<string[]> => {
  const { rows } = await scene.db.pool.query<{ task: string }>(
    `SELECT t.identifier AS task FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.payload->>'fileId' = $1`,
    [id],
  );
  return rows.map(({ task }) => task);
};

describe('pictures of a file', () => {
  it('are made of what stands in the library and has any; the job carries an id alone', async () => {
    const [pdf, text] = [await keep(), await keep({ mediaType: 'text/plain' })];
    const attached = await keep({ use: 'ATTACHMENT', mediaType: 'image/png', width: 2, height: 2 });
    expect(await Promise.all([pdf, text, attached].map(jobsOf))).toEqual([['make-preview-when-file-kept'], [], []]);
    const states = await Promise.all([pdf, text, attached].map(async (id) => (await previewOf(id))?.state));
    expect(states).toEqual(['WAITING', 'NONE', 'NONE']);
    const { rows } = await scene.db.pool.query<{ payload: unknown; queue: string }>(
      `SELECT j.payload, q.queue_name AS queue FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id WHERE j.payload->>'fileId' = $1`,
      [pdf],
    );
    expect(rows).toEqual([{ payload: { fileId: pdf }, queue: 'pictures' }]);
  });

  it('are made once, and stand beside it', async () => {
    const id = await keep();
    await handle(id);
    await handle(id);
    expect(scene.pictures.made).toBe(1);
    const preview = await previewOf(id);
    expect(preview).toEqual({
      state: 'READY',
      pages: 3,
      small: { width: 320, height: 200, bytes: 10, objectKey: expect.any(String) },
      large: { width: 1_600, height: 1_000, bytes: 20, objectKey: expect.any(String) },
    });
    expect(await storage.size(preview?.small?.objectKey ?? '')).toBe(10);
    expect(await doomed()).toEqual([]);
  });

  it('are made anew of a known content: that they are there at once would tell that it was known', async () => {
    const content = randomBytes(30);
    const told = { communityId: place, ownerId: ann.accountId };
    await handle(await scene.keep(told, content));
    const second = await scene.keep(told, content);
    expect((await previewOf(second))?.state).toBe('WAITING');
    await handle(second);
    expect([(await previewOf(second))?.state, scene.pictures.made]).toEqual(['READY', 2]);
  });

  it('that cannot be made are not tried again', async () => {
    scene.pictures.next = null;
    const id = await keep();
    await handle(id);
    await handle(id);
    expect([await previewOf(id), scene.pictures.made]).toEqual([
      { state: 'FAILED', pages: null, small: null, large: null },
      1,
    ]);
  });

  it('that could not be stored are tried again, and what was stored of them goes', async () => {
    const id = await keep();
    const write = storage.write.bind(storage);
    let writes = 0;
    jest.spyOn(storage, 'write').mockImplementation(async (...args) => {
      writes += 1;
      if (writes === 2) throw new Unavailable();
      await write(...args);
    });
    await expect(handle(id)).rejects.toThrow(Unavailable);
    expect((await previewOf(id))?.state).toBe('WAITING');
    const left = await doomed();
    expect(left).toHaveLength(2);
    await handle(id);
    expect([(await previewOf(id))?.state, await doomed()]).toEqual(['READY', left]);
    await scene.db.pool.query(`UPDATE doomed_objects SET remove_after = now()`);
    await scene.get(StorageSweep).removeDoomed();
    expect([await doomed(), await storage.size((await previewOf(id))?.large?.objectKey ?? '')]).toEqual([[], 20]);
  });

  it('go at once with their file, also when they are being made just then', async () => {
    const made = await keep();
    await handle(made);
    const keys = [(await previewOf(made))?.small?.objectKey ?? '', (await previewOf(made))?.large?.objectKey ?? ''];
    await release(made);
    expect(await doomed()).toEqual(keys.toSorted());

    const going = await keep();
    scene.pictures.meanwhile = () => release(going);
    await handle(going);
    expect(await doomed()).toHaveLength(4);
    await scene.get(StorageSweep).removeDoomed();
    expect([await doomed(), await storage.size(keys[0] ?? '')]).toEqual([[], null]);
    const { rows } = await scene.get(Database).pool.query('SELECT 1 FROM previews WHERE object_key = ANY ($1)', [keys]);
    expect(rows).toEqual([]);
  });

  it('of a file that was given up at the very moment they came are never left behind', async () => {
    for (let round = 0; round < 30; round += 1) {
      const id = await keep();
      await Promise.all([handle(id), release(id)]);
      // Whoever comes too late finds the bytes of the day still there, and nothing to do.
      const { rows } = await scene.db.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM previews p WHERE NOT EXISTS (SELECT FROM files f WHERE f.id = p.file_id)`,
      );
      expect([await previewOf(id), rows]).toEqual([undefined, [{ n: 0 }]]);
    }
    await scene.get(StorageSweep).removeDoomed();
    await scene.db.pool.query('UPDATE doomed_objects SET remove_after = now()');
    await scene.get(StorageSweep).removeDoomed();
    const { rows } = await scene.db.pool.query<{ key: string }>('SELECT object_key AS key FROM previews');
    const known = new Set(rows.map(({ key }) => key));
    const pictures = (await storage.page(null)).map(({ key }) => key).filter((key) => key.endsWith('.webp'));
    expect(pictures.filter((key) => !known.has(key))).toEqual([]);
  });
});
