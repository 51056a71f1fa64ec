import { Args, Query, Resolver } from '@nestjs/graphql';
import { checked, readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Public, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { CommunitiesArgs, communitiesArgs, isCommunityKey } from './directory.input.js';
import { DirectoryService } from './directory.service.js';
import { CommunityConnection } from './directory.type.js';

@Resolver(() => CommunityType)
export class DirectoryResolver {
  constructor(private readonly directory: DirectoryService) {}

  @Public()
  @Query(() => CommunityConnection, {
    description: 'The directory: all communities by name, also private ones; archived ones come last.',
  })
  communities(
    @CurrentViewer() viewer: Viewer,
    @Args({ type: () => CommunitiesArgs }, checked(communitiesArgs)) args: CommunitiesArgs,
  ): Promise<Connection<CommunityType>> {
    const { first, after, mine, ...filter } = args;
    return this.directory.page(viewer, { ...filter, page: readPage({ first, after }, isCommunityKey) }, mine ?? false);
  }
}
