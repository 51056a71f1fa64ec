import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { InvitationMatter } from './invitation-matter.service.js';

const BATCH = 1_000;

/** Takes invitations that ran out, which is no event, out of every inbox. */
@Injectable()
@TaskOf('forget-ended-invitations', { schedule: '*/10 * * * *' })
export class ForgetEndedInvitations implements Task {
  constructor(private readonly matter: InvitationMatter) {}

  async run(): Promise<void> {
    while ((await this.matter.sweep(BATCH)) === BATCH);
  }
}
