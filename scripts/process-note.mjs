/** Notes by which others tell, when a process was killed and could tidy up nothing, that it lives no longer. */
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The note of this process: where its number is one, the number, and when it began, which no successor under it shares. */
export async function ownNote() {
  return `${await numbering()} ${process.pid} ${await beginOf(process.pid)}\n`;
}

/**
 * What became of the process that wrote a note: 'lives', 'gone', or 'unknown' where the note says nothing or was written
 * where numbers mean other processes, as in another container.
 */
export async function fateOf(note) {
  const [, place, pid, begin] = /^(\d+) (\d+) (.+)\n$/.exec(note) ?? [];
  if (place !== (await numbering()) || begin === 'null') return 'unknown';
  return (await beginOf(Number(pid))) === begin ? 'lives' : 'gone';
}

/** Tells apart places in which one number means different processes; only Linux has such. */
async function numbering() {
  return String((await stat('/proc/self/ns/pid').catch(() => null))?.ino ?? 0);
}

/** Null where no such process runs; one that is dead and that nobody has collected does not. */
async function beginOf(pid) {
  if (process.platform === 'linux') {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // The name in brackets may hold blanks: the fields are counted from behind it. Field 3 is the state, 22 the start.
    const fields = line?.slice(line.lastIndexOf(')') + 2).split(' ');
    return fields && fields[0] !== 'Z' ? fields[19] : null;
  }
  // In one language and one zone, whatever those of the two terminals are.
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  return promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], { env }).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  );
}
