import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { eachByItself } from '../each-by-itself.js';
import { UploadEnding } from './upload-ending.service.js';
import { UploadRepository } from './upload.repository.js';

/**
 * Ends each hour the uploads of which nothing came for 7 days, or ever for a day, and forgets after a day why one was refused. Each is looked
 * at again when it is ended, so that one that goes on meanwhile stays.
 */
@Injectable()
@TaskOf('sweep-uploads', { schedule: '17 * * * *' })
export class SweepUploads implements Task {
  constructor(
    private readonly uploads: UploadRepository,
    private readonly ending: UploadEnding,
  ) {}

  run(): Promise<void> {
    return eachByItself(
      (most, except) => this.uploads.untouched(most, except),
      (id) => this.ending.endUntouched(id),
    );
  }
}
