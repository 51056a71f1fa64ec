import { Args, Context, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked, type RequestContext } from '#platform/graphql';
import { ThreadType } from '#posts';
import { InboxMarkService } from './inbox-mark.service.js';
import {
  MarkNotificationsReadInput,
  markNotificationsReadInput,
  MarkReadInput,
  markReadInput,
} from './notification.input.js';
import { NotificationType, ReadActType } from './notification.type.js';
import { ThreadMarkService } from './thread-mark.service.js';

@Resolver(() => NotificationType)
export class InboxMarkResolver {
  constructor(
    private readonly marks: InboxMarkService,
    private readonly threads: ThreadMarkService,
  ) {}

  @SignedIn()
  @Mutation(() => ThreadType, {
    description:
      'Says how far the viewer has read in a thread; only ever forward. What the inbox says of it is read too.',
  })
  markRead(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args(
      'input',
      { type: () => MarkReadInput, description: 'The thread, and the last post that was read.' },
      checked(markReadInput),
    )
    given: z.output<typeof markReadInput>,
  ): Promise<ThreadType> {
    return this.threads.read(viewer, given, request);
  }

  @SignedIn()
  @Mutation(() => ThreadType, {
    description: 'Makes a thread unread from this post on, and what the inbox said of it.',
  })
  markUnread(
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args(
      'input',
      { type: () => MarkReadInput, description: 'The thread, and the first post that is unread.' },
      checked(markReadInput),
    )
    given: z.output<typeof markReadInput>,
  ): Promise<ThreadType> {
    return this.threads.unread(viewer, given, request);
  }

  @SignedIn()
  @Mutation(() => Int, { description: 'Marks notifications as read; answers how many are unread then.' })
  markNotificationsRead(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => MarkNotificationsReadInput, description: 'Which ones.' },
      checked(markNotificationsReadInput),
    )
    { ids }: z.output<typeof markNotificationsReadInput>,
  ): Promise<number> {
    return this.marks.read(viewer, ids);
  }

  @SignedIn()
  @Mutation(() => Int, { description: 'Marks notifications as unread; answers how many are unread then.' })
  markNotificationsUnread(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => MarkNotificationsReadInput, description: 'Which ones.' },
      checked(markNotificationsReadInput),
    )
    { ids }: z.output<typeof markNotificationsReadInput>,
  ): Promise<number> {
    return this.marks.unread(viewer, ids);
  }

  @SignedIn()
  @Mutation(() => ReadActType, { description: 'Marks everything in the inbox as read.' })
  markAllNotificationsRead(@CurrentViewer() viewer: Viewer): Promise<ReadActType> {
    return this.marks.readAll(viewer);
  }

  @SignedIn()
  @Mutation(() => Int, {
    description: 'Makes unread again what `markAllNotificationsRead` marked; answers how many are unread then.',
  })
  undoMarkAllNotificationsRead(
    @CurrentViewer() viewer: Viewer,
    @Args('act', { type: () => ID, description: 'The `act` that it answered.' }) act: string,
  ): Promise<number> {
    return this.marks.undoReadAll(viewer, act);
  }
}
