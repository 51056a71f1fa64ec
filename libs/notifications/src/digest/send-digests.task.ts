import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import { DigestService } from './digest.service.js';

/** Looks every minute whose digest is due. Who became a member meanwhile gets the settings that everybody begins with. */
@Injectable()
@TaskOf('send-digests', { schedule: '* * * * *' })
export class SendDigests implements Task {
  constructor(
    private readonly settings: MailSettingsRepository,
    private readonly digests: DigestService,
  ) {}

  async run(): Promise<void> {
    await this.settings.ensureMembers();
    await this.digests.askForDue(new Date());
  }
}
