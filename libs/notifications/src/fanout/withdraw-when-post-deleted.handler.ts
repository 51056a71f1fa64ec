import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostDeleted } from '#posts';
import { SecondTellingService } from './second-telling.service.js';

/** Takes back what was told of a post that its author deleted. */
@HandlerOf(PostDeleted, 'withdraw-when-post-deleted')
@Injectable()
export class WithdrawWhenPostDeleted implements Handler<PostDeleted> {
  constructor(private readonly second: SecondTellingService) {}

  handle({ threadId, postId }: PostDeleted): Promise<void> {
    return this.second.ofRemoval(threadId, postId);
  }
}
