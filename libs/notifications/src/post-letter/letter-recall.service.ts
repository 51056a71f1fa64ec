import { Injectable } from '@nestjs/common';
import { Database } from '#platform/database';
import { Mailer } from '#platform/mail';
import { DigestService } from '../digest/digest.service.js';

/** Calls back letters and digests that have not gone out, for handlers of what ends their reason. */
@Injectable()
export class LetterRecall {
  constructor(
    private readonly db: Database,
    private readonly mailer: Mailer,
    private readonly digests: DigestService,
  ) {}

  /** Everything about this matter (`MailToSend.about`); digests are composed anew without it. */
  async of(about: string): Promise<void> {
    await this.db.tx(async (tx) => this.digests.askAgain(tx, await this.mailer.cancelAll(tx, [about])));
  }
}
