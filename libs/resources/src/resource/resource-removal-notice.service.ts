import { Inject, Injectable } from '@nestjs/common';
import { AccountService } from '#identity';
import { StandingService } from '#membership';
import { CONFIG, type Config } from '#platform/config';
import type { Tx } from '#platform/database';
import { Mailer } from '#platform/mail';
import type { HeldResource } from './resource-hold.service.js';
import { removedResourceLetter } from './resource-removal.mail.js';

/** Tells people that somebody else deleted what they shared. */
@Injectable()
export class ResourceRemovalNotice {
  private readonly site: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly accounts: AccountService,
    private readonly standings: StandingService,
    private readonly mailer: Mailer,
  ) {
    this.site = config.publicUrl;
  }

  /** Queues the letter with the deletion. Nobody is told of a private community in which they are not any more. */
  async queue(tx: Tx, { row, place }: HeldResource, reason: string): Promise<void> {
    const { sharerId, title } = row;
    const { community } = place;
    const { id: communityId, visibility } = community;
    const hidden =
      visibility === 'PRIVATE' && !(await this.standings.activeAmong(communityId, [sharerId], tx)).has(sharerId);
    const [sharer] = hidden ? [] : await this.accounts.addressees([sharerId], tx);
    if (!sharer) return;
    const { name, email, language } = sharer;
    const about = [`account:${sharerId}`, `community:${communityId}`, `community:${communityId}/account:${sharerId}`];
    const letter = removedResourceLetter(language, this.site, { name, title, reason, community });
    await this.mailer.queue(tx, { ...letter, to: email, about });
  }
}
