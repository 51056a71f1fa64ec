import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { LOGGER, type Logger } from '#platform/logging';
import { FileStorage } from '#platform/storage';
import { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import { RunningSums } from './running-sums.service.js';
import { StorageAccount } from './storage-account.service.js';
import { UploadRepository, type EndedUpload } from './upload.repository.js';

/**
 * Ends uploads that nobody will use: the room is given back with the row, and the bytes go at once. Their key is doomed in
 * the same transaction, so that they also go when the storage does not answer, or when a request is still writing them.
 */
@Injectable()
export class UploadEnding {
  constructor(
    private readonly db: Database,
    private readonly uploads: UploadRepository,
    private readonly account: StorageAccount,
    private readonly doomed: DoomedObjectRepository,
    private readonly storage: FileStorage,
    private readonly sums: RunningSums,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Ends one upload; false when there was none, because it was used or ended by somebody else meanwhile. */
  end(id: string): Promise<boolean> {
    return this.withBytes(id, 'end');
  }

  /** The same, but only if nobody has touched it for as long as one may leave it: 7 days; refused, or never begun, 1 day. */
  endUntouched(id: string): Promise<boolean> {
    return this.withBytes(id, 'endUntouched');
  }

  /** Ends several, one after the other; what cannot be ended holds up no other. @throws the first failure, at the end */
  async endAll(ids: readonly string[]): Promise<void> {
    const failures: unknown[] = [];
    for (const id of ids) await this.end(id).catch((error: unknown) => failures.push(error));
    for (const error of failures) throw error;
  }

  /** Refuses what came: `sentence` stays for the sender to be told, the bytes go. False when it was ended before. */
  refuse(id: string, sentence: string): Promise<boolean> {
    return this.withBytes(id, 'refuse', sentence);
  }

  private async withBytes(id: string, how: 'end' | 'endUntouched' | 'refuse', sentence = ''): Promise<boolean> {
    const ended = await this.db.tx(async (tx): Promise<EndedUpload | null> => {
      const row =
        how === 'refuse'
          ? await this.uploads.refuse(tx, id, sentence)
          : await this.uploads.end(tx, id, { untouched: how === 'endUntouched' });
      if (row === null) return null;
      await this.doomed.doom(tx, [id]);
      await this.account.refund(tx, row.communityId, row.charged);
      return row;
    });
    if (ended === null) return false;
    this.sums.forget(id);
    await this.storage.remove(id).catch((error: Error) => {
      this.logger.warn({ error: error.message, upload: id }, 'uploads: its bytes are removed later');
    });
    return true;
  }
}
