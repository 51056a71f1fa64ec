import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Viewer } from '#identity';
import { readWindow, type Connection, type RequestContext } from '#platform/graphql';
import { ThreadType } from '../thread/thread.type.js';
import { isPostKey, PostWindowArgs, type PostKey } from './post.input.js';
import { PostService } from './post.service.js';
import { PostConnection, type PostType } from './post.type.js';

@Resolver(() => ThreadType)
export class ThreadPostsResolver {
  constructor(private readonly service: PostService) {}

  @ResolveField(() => PostConnection, {
    description: 'Its posts by number: a page in either direction, or the window around a number.',
  })
  posts(
    @Parent() thread: ThreadType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args() args: PostWindowArgs,
  ): Promise<Connection<PostType>> {
    return this.service.window(viewer, thread, readWindow<PostKey>(args, isPostKey), request);
  }
}
