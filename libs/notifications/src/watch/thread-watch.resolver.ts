import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked, type RequestContext } from '#platform/graphql';
import { ThreadType } from '#posts';
import { ThreadWatchService } from './thread-watch.service.js';
import { WatchThreadInput, watchThreadInput } from './watch.input.js';
import { WatchLevel } from './watch.type.js';

@Resolver(() => ThreadType)
export class ThreadWatchResolver {
  constructor(private readonly watches: ThreadWatchService) {}

  @SignedIn()
  @Mutation(() => ThreadType, { description: 'Follows a thread, follows it no more, or mutes it.' })
  watchThread(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args(
      'input',
      { type: () => WatchThreadInput, description: 'The thread, and how closely.' },
      checked(watchThreadInput),
    )
    given: z.output<typeof watchThreadInput>,
  ): Promise<ThreadType> {
    return this.watches.watch(viewer, given, request);
  }

  @ResolveField(() => WatchLevel, {
    nullable: true,
    description:
      'How closely the viewer follows it; MUTED also where they muted the community after. Null when nobody is signed in.',
  })
  watchLevel(
    @Parent() thread: ThreadType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
  ): Promise<WatchLevel | null> {
    return this.watches.level(viewer, thread, request);
  }
}
