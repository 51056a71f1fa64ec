import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { AttachmentService } from './attachment.service.js';

/** Deletes every hour the files that have waited a week for a post: it is not to come any more. */
@Injectable()
@TaskOf('sweep-attachments', { schedule: '37 * * * *' })
export class SweepAttachments implements Task {
  constructor(private readonly attachments: AttachmentService) {}

  run(): Promise<void> {
    return this.attachments.sweep();
  }
}
