import { Injectable } from '@nestjs/common';
import { ApplicationDecided } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { ApplicationMatter } from './application-matter.service.js';

/** What waits no more is taken out of the inbox of those who lead. */
@Injectable()
@HandlerOf(ApplicationDecided, 'recount-when-application-decided')
export class RecountWhenApplicationDecided implements Handler<ApplicationDecided> {
  constructor(private readonly matter: ApplicationMatter) {}

  async handle({ communityId }: ApplicationDecided): Promise<void> {
    await this.matter.refresh(communityId);
  }
}
