import { open, readFile, rm, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ERRORS, Upload } from '@tus/utils';
import { BatchWriter } from './batch-writer.js';
import { makeFolders, nothingThere, orFull, settle } from './disk-files.js';
import { Incoming, isKey } from './file-storage.js';

/** What an unfinished upload is, written once when it is made. */
interface Card {
  readonly size: number;
  readonly metadata?: Record<string, string | null>;
  readonly creation_date?: string;
}

/**
 * What comes in, on the disk: `tmp/<id>.part` grows beside `tmp/<id>.json` and is renamed to `<id>` when its last byte is
 * synced. So the length of the part is the true offset whatever happened, and what has its name is whole.
 */
export class DiskIncoming extends Incoming {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  constructor(private readonly folder: string) {
    super();
  }

  override async create(upload: Upload): Promise<Upload> {
    if (upload.size === undefined) throw ERRORS.INVALID_LENGTH;
    const { part, card } = this.paths(upload.id);
    upload.creation_date = new Date().toISOString();
    const { size, metadata, creation_date } = upload;
    try {
      await makeFolders(this.folder);
      await writeFile(card, JSON.stringify({ size, metadata, creation_date }), { flag: 'wx', mode: 0o600 });
      await writeFile(part, '', { flag: 'wx', mode: 0o600 });
    } catch (error) {
      throw orFull(error);
    }
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { part, whole } = this.paths(id);
    const finished = await stat(whole).catch(nothingThere);
    if (finished !== null) return new Upload({ id, size: finished.size, offset: finished.size });
    const card = await this.card(id);
    const begun = await stat(part).catch(nothingThere);
    if (card === null || begun === null) throw ERRORS.FILE_NOT_FOUND;
    // The process ended between the last byte and the name.
    if (begun.size === card.size) await this.finish(id, await open(part, 'r+'));
    return new Upload({ id, ...card, offset: begun.size });
  }

  override async write(source: AsyncIterable<Uint8Array>, id: string, offset: number): Promise<number> {
    const { part } = this.paths(id);
    const card = await this.card(id);
    const file = await open(part, 'r+').catch(nothingThere);
    if (card === null || file === null) {
      await file?.close();
      throw ERRORS.FILE_NOT_FOUND;
    }
    const writer = new BatchWriter(file, offset);
    try {
      if ((await file.stat()).size !== offset) throw ERRORS.INVALID_OFFSET;
      try {
        for await (const chunk of source) {
          if (writer.end + chunk.length > card.size) throw ERRORS.ERR_SIZE_EXCEEDED;
          await this.orNothing(id, writer.add(chunk));
        }
      } finally {
        // What came before a connection broke is kept.
        await this.orNothing(id, writer.flush());
      }
      if (writer.end === card.size) await this.finish(id, file);
    } finally {
      await file.close();
    }
    return writer.end;
  }

  override async remove(id: string): Promise<void> {
    const { part, card, whole } = this.paths(id);
    for (const path of [whole, part, card]) await rm(path, { force: true });
  }

  /** Brings the bytes to the disk and gives them their name; closes the file. */
  private async finish(id: string, file: FileHandle): Promise<void> {
    const { part, card, whole } = this.paths(id);
    try {
      await this.orNothing(id, file.sync());
    } finally {
      await file.close();
    }
    await settle(part, whole, this.folder);
    await rm(card, { force: true });
  }

  /**
   * After a write or a sync that failed nobody knows what is on the disk, so nothing of the upload stays; its room is
   * what a full disk needs most.
   */
  private async orNothing(id: string, writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (error) {
      await this.remove(id);
      throw orFull(error);
    }
  }

  private async card(id: string): Promise<Card | null> {
    const text = await readFile(this.paths(id).card, 'utf8').catch(nothingThere);
    try {
      return text === null ? null : (JSON.parse(text) as Card);
    } catch {
      // Killed while it was written: the upload was never acknowledged.
      return null;
    }
  }

  private paths(id: string): { part: string; card: string; whole: string } {
    if (!isKey(id)) throw ERRORS.FILE_NOT_FOUND;
    const [part, card] = ['part', 'json'].map((ending) => join(this.folder, 'tmp', `${id}.${ending}`));
    return { part: part ?? '', card: card ?? '', whole: join(this.folder, id) };
  }
}
