import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { EnrolmentService } from './enrolment.service.js';

/** Enrols each hour whoever was suspended when the roster was set and is not any more. */
@Injectable()
@TaskOf('catch-up-with-rosters', { schedule: '29 * * * *' })
export class CatchUpWithRosters implements Task {
  constructor(private readonly enrolment: EnrolmentService) {}

  async run(): Promise<void> {
    await this.enrolment.catchUp();
  }
}
