import { Injectable } from '@nestjs/common';
import { CommunityService, type CommunityType } from '#communities';
import type { Viewer } from '#identity';
import { StandingService } from '#membership';
import { Database, type Tx } from '#platform/database';
import { demand, Unauthenticated } from '#platform/errors';
import { MailSettingsRepository } from '../mail-settings/mail-settings.repository.js';
import type { MailCadence } from './cadence.type.js';
import { CommunityPreferenceRepository } from '../preference/community-preference.repository.js';
import { LetterRecall } from '../post-letter/letter-recall.service.js';
import { canTurnDial } from './cadence.policy.js';

/** The dial for the mail of a community, and how much its mail may say. */
@Injectable()
export class CadenceService {
  constructor(
    private readonly db: Database,
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly preferences: CommunityPreferenceRepository,
    private readonly settings: MailSettingsRepository,
    private readonly recall: LetterRecall,
  ) {}

  /**
   * Turns the dial of a member. What waits to go out is called back when no mail is wanted, or less, and digests are
   * composed anew without the community; asking for a digest begins
   * digests again that were stopped. @throws NotFound, Forbidden
   */
  async setCadence(viewer: Viewer, slug: string, cadence: MailCadence): Promise<CommunityType> {
    return this.choose(viewer, slug, async (tx, communityId, accountId) => {
      await this.turn(tx, communityId, accountId, cadence);
      if (cadence === 'DAILY' || cadence === 'WEEKLY') await this.settings.resume(tx, accountId);
    });
  }

  /**
   * Says whether mail of a private community may say what was written; kept for a public one. Where it may no longer, what
   * waits to go out is written anew without that. @throws NotFound, Forbidden
   */
  async setContentInMail(viewer: Viewer, slug: string, content: boolean): Promise<CommunityType> {
    return this.choose(viewer, slug, async (tx, communityId, accountId) => {
      await this.settings.lock(tx, accountId);
      const former = (await this.preferences.of(accountId, [communityId], tx)).get(communityId);
      await this.preferences.setContentInMail(tx, communityId, accountId, content);
      if (former?.contentInMail && !content) await this.recall.ofList(tx, communityId, accountId);
    });
  }

  /**
   * The same for a reader who need not be there, by the link in a mail. Whoever holds it turns that list alone: digests
   * that were stopped stay so. False for who is no member.
   */
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
    // Before the preference, as who writes digests.
    await this.settings.lock(tx, accountId);
    await this.preferences.setCadence(tx, communityId, accountId, cadence);
    if (cadence === 'NONE' || cadence === 'MENTIONS') await this.recall.ofList(tx, communityId, accountId);
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
