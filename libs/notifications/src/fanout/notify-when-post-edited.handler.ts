import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostEdited } from '#posts';
import { SecondTellingService } from './second-telling.service.js';

/** Tells those to whom a post speaks only since it was edited. */
@HandlerOf(PostEdited, 'notify-when-post-edited')
@Injectable()
export class NotifyWhenPostEdited implements Handler<PostEdited> {
  constructor(private readonly second: SecondTellingService) {}

  handle({ threadId, postId }: PostEdited): Promise<void> {
    return this.second.ofEdit(threadId, postId);
  }
}
