import { Args, Query, Resolver } from '@nestjs/graphql';
import { checked, readPage, type Connection } from '#platform/graphql';
import type { z } from 'zod';
import { CurrentViewer } from '../viewer/current-viewer.decorator.js';
import { Staff } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import { AccountsArgs, accountsArgs, isAccountCardKey } from './account-card.input.js';
import { AccountCardService } from './account-card.service.js';
import { AccountCardConnection, type AccountCardType } from './account-card.type.js';

/** Accounts, for administrators. */
@Resolver()
export class AccountCardResolver {
  constructor(private readonly cards: AccountCardService) {}

  @Staff()
  @Query(() => AccountCardConnection, {
    description: 'The open accounts, newest first; for administrators. Shows no e-mail address.',
  })
  accounts(
    @CurrentViewer() viewer: Viewer,
    @Args({ type: () => AccountsArgs }, checked(accountsArgs)) args: z.output<typeof accountsArgs>,
  ): Promise<Connection<AccountCardType>> {
    return this.cards.find(viewer, args.query, readPage(args, isAccountCardKey));
  }
}
