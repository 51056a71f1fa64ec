import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostDeleted } from '#posts';
import { LetterRecall } from './letter-recall.service.js';

/** What its author took back is not mailed. */
@Injectable()
@HandlerOf(PostDeleted, 'call-back-letters-when-post-deleted')
export class CallBackLettersWhenPostDeleted implements Handler<PostDeleted> {
  constructor(private readonly recall: LetterRecall) {}

  async handle({ postId }: PostDeleted): Promise<void> {
    await this.recall.of(`post:${postId}`);
  }
}
