import { Injectable } from '@nestjs/common';
import { HandlerOf, type Handler } from '#platform/events';
import { MemberLeft, StandingService } from '#membership';
import { UploadEnding } from './upload-ending.service.js';
import { UploadRepository } from './upload.repository.js';

/** Whoever is no member any more sends nothing more: what was under way ends, unless they are one again. */
@Injectable()
@HandlerOf(MemberLeft, 'drop-uploads-when-member-left')
export class DropUploadsWhenMemberLeft implements Handler<MemberLeft> {
  constructor(
    private readonly standings: StandingService,
    private readonly uploads: UploadRepository,
    private readonly ending: UploadEnding,
  ) {}

  async handle({ communityId, accountId }: MemberLeft): Promise<void> {
    if ((await this.standings.activeAmong(communityId, [accountId])).size > 0) return;
    await this.ending.endAll(await this.uploads.ofMember(accountId, communityId));
  }
}
