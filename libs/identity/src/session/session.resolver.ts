import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked } from '#platform/graphql';
import { AccountType } from '../account/account.type.js';
import { CurrentConnection, CurrentViewer, type Connection } from '../viewer/current-viewer.decorator.js';
import { Public, SignedIn } from '../viewer/door.decorator.js';
import { Viewer } from '../viewer/viewer.js';
import { clientOf } from '../viewer/client.js';
import { SessionCookie } from './session-cookie.js';
import { RevokeSessionInput, revokeSessionInput, SignInInput, signInInput } from './session.input.js';
import { SessionService } from './session.service.js';
import { SessionType } from './session.type.js';

/** Signing in and out; the only resolver, with the claim's, that touches the cookie. */
@Resolver()
export class SessionResolver {
  constructor(
    private readonly service: SessionService,
    private readonly cookie: SessionCookie,
  ) {}

  @Public()
  @Mutation(() => AccountType, { description: 'Signs this browser in: the answer sets the session cookie.' })
  async signIn(
    @CurrentViewer() viewer: Viewer,
    @CurrentConnection() { req, res }: Connection,
    @Args('input', { type: () => SignInInput, description: 'Address and password.' }, checked(signInInput))
    input: z.output<typeof signInInput>,
  ): Promise<AccountType> {
    const { account, secret } = await this.service.signIn(viewer, input, clientOf(req));
    this.cookie.set(res, secret);
    return account;
  }

  @Public()
  @Mutation(() => Boolean, { description: 'Ends this browser’s session; true as well when there was none.' })
  async signOut(@CurrentViewer() viewer: Viewer, @CurrentConnection() { res }: Connection): Promise<boolean> {
    await this.service.signOut(viewer);
    this.cookie.clear(res);
    return true;
  }

  @SignedIn()
  @Query(() => [SessionType], { description: 'One’s own sessions, latest first, at most 100.' })
  sessions(@CurrentViewer() viewer: Viewer): Promise<SessionType[]> {
    return this.service.list(viewer);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Ends one of one’s own sessions, and its live connections, at once.' })
  async revokeSession(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RevokeSessionInput, description: 'Which.' }, checked(revokeSessionInput))
    { sessionId }: z.output<typeof revokeSessionInput>,
  ): Promise<boolean> {
    await this.service.revoke(viewer, sessionId);
    return true;
  }
}
