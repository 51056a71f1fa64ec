import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostRestored } from '../posts.events.js';
import { LivePostService } from './live-post.service.js';

/** Puts a restored post back into every open copy of the thread. */
@HandlerOf(PostRestored, 'push-when-post-restored')
@Injectable()
export class PushWhenPostRestored implements Handler<PostRestored> {
  constructor(private readonly live: LivePostService) {}

  handle(event: PostRestored): Promise<void> {
    return this.live.tellPost('post:edited', event);
  }
}
