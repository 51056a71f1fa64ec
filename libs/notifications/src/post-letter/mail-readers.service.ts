import { Injectable } from '@nestjs/common';
import { AccountService, type Addressee } from '#identity';
import { StandingService } from '#membership';
import type { Tx } from '#platform/database';

/** Somebody to whom something of a community is to be mailed. */
export interface MailReader {
  readonly accountId: string;
  readonly communityId: string;
}

/** Whom mail may go to at the moment at which it is written. */
@Injectable()
export class MailReaders {
  constructor(
    private readonly accounts: AccountService,
    private readonly standings: StandingService,
  ) {}

  /**
   * The readers who can be written to, by account id, with the communities among those asked for of which they are
   * members. Nobody's account and membership ends before `tx` does; what ends them after that calls back what was written.
   */
  async hold(tx: Tx, readers: readonly MailReader[]): Promise<Map<string, HeldReader>> {
    if (readers.length === 0) return new Map();
    const ids = [...new Set(readers.map(({ accountId }) => accountId))];
    await this.accounts.hold(tx, ids);
    const members = Map.groupBy(await this.standings.holdMemberships(tx, readers), ({ accountId }) => accountId);
    const addressees = await this.accounts.addressees(ids, tx);
    return new Map(
      addressees.map((to) => {
        const places = new Set((members.get(to.accountId) ?? []).map(({ communityId }) => communityId));
        return [to.accountId, { to, places }];
      }),
    );
  }
}

/** Somebody who can be written to, and where they are members. */
export interface HeldReader {
  readonly to: Addressee;
  /** Ids of communities. */
  readonly places: ReadonlySet<string>;
}
