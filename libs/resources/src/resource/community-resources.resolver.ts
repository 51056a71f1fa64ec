import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CommunityType } from '#communities';
import { CurrentViewer, Viewer } from '#identity';
import { parseInput, readPage, type Connection, type RequestContext } from '#platform/graphql';
import { ResourceSort } from './resource-terms.type.js';
import { isResourceKey, ResourcePageArgs, tagArgument, type ResourceKey } from './resource.input.js';
import { ResourceService } from './resource.service.js';
import { tagKey } from './tag-key.js';
import { ResourceConnection, ResourceTagType, type ResourceType } from './resource.type.js';

/** What the library adds to a community. */
@Resolver(() => CommunityType)
export class CommunityResourcesResolver {
  constructor(private readonly service: ResourceService) {}

  @ResolveField(() => ResourceConnection, {
    description: 'Its library; empty for an outsider of a private community.',
  })
  resources(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args() args: ResourcePageArgs,
  ): Promise<Connection<ResourceType>> {
    const { first, after = null, kind = null, language = null } = args;
    const tag = parseInput(tagArgument, args.tag, 'tag');
    const [sort, deleted] = [args.sort ?? ResourceSort.NEWEST, args.deleted ?? false];
    const page = readPage<ResourceKey>({ first, after }, isResourceKey(deleted ? 'DELETED' : sort));
    const filter = { sort, deleted, kind, language, tag: tag === null ? null : tagKey(tag) };
    return this.service.page(viewer, community, filter, page, request);
  }

  @ResolveField(() => [ResourceTagType], {
    description:
      'The keywords of its library, most used first, 50 at most; none for an outsider of a private community.',
  })
  resourceTags(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<ResourceTagType[]> {
    return this.service.tags(viewer, community, request);
  }
}
