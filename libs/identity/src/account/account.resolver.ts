import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { CurrentViewer } from '../viewer/current-viewer.decorator.js';
import { Public, SignedIn } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import { AccountClosingService } from './account-closing.service.js';
import { closeAccountInput, CloseAccountInput, updateSettingsInput, UpdateSettingsInput } from './account.input.js';
import { AccountService } from './account.service.js';
import { AccountType } from './account.type.js';

/** One's own account. */
@Resolver()
export class AccountResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly closing: AccountClosingService,
  ) {}

  @Public()
  @Query(() => AccountType, { nullable: true, description: 'One’s own account; null when nobody is signed in.' })
  me(@CurrentViewer() viewer: Viewer): Promise<AccountType | null> {
    return this.accounts.me(viewer);
  }

  @SignedIn()
  @Mutation(() => AccountType, { description: 'Changes one’s own settings.' })
  updateSettings(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => UpdateSettingsInput, description: 'What to change.' }, checked(updateSettingsInput))
    change: z.output<typeof updateSettingsInput>,
  ): Promise<AccountType> {
    return this.accounts.updateSettings(viewer, {
      name: change.name ?? null,
      language: change.language ?? null,
      timeZone: change.timeZone ?? null,
      theme: change.theme ?? null,
    });
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description: 'Closes one’s own account for good. What it wrote stays, by “Former member”.',
  })
  async closeAccount(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => CloseAccountInput, description: 'The password once more.' },
      checked(closeAccountInput),
    )
    { password }: z.output<typeof closeAccountInput>,
  ): Promise<boolean> {
    await this.closing.close(viewer, password);
    return true;
  }
}
