import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { AccessTokenRepository } from '../access-token/access-token.repository.js';
import { MailTokenRepository } from '../mail-token/mail-token.repository.js';
import { SessionRepository } from './session.repository.js';

/** Deletes each night what has run out; it has been worth nothing before. */
@Injectable()
@TaskOf('sweep-credentials', { schedule: '41 3 * * *' })
export class SweepCredentials implements Task {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly accessTokens: AccessTokenRepository,
    private readonly mailTokens: MailTokenRepository,
  ) {}

  async run(): Promise<void> {
    await this.sessions.sweep();
    await this.accessTokens.sweep();
    await this.mailTokens.sweep();
  }
}
