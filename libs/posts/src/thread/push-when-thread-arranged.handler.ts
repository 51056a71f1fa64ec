import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { LivePostService } from '../post/live-post.service.js';
import { ThreadArranged } from '../posts.events.js';

/** Lets open pages look at a thread again that was locked, unlocked, pinned or unpinned. */
@HandlerOf(ThreadArranged, 'push-when-thread-arranged')
@Injectable()
export class PushWhenThreadArranged implements Handler<ThreadArranged> {
  constructor(private readonly live: LivePostService) {}

  handle(event: ThreadArranged): Promise<void> {
    return this.live.tellArrangement(event);
  }
}
