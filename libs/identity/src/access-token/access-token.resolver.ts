import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { CurrentViewer } from '../viewer/current-viewer.decorator.js';
import { SignedIn } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import {
  createAccessTokenInput,
  CreateAccessTokenInput,
  revokeAccessTokenInput,
  RevokeAccessTokenInput,
} from './access-token.input.js';
import { AccessTokenService } from './access-token.service.js';
import { AccessTokenType, CreatedAccessTokenType } from './access-token.type.js';

/** Personal access tokens for scripts. */
@Resolver()
export class AccessTokenResolver {
  constructor(private readonly tokens: AccessTokenService) {}

  @SignedIn()
  @Query(() => [AccessTokenType], { description: 'One’s own access tokens, newest first, at most 100.' })
  accessTokens(@CurrentViewer() viewer: Viewer): Promise<AccessTokenType[]> {
    return this.tokens.list(viewer);
  }

  @SignedIn()
  @Mutation(() => CreatedAccessTokenType, {
    description: 'Makes an access token. Needs a session: a token cannot make tokens.',
  })
  createAccessToken(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => CreateAccessTokenInput, description: 'Name and life.' },
      checked(createAccessTokenInput),
    )
    input: z.output<typeof createAccessTokenInput>,
  ): Promise<CreatedAccessTokenType> {
    return this.tokens.create(viewer, input);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Ends one of one’s own access tokens, and its live connections, at once.' })
  async revokeAccessToken(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RevokeAccessTokenInput, description: 'Which.' }, checked(revokeAccessTokenInput))
    { tokenId }: z.output<typeof revokeAccessTokenInput>,
  ): Promise<boolean> {
    await this.tokens.revoke(viewer, tokenId);
    return true;
  }
}
