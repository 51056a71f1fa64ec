import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked } from '#platform/graphql';
import { LockThreadInput, lockThreadInput, PinThreadInput, pinThreadInput } from './thread.input.js';
import { ThreadOrderService } from './thread-order.service.js';
import { ThreadType } from './thread.type.js';

@Resolver(() => ThreadType)
export class ThreadOrderResolver {
  constructor(private readonly order: ThreadOrderService) {}

  @SignedIn()
  @Mutation(() => ThreadType, {
    description:
      'Locks a thread, or unlocks it, for those who keep order there: a locked one takes neither replies nor edits.',
  })
  lockThread(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => LockThreadInput, description: 'The thread and how it shall be.' },
      checked(lockThreadInput),
    )
    given: z.output<typeof lockThreadInput>,
  ): Promise<ThreadType> {
    return this.order.lock(viewer, given);
  }

  @SignedIn()
  @Mutation(() => ThreadType, {
    description:
      'Pins a thread to the top of its community’s list, or unpins it, for those who keep order there. At most two.',
  })
  pinThread(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => PinThreadInput, description: 'The thread and how it shall be.' },
      checked(pinThreadInput),
    )
    given: z.output<typeof pinThreadInput>,
  ): Promise<ThreadType> {
    return this.order.pin(viewer, given);
  }
}
