import { Injectable } from '@nestjs/common';
import { keyset } from '#platform/database';
import { demand } from '#platform/errors';
import { encodeCursor, pageOf, type Connection, type Page } from '#platform/graphql';
import { foldText } from '#platform/text';
import { canAdministerAccounts } from '../suspension/suspension.policy.js';
import type { Viewer } from '../viewer/viewer.js';
import type { AccountCardKey } from './account-card.input.js';
import { AccountCardRepository } from './account-card.repository.js';
import type { AccountCardType } from './account-card.type.js';

/** Looks accounts up for administrators. */
@Injectable()
export class AccountCardService {
  constructor(private readonly cards: AccountCardRepository) {}

  /**
   * A page of the open accounts, newest first. A query with an `@` is an address and finds the account that has exactly
   * it: so that one who wrote to the administrators is found, and nobody can fish for addresses by their parts.
   * @throws Forbidden for everybody but administrators.
   */
  async find(viewer: Viewer, query: string | null, page: Page<AccountCardKey>): Promise<Connection<AccountCardType>> {
    demand(canAdministerAccounts(viewer));
    const email = query?.includes('@') ? query : null;
    const words = query === null || email !== null ? [] : foldText(query).split(' ');
    const { rows, hasMore } = keyset(await this.cards.page({ words, email }, page.after, page.size + 1), page.size);
    return pageOf(rows, ({ id }) => encodeCursor([id]), { before: page.after !== null, after: hasMore });
  }
}
