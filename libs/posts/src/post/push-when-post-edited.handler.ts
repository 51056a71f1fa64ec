import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostEdited } from '../posts.events.js';
import { LivePostService } from './live-post.service.js';

/** Shows an edit in every open copy of the thread. */
@HandlerOf(PostEdited, 'push-when-post-edited')
@Injectable()
export class PushWhenPostEdited implements Handler<PostEdited> {
  constructor(private readonly live: LivePostService) {}

  handle(event: PostEdited): Promise<void> {
    return this.live.tellPost('post:edited', event);
  }
}
