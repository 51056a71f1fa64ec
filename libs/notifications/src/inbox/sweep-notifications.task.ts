import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { MailMarkRepository } from '../digest/mail-mark.repository.js';
import { InboxMarkRepository } from './inbox-mark.repository.js';

/** How long what was read is kept, and how long it is known what was mailed; days. */
const READ_DAYS = 180;
const MAILED_DAYS = 90;
const BATCH = 1_000;

/** Deletes what was read long ago from inboxes, and marks of mail that nobody asks for any more, each night, in batches. */
@TaskOf('sweep-notifications', { schedule: '23 3 * * *' })
@Injectable()
export class SweepNotifications implements Task {
  constructor(
    private readonly marks: InboxMarkRepository,
    private readonly mailMarks: MailMarkRepository,
  ) {}

  async run(): Promise<void> {
    while ((await this.marks.sweep(READ_DAYS, BATCH)) === BATCH);
    while ((await this.mailMarks.sweep(MAILED_DAYS, BATCH)) === BATCH);
  }
}
