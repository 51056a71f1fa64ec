import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CommunityService, CommunityType, loadCommunity } from '#communities';
import { CurrentViewer, Public, SignedIn, Viewer } from '#identity';
import { NotFound } from '#platform/errors';
import { checked, input, type RequestContext } from '#platform/graphql';
import { ThreadStartService } from './thread-start.service.js';
import { StartThreadInput, startThreadInput } from './thread.input.js';
import { ThreadService } from './thread.service.js';
import { ThreadType } from './thread.type.js';

@Resolver(() => ThreadType)
export class ThreadResolver {
  constructor(
    private readonly threads: ThreadService,
    private readonly starting: ThreadStartService,
    private readonly communities: CommunityService,
  ) {}

  @Public()
  @Query(() => ThreadType, {
    nullable: true,
    description: 'A thread by its id; NOT_FOUND if there is none that the viewer may read.',
  })
  thread(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('id', { type: () => ID, description: 'Id of the thread.' }, checked(input.id(), 'id')) id: string,
  ): Promise<ThreadType> {
    return this.threads.read(viewer, id, request);
  }

  @SignedIn()
  @Mutation(() => ThreadType, {
    description: 'Starts a thread in a community. Repeated with the same `id`, it returns the first result.',
  })
  startThread(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args(
      'input',
      { type: () => StartThreadInput, description: 'The thread and its first post.' },
      checked(startThreadInput),
    )
    given: z.output<typeof startThreadInput>,
  ): Promise<ThreadType> {
    return this.starting.start(viewer, given, request);
  }

  @ResolveField(() => CommunityType, { description: 'The community that it stands in.' })
  async community(@Parent() thread: ThreadType, @Context() request: RequestContext): Promise<CommunityType> {
    const community = await loadCommunity(request, this.communities, thread.communityId);
    if (!community) throw new NotFound();
    return community;
  }
}
