import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { CurrentViewer } from '../viewer/current-viewer.decorator.js';
import { Staff } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import {
  LiftSuspensionInput,
  liftSuspensionInput,
  SuspendAccountInput,
  suspendAccountInput,
} from './suspension.input.js';
import { SuspensionService } from './suspension.service.js';

/** Suspending accounts. */
@Resolver()
export class SuspensionResolver {
  constructor(private readonly suspensions: SuspensionService) {}

  @Staff()
  @Mutation(() => Boolean, {
    description:
      'Keeps an account out until a day: sessions, tokens, live connections and pending mail end at once. Not oneself, not an administrator.',
  })
  async suspendAccount(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => SuspendAccountInput, description: 'Whom, until when and why.' },
      checked(suspendAccountInput),
    )
    input: z.output<typeof suspendAccountInput>,
  ): Promise<boolean> {
    await this.suspensions.suspend(viewer, input);
    return true;
  }

  @Staff()
  @Mutation(() => Boolean, { description: 'Ends a suspension before its day; true as well when there was none.' })
  async liftSuspension(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => LiftSuspensionInput, description: 'Whose.' }, checked(liftSuspensionInput))
    { accountId }: z.output<typeof liftSuspensionInput>,
  ): Promise<boolean> {
    await this.suspensions.lift(viewer, accountId);
    return true;
  }
}
