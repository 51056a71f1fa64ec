import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { CurrentViewer } from '../viewer/current-viewer.decorator.js';
import { Public, SignedIn } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import {
  confirmEmailChangeInput,
  ConfirmEmailChangeInput,
  requestEmailChangeInput,
  RequestEmailChangeInput,
} from './email-change.input.js';
import { EmailChangeService } from './email-change.service.js';

/** Moving an account to another address. */
@Resolver()
export class EmailChangeResolver {
  constructor(private readonly service: EmailChangeService) {}

  @SignedIn()
  @Mutation(() => Boolean, {
    description: 'Mails a link to a new address for one’s own account. True as well for an address that is taken.',
  })
  async requestEmailChange(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => RequestEmailChangeInput, description: 'Address and password.' },
      checked(requestEmailChangeInput),
    )
    input: z.output<typeof requestEmailChangeInput>,
  ): Promise<boolean> {
    await this.service.request(viewer, input);
    return true;
  }

  @Public()
  @Mutation(() => Boolean, { description: 'Takes the new address over by the mailed link, and tells the old one.' })
  async confirmEmailChange(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ConfirmEmailChangeInput, description: 'The proof.' }, checked(confirmEmailChangeInput))
    { token }: z.output<typeof confirmEmailChangeInput>,
  ): Promise<boolean> {
    await this.service.confirm(viewer, token);
    return true;
  }
}
