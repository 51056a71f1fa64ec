import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { ReplyPosted } from '#posts';
import { FanoutService } from './fanout.service.js';

/** Tells of a reply those who follow its thread, and those to whom it speaks. */
@HandlerOf(ReplyPosted, 'notify-when-reply-posted')
@Injectable()
export class NotifyWhenReplyPosted implements Handler<ReplyPosted> {
  constructor(private readonly fanout: FanoutService) {}

  handle({ threadId, postId }: ReplyPosted): Promise<void> {
    return this.fanout.run(threadId, postId);
  }
}
