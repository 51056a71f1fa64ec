import { Args, Context, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Staff, Viewer } from '#identity';
import { CommunityService, CommunityType, loadCommunity } from '#communities';
import { isReportKey } from '../report/report.input.js';
import { UnattendedService } from './unattended.service.js';
import { UnattendedCommunityConnection, UnattendedCommunityType, type UnattendedKey } from './unattended.type.js';

@Resolver(() => UnattendedCommunityType)
export class UnattendedResolver {
  constructor(
    private readonly communitiesWaiting: UnattendedService,
    private readonly communities: CommunityService,
  ) {}

  @Staff()
  @Query(() => UnattendedCommunityConnection, {
    description:
      'Communities without a facilitator who can act in which an application or a report waits; the longest waiting first.',
  })
  unattended(
    @CurrentViewer() viewer: Viewer,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the community before the page.' })
    after: string | null,
  ): Promise<Connection<UnattendedCommunityType>> {
    return this.communitiesWaiting.page(viewer, readPage<UnattendedKey>({ first, after }, isReportKey));
  }

  @ResolveField(() => CommunityType, { description: 'The community: name, summary and rule.' })
  async community(
    @Parent() { communityId }: UnattendedCommunityType,
    @Context() context: object,
  ): Promise<CommunityType> {
    const community = await loadCommunity(context, this.communities, communityId);
    if (!community) throw new Error('What waits points at a community.');
    return community;
  }
}
