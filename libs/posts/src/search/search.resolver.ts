import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import { clientOf, CurrentViewer, Public, Viewer } from '#identity';
import { checked, type Connection, type RequestContext } from '#platform/graphql';
import { SearchArgs, searchArgs, type Search } from './search.input.js';
import { SearchService } from './search.service.js';
import { SearchResultConnection, SearchResultType } from './search.type.js';

@Resolver(() => SearchResultType)
export class SearchResolver {
  constructor(private readonly searches: SearchService) {}

  @Public()
  @Query(() => SearchResultConnection, {
    description:
      'Posts that hold these words, or whose thread does in its title, among what the viewer may read; titles first, then by how often and how close, newer before older. Of words that many posts hold, the newest 500 posts and titles are compared.',
  })
  search(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args({ type: () => SearchArgs }, checked(searchArgs)) search: Search,
  ): Promise<Connection<SearchResultType>> {
    return this.searches.find(viewer, clientOf(request.req).address, search, request);
  }
}
