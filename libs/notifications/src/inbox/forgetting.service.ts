import { Injectable } from '@nestjs/common';
import { StandingService } from '#membership';
import { Database, type Tx } from '#platform/database';
import { BellRinger } from '../bell/bell-ringer.service.js';
import { CommunityPreferenceRepository } from '../preference/community-preference.repository.js';
import { WatchRepository } from '../watch/watch.repository.js';
import { InboxMarkRepository } from './inbox-mark.repository.js';

/** Forgets what people followed and were told where they are no more. Safe to run twice. */
@Injectable()
export class ForgettingService {
  constructor(
    private readonly db: Database,
    private readonly standings: StandingService,
    private readonly watches: WatchRepository,
    private readonly preferences: CommunityPreferenceRepository,
    private readonly marks: InboxMarkRepository,
    private readonly bells: BellRinger,
  ) {}

  /** Somebody left a community; nothing is forgotten of who is in again by now. */
  async community(accountId: string, communityId: string): Promise<void> {
    for (const forget of this.steps(accountId, communityId))
      await this.db.tx(async (tx) => {
        await this.standings.holdDoor(tx, communityId, [accountId]);
        if (!(await this.standings.activeAmong(communityId, [accountId], tx)).has(accountId)) await forget(tx);
      });
    this.bells.ring([accountId]);
  }

  /** An account was closed. */
  async account(accountId: string): Promise<void> {
    for (const forget of this.steps(accountId, null)) await this.db.tx(forget);
  }

  /**
   * Each in a transaction of its own. Whoever tells them something meanwhile either has told when the inbox is emptied, or
   * looks once more after that, and then finds that they follow nothing.
   */
  private steps(accountId: string, communityId: string | null): readonly ((tx: Tx) => Promise<void>)[] {
    return [
      async (tx) => {
        await this.watches.forget(tx, accountId, communityId);
        await this.preferences.forget(tx, accountId, communityId);
      },
      (tx) => this.marks.forget(tx, accountId, communityId),
    ];
  }
}
