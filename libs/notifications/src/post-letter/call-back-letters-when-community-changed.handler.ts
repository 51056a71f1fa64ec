import { Injectable } from '@nestjs/common';
import { CommunityChanged, CommunityService } from '#communities';
import { HandlerOf, type Handler } from '#platform/events';
import { aboutTold } from '../letter/mail-list.js';
import { LetterRecall } from './letter-recall.service.js';

/**
 * What was written while everybody might read a community is not mailed once it is private, but written anew as mail of a
 * private one; and digests that wait tell nothing of a community that was archived.
 */
@Injectable()
@HandlerOf(CommunityChanged, 'call-back-letters-when-community-changed')
export class CallBackLettersWhenCommunityChanged implements Handler<CommunityChanged> {
  constructor(
    private readonly recall: LetterRecall,
    private readonly communities: CommunityService,
  ) {}

  async handle({ communityId }: CommunityChanged): Promise<void> {
    const facts = (await this.communities.factsByIds([communityId])).get(communityId);
    if (facts?.status === 'ARCHIVED') await this.recall.of(aboutTold(communityId));
    if (facts?.visibility === 'PRIVATE') await this.recall.of(`open:${communityId}`);
  }
}
