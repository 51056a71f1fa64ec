import { createHash, randomBytes } from 'node:crypto';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import type { Bench, CaseName, Round } from './case.js';
import { inTurns } from './in-turns.js';
import type { RunningServer } from './processes.js';
import { photographs } from './thumbnails.js';

const MIB = 1024 * 1024;
const SIZE_MIB = 200;
const AT_ONCE = 20;
/** What twenty uploads of 200 MiB at once may add to the memory of the server (docs/performance.md). */
const MEMORY_MIB = 64;
const PICTURES = 24;
const PATIENCE_MS = 180_000;

/** The cases that move files. */
export function runFileCase(name: CaseName, bench: Bench, ours: RunningServer, bare: RunningServer): Promise<Round[]> {
  if (name === 'upload.200MiB') return upload(bench, ours, bare);
  if (name === 'download.200MiB') return download(bench, ours, bare);
  return name === 'thumbnails' ? thumbnails(bench, ours, bare) : memory(bench, ours);
}

const sending = ({ dataset }: Bench, { name, port }: RunningServer, atOnce: number) => ({
  kind: 'send' as const,
  side: { name, port },
  communitySlug: slugOf(dataset),
  mebibytes: SIZE_MIB,
  atOnce,
});

function upload(bench: Bench, ours: RunningServer, bare: RunningServer): Promise<Round[]> {
  return inTurns({ ...bench.settings, seconds: 1, warmUpSeconds: 1 }, [ours, bare], (server) =>
    bench.load.do(sending(bench, server, 1)),
  );
}

/** The same bytes on the same disk, fetched in turns. */
async function download(bench: Bench, ours: RunningServer, bare: RunningServer): Promise<Round[]> {
  const { around, settings, load } = bench;
  const bytes = randomBytes(SIZE_MIB * MIB);
  const { fileId, stored } = await keep(bench, bytes, { name: 'recording.wav', mediaType: 'audio/wav' });
  await copyFile(stored, join(around.dataDir, 'recording'));
  return inTurns(settings, [ours, bare], ({ name, port }, seconds) =>
    load.do({
      kind: 'fetch',
      side: { name, port },
      path: name === 'ours' ? `/files/${fileId}/recording.wav` : '/recording',
      seconds,
    }),
  );
}

/** How much the server grows while twenty send at once; measured once, since it keeps what it grew. */
async function memory(bench: Bench, ours: RunningServer): Promise<Round[]> {
  await bench.load.do(sending(bench, ours, 1));
  await sleep(1_000);
  const before = await residentMib(ours.pid);
  let most = before;
  let over = false;
  const watching = (async () => {
    for (; !over; await sleep(50)) most = Math.max(most, await residentMib(ours.pid));
  })();
  try {
    await bench.load.do(sending(bench, ours, AT_ONCE));
  } finally {
    over = true;
    await watching;
  }
  return [{ ours: most - before, limit: MEMORY_MIB }];
}

/** Files of which the worker makes two pictures each, beside one sharp that does no more. */
async function thumbnails(bench: Bench, ours: RunningServer, bare: RunningServer): Promise<Round[]> {
  const { around, database, settings } = bench;
  const pictures = await photographs(PICTURES);
  let round = 0;
  const measure = async (server: RunningServer): Promise<number> => {
    round += 1;
    const before = performance.now();
    if (server.name === 'bare') {
      for (const [at, bytes] of pictures.entries()) {
        const name = `picture-${at}`;
        await writeFile(join(around.dataDir, name), bytes);
        const { status } = await fetch(`http://127.0.0.1:${server.port}/${name}`, { method: 'POST' });
        if (status !== 204) throw new Error(`Status ${status}.`);
      }
      return PICTURES / ((performance.now() - before) / 60_000);
    }
    const ids: string[] = [];
    for (const bytes of pictures) {
      // Bytes after the end of a JPEG change what is stored, and nothing of the picture.
      const { fileId } = await keep(bench, Buffer.concat([bytes, randomBytes(8)]), PHOTOGRAPH);
      ids.push(fileId);
    }
    const begun = performance.now();
    await database.query(
      `SELECT graphile_worker.add_job('make-preview-when-file-kept', json_build_object('fileId', id)) FROM unnest($1::uuid[]) AS id`,
      [ids],
    );
    for (const end = begun + PATIENCE_MS; ; await sleep(20)) {
      const { rows } = await database.query<{ ready: number }>(
        `SELECT count(*)::int AS ready FROM files WHERE id = ANY ($1) AND preview_state = 'READY'`,
        [ids],
      );
      if (rows[0]?.ready === ids.length) break;
      if (performance.now() > end) throw new Error(`${rows[0]?.ready} of ${ids.length} pictures were made.`);
    }
    return PICTURES / ((performance.now() - begun) / 60_000);
  };
  return inTurns({ ...settings, rounds: Math.min(3, settings.rounds) }, [ours, bare], measure);
}

const PHOTOGRAPH = { name: 'photograph.jpg', mediaType: 'image/jpeg' };

/** Puts a file into a public community, as if it had been shared; rows and bytes as the product writes them. */
async function keep(
  { around, database, dataset }: Bench,
  bytes: Buffer,
  { name, mediaType }: { name: string; mediaType: string },
): Promise<{ fileId: string; stored: string }> {
  const [fileId, storedId] = [v7(), v7()];
  const stored = join(around.dataDir, 'files', storedId);
  await writeFile(stored, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const state = mediaType.startsWith('image/') ? 'WAITING' : 'NONE';
  await database.query(`INSERT INTO stored_files (id, sha256, size) VALUES ($1, $2, $3)`, [
    storedId,
    sha256,
    bytes.length,
  ]);
  await database.query(
    `INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged, preview_state)
     VALUES ($1, $2, $3, $4, 'VERSION', 'SHOWN', $5, $6, 0, $7)`,
    [fileId, dataset.threads[0]?.communityId, storedId, dataset.sessions[0]?.accountId, name, mediaType, state],
  );
  return { fileId, stored };
}

/** What a process holds in memory, MiB (Linux). */
async function residentMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

function slugOf(dataset: Bench['dataset']): string {
  const [thread] = dataset.threads;
  if (!thread) throw new Error('There is no community to send files to.');
  return thread.communitySlug;
}
