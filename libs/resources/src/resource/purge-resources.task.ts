import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { TaskOf, type Task } from '#platform/events';
import { eachByItself } from '../each-by-itself.js';
import { FileService } from '../file/file.service.js';
import { ResourcePurgeRepository } from './resource-purge.repository.js';

/** Deletes for good, each night, what was deleted 30 days ago; its files go as every file goes that is given up. */
@Injectable()
@TaskOf('purge-resources', { schedule: '37 4 * * *' })
export class PurgeResources implements Task {
  constructor(
    private readonly db: Database,
    private readonly purge: ResourcePurgeRepository,
    private readonly files: FileService,
  ) {}

  run(): Promise<void> {
    return eachByItself(
      (most, except) => this.purge.due(most, except),
      (id) => this.delete(id),
    );
  }

  private delete(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      // Put back meanwhile: then it stays.
      if (!(await this.purge.holdDue(tx, id))) return;
      await this.files.release(tx, await this.purge.dropVersions(tx, id));
      await this.purge.drop(tx, id);
    });
  }
}
