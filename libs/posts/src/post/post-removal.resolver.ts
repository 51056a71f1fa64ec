import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked } from '#platform/graphql';
import { PostRemovalService } from './post-removal.service.js';
import { RemovePostInput, removePostInput, RestorePostInput, restorePostInput } from './post.input.js';
import { PostType } from './post.type.js';

@Resolver(() => PostType)
export class PostRemovalResolver {
  constructor(private readonly removals: PostRemovalService) {}

  @SignedIn()
  @Mutation(() => PostType, {
    description:
      'Takes a post out of its discussion, for those who keep order there: its number stays with the reason, and the author is told.',
  })
  removePost(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RemovePostInput, description: 'The post and why.' }, checked(removePostInput))
    given: z.output<typeof removePostInput>,
  ): Promise<PostType> {
    return this.removals.remove(viewer, given);
  }

  @SignedIn()
  @Mutation(() => PostType, { description: 'Puts a removed post back as it was.' })
  restorePost(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RestorePostInput, description: 'The post.' }, checked(restorePostInput))
    given: z.output<typeof restorePostInput>,
  ): Promise<PostType> {
    return this.removals.restore(viewer, given);
  }
}
