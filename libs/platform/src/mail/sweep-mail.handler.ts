import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { TaskOf, type Task } from '../events/index.js';
import { LOGGER, type Logger } from '../logging/index.js';
import { MailFolder } from './mail-folder.service.js';
import { OutgoingMailRepository } from './outgoing-mail.repository.js';

/** Deletes kept messages after seven days, and at once when mail is sent by now: they hold links that sign in. */
@Injectable()
@TaskOf('sweep-mail', { schedule: '17 * * * *' })
export class SweepMail implements Task, OnApplicationBootstrap {
  constructor(
    private readonly folder: MailFolder,
    private readonly mails: OutgoingMailRepository,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** At start as well, since the hour may never strike in a process that is started now and then. */
  async onApplicationBootstrap(): Promise<void> {
    await this.folder
      .sweep()
      .catch((error: Error) => this.logger.warn({ error: error.message }, 'mail: could not sweep'));
  }

  async run(): Promise<void> {
    await this.folder.sweep();
    const given = await this.mails.sweep();
    if (given > 0) this.logger.warn({ count: given }, 'mail: gave up messages that could not be sent for four days');
  }
}
