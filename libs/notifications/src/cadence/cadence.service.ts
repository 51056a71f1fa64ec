import { Injectable } from '@nestjs/common';
import { CommunityService, type CommunityType } from '#communities';
import type { Viewer } from '#identity';
import { StandingService } from '#membership';
import { Database, type Tx } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { Mailer } from '#platform/mail';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import type { MailCadence } from '../preference/cadence.type.js';
import { CommunityPreferenceRepository } from '../preference/community-preference.repository.js';
import { canTurnDial } from './cadence.policy.js';
import { aboutList } from './mail-list.js';

/** The dial for the mail of a community, and how much its mail may say. */
@Injectable()
export class CadenceService {
  constructor(
    private readonly db: Database,
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly preferences: CommunityPreferenceRepository,
    private readonly settings: MailSettingsRepository,
    private readonly mailer: Mailer,
  ) {}

  /**
   * Turns the dial of a member. What waits to go out is called back when no mail is wanted; asking for a digest begins
   * digests again that were stopped. @throws NotFound, Forbidden
   */
  async setCadence(viewer: Viewer, slug: string, cadence: MailCadence): Promise<CommunityType> {
    return this.choose(viewer, slug, (tx, communityId, accountId) => this.turn(tx, communityId, accountId, cadence));
  }

  /** Says whether mail of a private community may say what was written; kept for a public one. @throws NotFound, Forbidden */
  async setContentInMail(viewer: Viewer, slug: string, content: boolean): Promise<CommunityType> {
    return this.choose(viewer, slug, (tx, communityId, accountId) =>
      this.preferences.setContentInMail(tx, communityId, accountId, content),
    );
  }

  /** The same for a reader who need not be there, by the link in a mail. False for who is no member. */
  async turnOf(communityId: string, accountId: string, cadence: MailCadence): Promise<boolean> {
    return this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, communityId);
      const [member] = await this.standings.holdMemberships(tx, [{ communityId, accountId }]);
      if (!member) return false;
      await this.turn(tx, communityId, accountId, cadence);
      return true;
    });
  }

  private async turn(tx: Tx, communityId: string, accountId: string, cadence: MailCadence): Promise<void> {
    await this.settings.ensure(accountId, tx);
    await this.preferences.setCadence(tx, communityId, accountId, cadence);
    if (cadence === 'NONE') await this.mailer.cancel(tx, aboutList(communityId, accountId));
    if (cadence === 'DAILY' || cadence === 'WEEKLY') await this.settings.resume(tx, accountId);
  }

  private async choose(
    viewer: Viewer,
    slug: string,
    write: (tx: Tx, communityId: string, accountId: string) => Promise<void>,
  ): Promise<CommunityType> {
    const { accountId } = viewer;
    if (accountId === null) throw new Unauthenticated();
    const { id } = await this.communities.factsBySlug(slug);
    await this.db.tx(async (tx) => {
      await this.communities.holdFacts(tx, id);
      demand(canTurnDial(await this.standings.hold(tx, viewer, id)));
      await write(tx, id, accountId);
    });
    return this.communities.bySlug(viewer, slug);
  }
}
