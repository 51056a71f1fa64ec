import { Injectable } from '@nestjs/common';
import { MemberLeft } from '#membership';
import { HandlerOf, type Handler } from '#platform/events';
import { ForgettingService } from './forgetting.service.js';

/** Whoever left a community follows nothing there any more, and is told nothing of it. */
@HandlerOf(MemberLeft, 'forget-when-member-left')
@Injectable()
export class ForgetWhenMemberLeft implements Handler<MemberLeft> {
  constructor(private readonly forgetting: ForgettingService) {}

  handle({ accountId, communityId }: MemberLeft): Promise<void> {
    return this.forgetting.community(accountId, communityId);
  }
}
