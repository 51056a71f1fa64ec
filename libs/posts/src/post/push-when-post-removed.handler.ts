import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostRemoved } from '../posts.events.js';
import { LivePostService } from './live-post.service.js';

/** Puts the tombstone of a removed post into every open copy of the thread. */
@HandlerOf(PostRemoved, 'push-when-post-removed')
@Injectable()
export class PushWhenPostRemoved implements Handler<PostRemoved> {
  constructor(private readonly live: LivePostService) {}

  handle(event: PostRemoved): Promise<void> {
    return this.live.tellPost('post:edited', event);
  }
}
