import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { clientOf } from '../viewer/client.js';
import { CurrentConnection, CurrentViewer, type Connection } from '../viewer/current-viewer.decorator.js';
import { Public, SignedIn } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import {
  changePasswordInput,
  ChangePasswordInput,
  requestPasswordResetInput,
  RequestPasswordResetInput,
  resetPasswordInput,
  ResetPasswordInput,
} from './password.input.js';
import { PasswordService } from './password.service.js';

/** Changed and forgotten passwords. */
@Resolver()
export class PasswordResolver {
  constructor(private readonly service: PasswordService) {}

  @Public()
  @Mutation(() => Boolean, {
    description: 'Mails a link that sets a new password. True as well for an unknown address.',
  })
  async requestPasswordReset(
    @CurrentViewer() viewer: Viewer,
    @CurrentConnection() { req }: Connection,
    @Args('input', { type: () => RequestPasswordResetInput, description: 'Whose.' }, checked(requestPasswordResetInput))
    { email }: z.output<typeof requestPasswordResetInput>,
  ): Promise<boolean> {
    await this.service.requestReset(viewer, email, clientOf(req));
    return true;
  }

  @Public()
  @Mutation(() => Boolean, {
    description: 'Sets a new password by the mailed link. Ends all sessions, access tokens and live connections.',
  })
  async resetPassword(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ResetPasswordInput, description: 'Link and password.' }, checked(resetPasswordInput))
    input: z.output<typeof resetPasswordInput>,
  ): Promise<boolean> {
    await this.service.reset(viewer, input);
    return true;
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description: 'Changes one’s own password. Ends all other sessions, all access tokens and their live connections.',
  })
  async changePassword(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ChangePasswordInput, description: 'Old and new.' }, checked(changePasswordInput))
    input: z.output<typeof changePasswordInput>,
  ): Promise<boolean> {
    await this.service.change(viewer, input);
    return true;
  }
}
