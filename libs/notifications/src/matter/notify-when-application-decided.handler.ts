import { Injectable } from '@nestjs/common';
import { ApplicationDecided } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { ApplicationMatter } from './application-matter.service.js';

/** The applicant finds the decision in the inbox. */
@Injectable()
@HandlerOf(ApplicationDecided, 'notify-when-application-decided')
export class NotifyWhenApplicationDecided implements Handler<ApplicationDecided> {
  constructor(private readonly matter: ApplicationMatter) {}

  async handle({ applicationId }: ApplicationDecided): Promise<void> {
    await this.matter.decided(applicationId);
  }
}
