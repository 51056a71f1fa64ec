import { Inject, Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { StandingService } from '#membership';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { Mailer } from '#platform/mail';
import type { HeldPost } from './post-hold.service.js';
import { removalLetter } from './removal.mail.js';

/** Tells authors that their post was removed. */
@Injectable()
export class RemovalNoticeService {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly accounts: AccountService,
    private readonly standings: StandingService,
    private readonly mailer: Mailer,
  ) {
    this.site = config.publicUrl;
  }

  /** Queues the letter with the removal. Nobody is told of a private community in which they are not any more. */
  async queue(tx: Tx, { post, thread, place }: HeldPost, reason: string): Promise<void> {
    const { authorId, number } = post;
    const { community } = place;
    const { id: communityId, visibility } = community;
    const hidden =
      visibility === 'PRIVATE' && !(await this.standings.activeAmong(communityId, [authorId], tx)).has(authorId);
    const [author] = hidden ? [] : await this.accounts.addressees([authorId], tx);
    if (!author) return;
    const { name, email, language } = author;
    const about = [`account:${authorId}`, `community:${communityId}`, `community:${communityId}/account:${authorId}`];
    const letter = removalLetter(language, this.site, {
      name,
      title: thread.title,
      reason,
      community,
      place: `d/${thread.id}#post-${number}`,
    });
    await this.mailer.queue(tx, { ...letter, to: email, about });
  }
}
