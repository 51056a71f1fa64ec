import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, PersonType, SignedIn, Viewer } from '#identity';
import { checked, Holds, type RequestContext } from '#platform/graphql';
import { MentionableArgs, mentionableArgs } from './mentionable.input.js';
import { MentionableService } from './mentionable.service.js';

@Resolver(() => PersonType)
export class MentionableResolver {
  constructor(private readonly service: MentionableService) {}

  @SignedIn()
  @Holds(8)
  @Query(() => [PersonType], {
    description:
      'People to mention in a thread, or in one that is to be started: those who can read it and whose name begins so, 8 at most; who wrote in it of late first, then members. NOT_FOUND where the viewer may not read.',
  })
  mentionable(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args({ type: () => MentionableArgs }, checked(mentionableArgs)) given: z.output<typeof mentionableArgs>,
  ): Promise<PersonType[]> {
    return this.service.find(viewer, given.place, given.text, request);
  }
}
