import { Injectable } from '@nestjs/common';
import { CommunityService } from '#communities';
import { AccountService } from '#identity';
import { StandingService } from '#membership';
import { BadInput, NotFound } from '#platform/errors';
import { RateLimits } from '#platform/limits';
import { CadenceService } from '../cadence/cadence.service.js';
import { MailSettingsService } from '../mail-settings/mail-settings.service.js';
import type { MailCadence } from '../cadence/cadence.type.js';
import { CommunityPreferenceRepository, type PreferenceRow } from '../preference/community-preference.repository.js';
import type { MailSubscriptionType } from './mail-subscription.type.js';

/** What a link is to change; one of both is null. */
export interface SubscriptionChange {
  readonly cadence: MailCadence | null;
  readonly digestStopped: boolean | null;
}

/**
 * What links in mails change for whoever holds them: mail down, and up again, and nothing else. A link is for one list of
 * one reader; it works for years, since a mail is read when it is read.
 */
@Injectable()
export class MailSubscriptionService {
  constructor(
    private readonly limits: RateLimits,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
    private readonly standings: StandingService,
    private readonly preferences: CommunityPreferenceRepository,
    private readonly cadences: CadenceService,
    private readonly settings: MailSettingsService,
  ) {}

  /**
   * What the link is about; `address` is whose looks are counted.
   * @throws NotFound for a link that is none, or works no more: its reader left the community or closed the account
   */
  async read(token: string, address: string): Promise<MailSubscriptionType> {
    await this.limits.take('unsubscribe', address);
    return this.present(token);
  }

  /** Changes it. @throws NotFound as {@link read}, BadInput where the link is about the other thing */
  async change(
    token: string,
    { cadence, digestStopped }: SubscriptionChange,
    address: string,
  ): Promise<MailSubscriptionType> {
    await this.limits.take('unsubscribe', address);
    const preference = await this.preferences.byToken(token);
    const digest = preference ? null : await this.settings.byToken(token);
    if (preference) {
      if (cadence === null) throw new BadInput({ cadence: 'This link is about the mail of a community.' });
      await this.turn(preference, cadence);
    } else if (digest) {
      if (digestStopped === null) throw new BadInput({ digestStopped: 'This link is about the digest.' });
      await this.settings.setDigestStopped(digest.accountId, digestStopped);
    }
    return this.present(token);
  }

  /**
   * What one POST of a mail program does: no more mail of this list. False for a link that is none, or works no more.
   * Done twice, it stays done.
   */
  async end(token: string): Promise<boolean> {
    const preference = await this.preferences.byToken(token);
    if (preference) return this.turn(preference, 'NONE');
    const digest = await this.settings.byToken(token);
    return digest !== null && this.settings.setDigestStopped(digest.accountId, true);
  }

  private turn({ communityId, accountId }: PreferenceRow, cadence: MailCadence): Promise<boolean> {
    return this.cadences.turnOf(communityId, accountId, cadence);
  }

  private async present(token: string): Promise<MailSubscriptionType> {
    const preference = await this.preferences.byToken(token);
    if (preference) return this.presentCommunity(preference);
    const digest = await this.settings.byToken(token);
    const [reader] = digest ? await this.accounts.addressees([digest.accountId]) : [];
    if (!digest || !reader) throw new NotFound();
    return { language: reader.language, communityName: null, cadence: null, digestStopped: digest.digestStopped };
  }

  private async presentCommunity({ communityId, accountId, cadence }: PreferenceRow): Promise<MailSubscriptionType> {
    const members = await this.standings.activeAmong(communityId, [accountId]);
    const community = (await this.communities.byIds([communityId])).get(communityId);
    const [reader] = await this.accounts.addressees([accountId]);
    if (!members.has(accountId) || !community || !reader) throw new NotFound();
    // A link may be opened by a machine on the way, or on a screen that others see.
    const { language } = reader;
    const communityName = community.visibility === 'PUBLIC' ? community.names[language] : null;
    return { language, communityName, cadence, digestStopped: null };
  }
}
