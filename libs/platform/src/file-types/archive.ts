import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { refusedArchive, type RefusedFile } from './refusals.js';
import type { WindowedFile } from './windowed-file.js';

const MAX_ENTRIES = 10_000;
/** Of the list of what is in it, which is read whole: as many entries with names as long as people make them. */
const MAX_DIRECTORY = 4 * 1024 * 1024;
const MAX_UNPACKED = 1024 * 1024 * 1024;
/** Below this much, a text that packs to almost nothing is only a text. */
const RATIO_FROM = 100 * 1024 * 1024;
const MAX_RATIO = 200;
/** Of the few small parts that say what a document is. */
const MAX_PART = 1024 * 1024;
const PIECE = 256 * 1024;
/** What runs when one opens it on the system that most people have. */
const RUNS = /\.(?:exe|com|scr|pif|bat|cmd|msi|vbs|vbe|wsf|wsh|hta|lnk|ps1|cpl|jar)$/i;

const BROKEN = 'This archive cannot be opened: it is broken or incomplete. Please make it again.';
const TOO_MUCH = 'This archive unpacks to far too much. Please share what is in it in smaller pieces.';
const LONG_NAMES = 'The names in this archive are far too long. Please pack it again with shorter ones.';
const CLIMBS = 'Something in this archive would unpack outside of its folder. Please make it again without such names.';
const LOCKED = 'This archive is protected with a password, so nobody could look into it. Please pack it without one.';
const PROGRAM = 'There is a program in this archive, and programs cannot be shared here. Please take it out.';

/** What lies in an archive that may be taken: the names of its files, and the contents of single parts. */
export interface Archive {
  readonly names: readonly string[];
  /** A small part as text; null when it is not there, not once, or too long. */
  readonly part: (name: string) => Promise<string | null>;
}

/**
 * Looks into a ZIP without unpacking it, by its central directory: how much it holds, whether it is locked, whether its
 * names stay inside. The answer of `look` is the answer; it is asked only of an archive without such faults.
 */
export async function lookInto(
  file: WindowedFile,
  look: (archive: Archive) => Promise<RefusedFile | null>,
): Promise<RefusedFile | null> {
  const reader = new WindowReader(file);
  try {
    const zip = await fromRandomAccessReaderPromise(reader, file.size, { autoClose: false });
    // The list stands at the end of an archive; `readEntryCursor` is where it begins, whatever the types of yauzl say.
    if (file.size - Number(zip.readEntryCursor) > MAX_DIRECTORY) return refusedArchive(LONG_NAMES);
    if (zip.entryCount > MAX_ENTRIES) return refusedArchive(TOO_MUCH);
    if (zip.entryCount === 0) return refusedArchive('There is nothing in this archive.');
    const entries: Entry[] = [];
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > MAX_UNPACKED || (unpacked > RATIO_FROM && unpacked > MAX_RATIO * file.size)) {
        return refusedArchive(TOO_MUCH);
      }
      const refusal = refusalOfEntry(entry);
      if (refusal) return refusal;
      entries.push(entry);
    }
    const names = entries.map((entry) => entry.fileName);
    return await look({ names, part: (name) => readPart(zip, entries, name) });
  } catch (error) {
    // A store that does not answer is no fault of the archive.
    if (reader.failure) throw reader.failure;
    const climbs = error instanceof Error && /^(?:invalid relative path|absolute path)/.test(error.message);
    return refusedArchive(climbs ? CLIMBS : BROKEN);
  }
}

function refusalOfEntry(entry: Entry): RefusedFile | null {
  if (entry.isEncrypted()) return refusedArchive(LOCKED);
  // A symbolic link, by the mode of a Unix file in the upper half.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return refusedArchive(CLIMBS);
  return RUNS.test(entry.fileName) ? refusedArchive(PROGRAM) : null;
}

async function readPart(zip: ZipFile, entries: readonly Entry[], name: string): Promise<string | null> {
  const found = entries.filter((entry) => entry.fileName === name);
  const [entry] = found;
  // Of two parts of one name another program might read the other one.
  if (!entry || found.length > 1 || entry.uncompressedSize > MAX_PART) return null;
  return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
}

/** Lets yauzl read out of windows instead of asking the store for each of thousands of small pieces. */
class WindowReader extends RandomAccessReader {
  failure: unknown = null;

  constructor(private readonly file: WindowedFile) {
    super();
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    callbackify(() => this.bytes(position, length))((error, bytes) => {
      bytes?.copy(target, offset);
      callback(error ?? (bytes.length < length ? new Error('unexpected end of the archive') : null));
    });
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end));
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += PIECE) yield await this.bytes(at, Math.min(PIECE, end - at));
  }

  private async bytes(position: number, length: number): Promise<Buffer> {
    try {
      return await this.file.read(position, length);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}
