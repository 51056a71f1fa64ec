import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { ThreadCursors } from './thread-cursors.service.js';

/** Posts whose writers are looked for in one transaction. */
const POSTS = 1_000;

/** After an upgrade, people follow the threads in which they wrote before it; soon there is nothing more to do. */
@TaskOf('follow-former-threads', { schedule: '* * * * *', atOnce: 1 })
@Injectable()
export class FollowFormerThreads implements Task {
  constructor(private readonly cursors: ThreadCursors) {}

  async run(): Promise<void> {
    while ((await this.cursors.catchUp(POSTS)) > 0);
  }
}
