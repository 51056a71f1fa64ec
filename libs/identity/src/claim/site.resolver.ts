import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { AccountType } from '../account/account.type.js';
import { clientOf } from '../viewer/client.js';
import { SessionCookie } from '../session/session-cookie.js';
import { CurrentConnection, CurrentViewer, type Connection } from '../viewer/current-viewer.decorator.js';
import { Public } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import { claimSiteInput, ClaimSiteInput } from './claim.input.js';
import { SiteService } from './site.service.js';
import { SiteInfo } from './site.type.js';

/** The installation itself. */
@Resolver()
export class SiteResolver {
  constructor(
    private readonly service: SiteService,
    private readonly cookie: SessionCookie,
  ) {}

  @Public()
  @Query(() => SiteInfo, { description: 'What anybody may know of this installation.' })
  site(@CurrentViewer() viewer: Viewer): Promise<SiteInfo> {
    return this.service.info(viewer);
  }

  @Public()
  @Mutation(() => AccountType, {
    description: 'Makes the first administrator by the link that the server printed, and signs this browser in.',
  })
  async claimSite(
    @CurrentViewer() viewer: Viewer,
    @CurrentConnection() { req, res }: Connection,
    @Args('input', { type: () => ClaimSiteInput, description: 'Link and account.' }, checked(claimSiteInput))
    input: z.output<typeof claimSiteInput>,
  ): Promise<AccountType> {
    const { account, secret } = await this.service.take(viewer, input, clientOf(req));
    this.cookie.set(res, secret);
    return account;
  }
}
