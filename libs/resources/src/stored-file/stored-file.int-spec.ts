import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { FileStorage } from '#platform/storage';
import { FileService } from '../file/file.service.js';
import { FileScene, type Person } from '../testing/file-scene.js';
import { DoomedObjectRepository } from './doomed-object.repository.js';
import { StorageSweep } from './storage-sweep.service.js';
import type { IncomingBytes } from './stored-file.repository.js';
import { StoredFileService } from './stored-file.service.js';

let scene: FileScene;
let place: string;
let elsewhere: string;
let ann: Person;
let storage: FileStorage;
let sweep: StorageSweep;
beforeAll(async () => {
  scene = await FileScene.start();
  [place, elsewhere] = (await scene.communities('PUBLIC', 'PRIVATE')) as [string, string];
  ann = await scene.person('Ann');
  storage = scene.get(FileStorage);
  sweep = scene.get(StorageSweep);
});
afterAll(() => scene.close());

const keep = (content: Buffer, communityId = place): Promise<string> =>
  scene.keep({ communityId, ownerId: ann.accountId, mediaType: 'text/plain', name: 'a.txt' }, content);
/** Takes bytes and refers to them, as one transaction; answers the content. */
const takeAndKeep = (bytes: IncomingBytes, id: string = v7(), mediaType = 'text/plain'): Promise<string> =>
  scene.db.tx(async (tx) => {
    const storedFileId = await scene.get(StoredFileService).take(tx, bytes);
    const told = { communityId: place, ownerId: ann.accountId, name: 'a.txt', charged: 0 };
    await scene.get(FileService).keep(tx, { id, ...told, use: 'VERSION', state: 'SHOWN', storedFileId, mediaType });
    return storedFileId;
  });
const release = (...ids: string[]): Promise<void> => scene.db.tx((tx) => scene.get(FileService).release(tx, ids));
const contentOf = async (id: string): Promise<string | undefined> =>
  (await scene.get(FileService).facts([id])).get(id)?.storedFileId;

interface StoredRow {
  id: string;
  unreferenced: boolean;
}
const stored = async (id: string): Promise<StoredRow | undefined> => {
  const { rows } = await scene.db.pool.query<StoredRow>(
    'SELECT id, unreferenced_at IS NOT NULL AS unreferenced FROM stored_files WHERE id = $1',
    [id],
  );
  return rows[0];
};
const doomed = async (): Promise<string[]> => {
  const { rows } = await scene.db.pool.query<{ key: string }>('SELECT object_key AS key FROM doomed_objects');
  return rows.map(({ key }) => key);
};
const charged = async (communityId: string): Promise<number> => {
  const { rows } = await scene.db.pool.query<{ bytes: string }>(
    'SELECT bytes FROM community_storage WHERE community_id = $1',
    [communityId],
  );
  return Number(rows[0]?.bytes ?? 0);
};

describe('a content', () => {
  it('is kept once, charged wherever it stands, and goes a day after its last file', async () => {
    const content = randomBytes(100);
    const [before, beforeElsewhere] = [await charged(place), await charged(elsewhere)];
    const first = await keep(content);
    const second = await keep(content, elsewhere);
    const id = await contentOf(first);
    if (id === undefined) throw new Error('There is no content.');
    expect(await contentOf(second)).toBe(id);
    expect([await charged(place), await charged(elsewhere)]).toEqual([before + 100, beforeElsewhere + 100]);
    // The second bytes are superfluous, and go.
    const [superfluous] = await doomed();
    await sweep.removeDoomed();
    expect([await storage.size(superfluous ?? ''), await storage.size(id)]).toEqual([null, 100]);

    await release(first);
    expect(await stored(id)).toEqual({ id, unreferenced: false });
    expect([await charged(place), await charged(elsewhere)]).toEqual([before, beforeElsewhere + 100]);
    await release(second);
    expect(await stored(id)).toEqual({ id, unreferenced: true });
    expect(await charged(elsewhere)).toBe(beforeElsewhere);

    await sweep.sweepContents();
    await sweep.removeDoomed();
    expect([await stored(id), await storage.size(id)]).toEqual([{ id, unreferenced: true }, 100]);
    await scene.db.pool.query(`UPDATE stored_files SET unreferenced_at = now() - interval '25 hours' WHERE id = $1`, [
      id,
    ]);
    await sweep.sweepContents();
    expect([await stored(id), await doomed()]).toEqual([undefined, [id]]);
    await sweep.removeDoomed();
    expect([await storage.size(id), await doomed()]).toEqual([null, []]);
  });

  it('lives again for a new file within the day, also one that is taken from another file', async () => {
    const content = randomBytes(10);
    const first = await keep(content);
    const id = (await contentOf(first)) ?? '';
    await release(first);
    const second = await keep(content);
    expect([await contentOf(second), await stored(id)]).toEqual([id, { id, unreferenced: false }]);
    await release(second);
    await scene.db.tx(async (tx) => {
      await scene.get(StoredFileService).takeAgain(tx, id);
      const file = { communityId: place, ownerId: ann.accountId, storedFileId: id, charged: 0, name: 'a.txt' };
      const kind = { use: 'VERSION', state: 'SHOWN', mediaType: 'text/plain' } as const;
      await scene.get(FileService).keep(tx, { id: v7(), ...file, ...kind });
    });
    expect(await stored(id)).toEqual({ id, unreferenced: false });
    await expect(scene.db.tx((tx) => scene.get(StoredFileService).takeAgain(tx, v7()))).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('costs the same statements whether it was known or not', async () => {
    const content = randomBytes(10);
    const count = async (): Promise<number> => {
      const bytes = await scene.bytes(content);
      let statements = 0;
      await scene.db.tx(async (tx) => {
        const run = tx.run.bind(tx);
        tx.run = (...args) => {
          statements += 1;
          return run(...args);
        };
        const storedFileId = await scene.get(StoredFileService).take(tx, bytes);
        await scene.get(FileService).keep(tx, {
          id: v7(),
          communityId: place,
          ownerId: ann.accountId,
          use: 'VERSION',
          state: 'SHOWN',
          name: 'a.pdf',
          storedFileId,
          mediaType: 'application/pdf',
          charged: 0,
        });
      });
      return statements;
    };
    expect([await count(), await count()]).toEqual([3, 3]);
  });

  it('whose bytes were doomed before they came is spared where they are needed, and only there', async () => {
    const content = randomBytes(10);
    const doom = scene.get(DoomedObjectRepository);
    const take = async (): Promise<{ key: string; kept: string }> => {
      const bytes = await scene.bytes(content);
      await doom.doom(scene.db, [bytes.key], 3_600);
      return { key: bytes.key, kept: await takeAndKeep(bytes) };
    };
    await sweep.removeDoomed();
    const [needed, superfluous] = [await take(), await take()];
    expect([needed.kept, superfluous.kept]).toEqual([needed.key, needed.key]);
    expect(await doomed()).toEqual([superfluous.key]);
    await sweep.removeDoomed();
    expect([await storage.size(needed.key), await storage.size(superfluous.key), await doomed()]).toEqual([
      10,
      null,
      [],
    ]);
  });

  it('that was marked although a file refers to it lives on', async () => {
    const file = await keep(randomBytes(10));
    const id = (await contentOf(file)) ?? '';
    await scene.db.pool.query(`UPDATE stored_files SET unreferenced_at = now() - interval '2 days' WHERE id = $1`, [
      id,
    ]);
    await sweep.sweepContents();
    await sweep.removeDoomed();
    expect([await stored(id), await storage.size(id)]).toEqual([{ id, unreferenced: false }, 10]);
  });

  it('gives up many files of many communities at once, also unknown ones, and none', async () => {
    const [before, beforeElsewhere] = [await charged(place), await charged(elsewhere)];
    const ids = await Promise.all([keep(randomBytes(5)), keep(randomBytes(6)), keep(randomBytes(7), elsewhere)]);
    await release(...ids, v7());
    await release(...ids);
    await release();
    expect([await charged(place), await charged(elsewhere)]).toEqual([before, beforeElsewhere]);
    expect((await scene.get(FileService).facts(ids)).size).toBe(0);
  });
});

describe('what comes and goes at the same moment', () => {
  /** Every file has its content, every content its bytes; and nothing that is doomed is referred to. */
  const wholeness = async () => {
    const { rows } = await scene.db.pool.query<{ id: string; wrong: boolean }>(
      `SELECT s.id, (s.unreferenced_at IS NOT NULL AND EXISTS (SELECT FROM files f WHERE f.stored_file_id = s.id))
         OR EXISTS (SELECT FROM doomed_objects d WHERE d.object_key = s.id::text) AS wrong FROM stored_files s`,
    );
    const sizes = await Promise.all(rows.map(({ id }) => storage.size(id)));
    return { wrong: rows.filter(({ wrong }) => wrong).length, without: sizes.filter((size) => size === null).length };
  };

  it('a thousand times: a file of a content comes while its last one goes and the sweep runs', async () => {
    const outcomes = { shared: 0, anew: 0 };
    const content = randomBytes(20);
    let last = await keep(content);
    for (let round = 0; round < 1_000; round += 1) {
      const before = await contentOf(last);
      const incoming = await scene.bytes(content);
      const next = v7();
      const arrive = takeAndKeep(incoming, next);
      // The day is none here, which no task of the product can ask for.
      const clear = async (): Promise<void> => {
        await sweep.sweepContents(0);
        await sweep.removeDoomed();
      };
      const leave = release(last).then(clear);
      await Promise.all(round % 2 === 0 ? [arrive, leave, clear()] : [leave, arrive]);
      const now = await contentOf(next);
      if (now === undefined) throw new Error(`Round ${round}: the file has no content.`);
      expect([round, await storage.size(now)]).toEqual([round, 20]);
      outcomes[now === before ? 'shared' : 'anew'] += 1;
      last = next;
    }
    expect(await wholeness()).toEqual({ wrong: 0, without: 0 });
    // Both ways round were met, or this raced nothing.
    expect(Math.min(outcomes.shared, outcomes.anew)).toBeGreaterThan(0);
  });

  it('two files of a new content that come at once share it', async () => {
    for (let round = 0; round < 20; round += 1) {
      const content = randomBytes(20);
      const ids = await Promise.all([keep(content), keep(content, elsewhere), keep(content)]);
      expect(new Set(await Promise.all(ids.map(contentOf))).size).toBe(1);
    }
    await sweep.removeDoomed();
    expect(await wholeness()).toEqual({ wrong: 0, without: 0 });
  });

  it('files that share contents and are given up at once, in any order, end neither in a deadlock nor half-way', async () => {
    for (let round = 0; round < 20; round += 1) {
      const contents = [randomBytes(9), randomBytes(9), randomBytes(9)];
      const one = await Promise.all(contents.map((content) => keep(content)));
      const other = await Promise.all(contents.map((content) => keep(content, elsewhere)));
      await Promise.all([release(...one), release(...other.toReversed())]);
      const { rows } = await scene.db.pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM stored_files s
         WHERE s.unreferenced_at IS NULL AND NOT EXISTS (SELECT FROM files f WHERE f.stored_file_id = s.id)`,
      );
      expect(rows).toEqual([{ n: 0 }]);
    }
  });
});
