import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { InvitationRepository } from './invitation.repository.js';

const BATCH = 1_000;

/** Deletes each night the invitations that ended 90 days ago: nobody needs to know for ever whom somebody asked. */
@Injectable()
@TaskOf('sweep-invitations', { schedule: '23 4 * * *' })
export class SweepInvitations implements Task {
  constructor(private readonly invitations: InvitationRepository) {}

  async run(): Promise<void> {
    while ((await this.invitations.sweep(BATCH)) === BATCH);
  }
}
