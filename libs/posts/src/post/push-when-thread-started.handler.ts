import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { ThreadStarted } from '../posts.events.js';
import { LivePostService } from './live-post.service.js';

/** Brings a new thread into every open list of its community. */
@HandlerOf(ThreadStarted, 'push-when-thread-started')
@Injectable()
export class PushWhenThreadStarted implements Handler<ThreadStarted> {
  constructor(private readonly live: LivePostService) {}

  handle(event: ThreadStarted): Promise<void> {
    return this.live.tellThread(event);
  }
}
