import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { PostNews, PostRemoved } from '#posts';
import { LetterRecall } from './letter-recall.service.js';

/** What a facilitator took out of a discussion is not mailed, unless it stands again by now. */
@Injectable()
@HandlerOf(PostRemoved, 'call-back-letters-when-post-removed')
export class CallBackLettersWhenPostRemoved implements Handler<PostRemoved> {
  constructor(
    private readonly recall: LetterRecall,
    private readonly news: PostNews,
  ) {}

  async handle({ postId }: PostRemoved): Promise<void> {
    const post = await this.news.post(postId);
    if (post && !post.stands) await this.recall.of(`post:${postId}`);
  }
}
