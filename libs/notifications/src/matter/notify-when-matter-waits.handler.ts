import { Injectable } from '@nestjs/common';
import { MatterWaits } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { ApplicationMatter } from './application-matter.service.js';

/** Those who lead a community find in their inbox what waits there. */
@Injectable()
@HandlerOf(MatterWaits, 'notify-when-matter-waits')
export class NotifyWhenMatterWaits implements Handler<MatterWaits> {
  constructor(private readonly matter: ApplicationMatter) {}

  async handle({ communityId }: MatterWaits): Promise<void> {
    await this.matter.refresh(communityId);
  }
}
