import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '#platform/database';
import { Mailer } from '#platform/mail';
import { aboutList } from '../letter/mail-list.js';
import { DigestService } from '../digest/digest.service.js';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import { PostLetters } from './post-letters.service.js';

/** Calls back letters and digests that have not gone out, and has written anew what of them is still to be told. */
@Injectable()
export class LetterRecall {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly settings: MailSettingsRepository,
    private readonly digests: DigestService,
    private readonly letters: PostLetters,
  ) {}

  /** Everything about this matter (`MailToSend.about`), for handlers of what ends its reason. */
  async of(about: string): Promise<void> {
    await this.db.tx((tx) => this.callBack(tx, about));
  }

  /**
   * What was written to a reader about a community, inside the transaction in which they choose less of it. Who writes a
   * digest meanwhile, or is about to, waits for it or is waited for.
   */
  async ofList(tx: Tx, communityId: string, accountId: string): Promise<void> {
    await this.settings.lock(tx, accountId);
    await this.callBack(tx, aboutList(communityId, accountId));
  }

  /** How readers' digests come is held before their messages, as by who stops digests. */
  private async callBack(tx: Tx, about: string): Promise<void> {
    await this.digests.hold(tx, await this.mailer.waiting(tx, [about]));
    const keys = await this.mailer.cancelAll(tx, [about]);
    await this.digests.askAgain(tx, keys);
    await this.letters.askAgain(tx, keys);
  }
}
