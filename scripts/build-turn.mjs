/** One build at a time in a folder: two at once would take each other's parts away while they move them to their place. */
import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fateOf, ownNote } from './process-note.mjs';

/** How long a builder is believed to build of whom nothing else can be known. */
const BELIEVED_MS = 10 * 60_000;

/**
 * Waits until nobody else has this file, and has it then; what it gives back ends that. Whoever was killed has it no
 * longer. `say` is told once that it waits.
 */
export async function takeTurn(file, say) {
  const ours = await ownNote();
  for (let waits = 0; !(await isWritten(file, ours)); waits += 1) {
    const theirs = await readFile(file, 'utf8').catch(() => null);
    if (theirs === null) continue;
    if (await isLeft(file, theirs)) {
      await takeAway(file, theirs);
      continue;
    }
    if (waits === 0) say('Another build is going on here; waiting for it …');
    await sleep(200);
  }
  return () => takeAway(file, ours);
}

function isWritten(file, note) {
  return writeFile(file, note, { flag: 'wx' }).then(
    () => true,
    (error) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
}

async function isLeft(file, note) {
  const fate = await fateOf(note);
  if (fate !== 'unknown') return fate === 'gone';
  const written = await stat(file).catch(() => null);
  return written !== null && Date.now() - written.mtimeMs > BELIEVED_MS;
}

/** Removes the file if it is still this one: of two that find it left behind, the second may have found the first one's. */
async function takeAway(file, note) {
  const aside = `${file}.${process.pid}`;
  if (
    !(await rename(file, aside).then(
      () => true,
      () => false,
    ))
  )
    return;
  if ((await readFile(aside, 'utf8')) !== note) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
