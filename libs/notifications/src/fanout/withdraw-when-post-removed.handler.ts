import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostRemoved } from '#posts';
import { SecondTellingService } from './second-telling.service.js';

/** Takes back what was told of a post that a facilitator removed. */
@HandlerOf(PostRemoved, 'withdraw-when-post-removed')
@Injectable()
export class WithdrawWhenPostRemoved implements Handler<PostRemoved> {
  constructor(private readonly second: SecondTellingService) {}

  handle({ threadId, postId }: PostRemoved): Promise<void> {
    return this.second.ofRemoval(threadId, postId);
  }
}
