import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostDeleted } from '../posts.events.js';
import { LivePostService } from './live-post.service.js';

/** Takes a deleted post out of every open copy of its thread. */
@HandlerOf(PostDeleted, 'push-when-post-deleted')
@Injectable()
export class PushWhenPostDeleted implements Handler<PostDeleted> {
  constructor(private readonly live: LivePostService) {}

  handle(event: PostDeleted): Promise<void> {
    return this.live.tellDeletion(event);
  }
}
