import { Injectable } from '@nestjs/common';
import type { Tx } from '#platform/database';
import { NotFound } from '#platform/errors';
import { StoredFileRepository, type IncomingBytes } from './stored-file.repository.js';

/**
 * Keeps each content once. Whoever takes one writes a row of `files` in the same transaction: that row is what keeps it.
 * Order of locks: contents by id, then the communities' accounts of room.
 */
@Injectable()
export class StoredFileService {
  constructor(private readonly storedFiles: StoredFileRepository) {}

  /**
   * The id under which a content that came in is kept. The same work, and the same answer but for the id, whether it was
   * known or not; where it was, the bytes that came are removed later.
   */
  take(tx: Tx, bytes: IncomingBytes): Promise<string> {
    return this.storedFiles.take(tx, bytes);
  }

  /** Takes a content that a file refers to already, for another file. @throws NotFound when it is gone */
  async takeAgain(tx: Tx, storedFileId: string): Promise<void> {
    if (!(await this.storedFiles.takeAgain(tx, storedFileId))) throw new NotFound();
  }
}
