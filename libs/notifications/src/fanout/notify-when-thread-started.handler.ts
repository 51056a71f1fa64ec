import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { ThreadStarted } from '#posts';
import { FanoutService } from './fanout.service.js';

/** Tells of a new thread those who follow its community, and those to whom its first post speaks. */
@HandlerOf(ThreadStarted, 'notify-when-thread-started')
@Injectable()
export class NotifyWhenThreadStarted implements Handler<ThreadStarted> {
  constructor(private readonly fanout: FanoutService) {}

  handle({ threadId, postId }: ThreadStarted): Promise<void> {
    return this.fanout.run(threadId, postId);
  }
}
