import { Injectable } from '@nestjs/common';
import { TaskOf, type Task } from '#platform/events';
import { PostLetters, type MailPostJob } from './post-letters.service.js';

/** Writes the letters about a post, a hundred at a time. */
@Injectable()
@TaskOf('mail-post')
export class MailPost implements Task<MailPostJob> {
  constructor(private readonly letters: PostLetters) {}

  async run(job: MailPostJob): Promise<void> {
    await this.letters.write(job);
  }
}
