import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { ReplyPosted } from '../posts.events.js';
import { LivePostService } from './live-post.service.js';

/** Shows a new reply in every open copy of its thread. */
@HandlerOf(ReplyPosted, 'push-when-reply-posted')
@Injectable()
export class PushWhenReplyPosted implements Handler<ReplyPosted> {
  constructor(private readonly live: LivePostService) {}

  handle(event: ReplyPosted): Promise<void> {
    return this.live.tellPost('post:created', event);
  }
}
