import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { clientOf } from '../viewer/client.js';
import { CurrentConnection, CurrentViewer, type Connection } from '../viewer/current-viewer.decorator.js';
import { Public, SignedIn } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import { signUpInput, SignUpInput, verifyEmailInput, VerifyEmailInput } from './sign-up.input.js';
import { SignUpService } from './sign-up.service.js';

/** Making an account and proving its address. */
@Resolver()
export class SignUpResolver {
  constructor(private readonly service: SignUpService) {}

  @Public()
  @Mutation(() => Boolean, {
    description: 'Makes an account and mails a link that proves the address. True as well for a known address.',
  })
  async signUp(
    @CurrentViewer() viewer: Viewer,
    @CurrentConnection() { req }: Connection,
    @Args('input', { type: () => SignUpInput, description: 'The new account.' }, checked(signUpInput))
    input: z.output<typeof signUpInput>,
  ): Promise<boolean> {
    await this.service.signUp(viewer, input, clientOf(req));
    return true;
  }

  @Public()
  @Mutation(() => Boolean, { description: 'Proves an e-mail address by the mailed link. Works once.' })
  async verifyEmail(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => VerifyEmailInput, description: 'The proof.' }, checked(verifyEmailInput))
    { token }: z.output<typeof verifyEmailInput>,
  ): Promise<boolean> {
    await this.service.verifyEmail(viewer, token);
    return true;
  }

  @SignedIn({ unverified: true })
  @Mutation(() => Boolean, {
    description: 'Mails the link that proves one’s own address once more; the former link dies.',
  })
  async resendVerification(@CurrentViewer() viewer: Viewer): Promise<boolean> {
    await this.service.resendVerification(viewer);
    return true;
  }
}
