import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { UploadEnding } from './upload-ending.service.js';
import { UploadRepository } from './upload.repository.js';

const BATCH = 100;

/**
 * Ends each hour the uploads that nobody touched for 7 days, and forgets after a day why one was refused. Each is looked
 * at again when it is ended, so that one that goes on meanwhile stays.
 */
@Injectable()
@TaskOf('sweep-uploads', { schedule: '17 * * * *' })
export class SweepUploads implements Task {
  constructor(
    private readonly uploads: UploadRepository,
    private readonly ending: UploadEnding,
  ) {}

  async run(): Promise<void> {
    for (;;) {
      const ids = await this.uploads.untouched(BATCH);
      for (const id of ids) await this.ending.endUntouched(id);
      if (ids.length < BATCH) return;
    }
  }
}
