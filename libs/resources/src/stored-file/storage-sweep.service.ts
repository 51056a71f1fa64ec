import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { LOGGER, type Logger } from '#platform/logging';
import { FileStorage } from '#platform/storage';
import { DoomedObjectRepository } from './doomed-object.repository.js';
import { StoredFileRepository } from './stored-file.repository.js';

const A_DAY = 86_400;
const BATCH = 100;

/** Takes out of the storage what nothing refers to any more. */
@Injectable()
export class StorageSweep {
  constructor(
    private readonly db: Database,
    private readonly storedFiles: StoredFileRepository,
    private readonly doomed: DoomedObjectRepository,
    private readonly storage: FileStorage,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Deletes the contents that nothing has referred to for a day, counted again, and dooms their bytes. */
  async sweepContents(seconds: number = A_DAY): Promise<void> {
    while ((await this.db.tx((tx) => this.storedFiles.sweep(tx, seconds, BATCH))) === BATCH);
  }

  /**
   * Removes the objects whose time has come, and then forgets them; so a process that is killed in between leaves nothing
   * but a row, and the next one finds the object gone. What cannot be removed is tried again in an hour.
   */
  async removeDoomed(): Promise<void> {
    for (;;) {
      const keys = await this.doomed.due(BATCH);
      const outcomes = await Promise.allSettled(keys.map((key) => this.storage.remove(key)));
      await this.doomed.spare(
        this.db,
        keys.filter((_key, at) => outcomes[at]?.status === 'fulfilled'),
      );
      await this.putOff(keys, outcomes);
      if (keys.length < BATCH) return;
    }
  }

  /**
   * Finds objects that no row speaks of and nobody has written for a day: what a process left that was killed between
   * the storage and the database. They go a week later, so that a site that was started on the wrong database by
   * mistake can be put right before its files are lost.
   */
  async doomStrays(before: Date = new Date(Date.now() - A_DAY * 1_000)): Promise<void> {
    let found = 0;
    let after: string | null = null;
    for (;;) {
      const page = await this.storage.page(after);
      const last = page.at(-1);
      if (!last) break;
      const old = page.filter(({ modifiedAt }) => modifiedAt < before).map(({ key }) => key);
      if (old.length > 0) found += await this.doomed.doomStrays(old, 7 * A_DAY);
      after = last.key;
    }
    if (found > 0) this.logger.warn({ found }, 'storage: objects that no row speaks of go in a week');
  }

  private async putOff(keys: readonly string[], outcomes: readonly PromiseSettledResult<void>[]): Promise<void> {
    const failed = outcomes.flatMap((outcome, at) =>
      outcome.status === 'rejected' ? [{ key: keys[at] ?? '', reason: outcome.reason as unknown }] : [],
    );
    const [first] = failed;
    if (!first) return;
    await this.doomed.putOff(failed.map(({ key }) => key));
    const error = first.reason instanceof Error ? first.reason.message : 'unknown';
    this.logger.warn({ objects: failed.length, error }, 'storage: some objects could not be removed just now');
  }
}
