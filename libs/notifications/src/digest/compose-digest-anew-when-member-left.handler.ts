import { Injectable } from '@nestjs/common';
import { MemberLeft } from '#membership';
import { Database } from '#platform/database';
import { HandlerOf, type Handler } from '#platform/events';
import { DigestService } from './digest.service.js';

/** The end of a membership called back a digest that told of its community too: what else it told is still due. */
@Injectable()
@HandlerOf(MemberLeft, 'compose-digest-anew-when-member-left')
export class ComposeDigestAnewWhenMemberLeft implements Handler<MemberLeft> {
  constructor(
    private readonly db: Database,
    private readonly digests: DigestService,
  ) {}

  async handle({ accountId }: MemberLeft): Promise<void> {
    await this.db.tx((tx) => this.digests.askAgainFor(tx, [accountId]));
  }
}
