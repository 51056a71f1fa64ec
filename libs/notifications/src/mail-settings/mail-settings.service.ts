import { Injectable } from '@nestjs/common';
import { AccountService, type Viewer } from '#identity';
import { Database, type Tx } from '#platform/database';
import { BadInput, Unauthenticated } from '#platform/errors';
import { Mailer } from '#platform/mail';
import { aboutDigest } from '../letter/mail-list.js';
import { MailSettingsRepository, type MailSettingsChange } from './mail-settings.repository.js';
import type { MailSettingsType } from './mail-settings.type.js';

/** What of the settings is asked to change; null leaves a part as it is. */
export interface AskedChange extends MailSettingsChange {
  readonly digestStopped: boolean | null;
}

/** How the viewer's own mail comes. Nobody sees or changes anybody else's. */
@Injectable()
export class MailSettingsService {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountService,
    private readonly settings: MailSettingsRepository,
    private readonly mailer: Mailer,
  ) {}

  /** The settings as they are; somebody who had none begins with those that everybody begins with. */
  async own(viewer: Viewer): Promise<MailSettingsType> {
    const accountId = accountOf(viewer);
    const known = await this.settings.of(accountId);
    if (known) return known;
    await this.settings.ensure(accountId);
    const made = await this.settings.of(accountId);
    if (!made) throw new Unauthenticated();
    return made;
  }

  /** Changes what is given. A digest that waits to go out is called back when digests are stopped. */
  async change(viewer: Viewer, { digestStopped, ...change }: AskedChange): Promise<MailSettingsType> {
    await this.write(viewer, async (tx, accountId) => {
      await this.settings.change(tx, accountId, change);
      if (digestStopped !== null) await this.stopOrResume(tx, accountId, digestStopped);
    });
    return this.own(viewer);
  }

  /** Keeps the zone of the viewer's device, for whoever chose none. @throws BadInput for a zone that there is not */
  async noteDeviceTimeZone(viewer: Viewer, zone: string): Promise<MailSettingsType> {
    if (!(await this.settings.knowsZone(zone))) {
      throw new BadInput({ timeZone: 'Must be a time zone such as America/Toronto.' });
    }
    await this.write(viewer, (tx, accountId) => this.settings.noteZone(tx, accountId, zone));
    return this.own(viewer);
  }

  /** The address works again, says its owner: mail goes there as before. */
  async resumeMail(viewer: Viewer): Promise<MailSettingsType> {
    await this.write(viewer, (tx, accountId) => this.settings.forgetRefusal(tx, accountId));
    return this.own(viewer);
  }

  /** Whose digests the link in a mail is about, and whether they are stopped; null: there is no such link. */
  byToken(token: string): Promise<{ accountId: string; digestStopped: boolean } | null> {
    return this.settings.byToken(token);
  }

  /** Stops digests, or begins them again, for a reader who need not be there. False for who closed the account. */
  async setDigestStopped(accountId: string, stopped: boolean): Promise<boolean> {
    return this.db.tx(async (tx) => {
      if ((await this.settings.lock(tx, accountId)) === null) return false;
      await this.stopOrResume(tx, accountId, stopped);
      return true;
    });
  }

  private async stopOrResume(tx: Tx, accountId: string, stopped: boolean): Promise<void> {
    if (!stopped) return this.settings.resume(tx, accountId);
    await this.settings.stop(tx, accountId);
    await this.mailer.cancel(tx, aboutDigest(accountId));
  }

  private async write(viewer: Viewer, work: (tx: Tx, accountId: string) => Promise<void>): Promise<void> {
    const accountId = accountOf(viewer);
    await this.db.tx(async (tx) => {
      if (!(await this.accounts.hold(tx, [accountId])).has(accountId)) throw new Unauthenticated();
      await this.settings.ensure(accountId, tx);
      await work(tx, accountId);
    });
  }
}

const accountOf = ({ accountId }: Viewer): string => {
  if (accountId === null) throw new Unauthenticated();
  return accountId;
};
