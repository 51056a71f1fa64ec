import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { checked, input as shape } from '#platform/graphql';
import { clientOf, CurrentConnection, CurrentViewer, Public, SignedIn, Viewer, type Connection } from '#identity';
import { CommunityType } from '#communities';
import { Afresh } from '../community/afresh.service.js';
import { InvitationAcceptance } from './invitation-acceptance.service.js';
import {
  AcceptInvitationInput,
  acceptInvitationInput,
  byInvitationId,
  InviteToCommunityInput,
  inviteToCommunityInput,
  ResendInvitationInput,
  RevokeInvitationInput,
  SignUpByInvitationInput,
  signUpByInvitationInput,
} from './invitation.input.js';
import { InvitationService } from './invitation.service.js';
import { InvitationOfferType, InvitationType } from './invitation.type.js';

/** Inviting by mail, and coming in by it. */
@Resolver(() => InvitationType)
export class InvitationResolver {
  constructor(
    private readonly service: InvitationService,
    private readonly acceptance: InvitationAcceptance,
    private readonly afresh: Afresh,
  ) {}

  @Public()
  @Query(() => InvitationOfferType, {
    description: 'What an invitation offers, for whoever holds its link; BAD_USER_INPUT when the link does not work.',
  })
  invitation(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'token',
      { type: () => String, description: 'What stands after `#token=` in the mailed link.' },
      checked(shape.token(), 'token'),
    )
    token: string,
  ): Promise<InvitationOfferType> {
    return this.acceptance.offer(viewer, token);
  }

  @SignedIn()
  @Mutation(() => [InvitationType], {
    description:
      'Invites people by mail, for facilitators; the answer is in the order of the addresses. An address with an ' +
      'open invitation gets a new link. Noted in the audit log.',
  })
  inviteToCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => InviteToCommunityInput, description: 'Whom.' }, checked(inviteToCommunityInput))
    input: z.output<typeof inviteToCommunityInput>,
  ): Promise<InvitationType[]> {
    return this.service.invite(viewer, input);
  }

  @SignedIn()
  @Mutation(() => InvitationType, {
    description: 'Sends an invitation again, with a new link; the former link dies. For facilitators.',
  })
  resendInvitation(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ResendInvitationInput, description: 'Which.' }, checked(byInvitationId))
    { invitationId }: ResendInvitationInput,
  ): Promise<InvitationType> {
    return this.service.resend(viewer, invitationId);
  }

  @SignedIn()
  @Mutation(() => InvitationType, {
    description: 'Takes an invitation back: its link dies. For facilitators. Repeating it changes nothing.',
  })
  revokeInvitation(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => RevokeInvitationInput, description: 'Which.' }, checked(byInvitationId))
    { invitationId }: RevokeInvitationInput,
  ): Promise<InvitationType> {
    return this.service.revoke(viewer, invitationId);
  }

  @SignedIn({ unverified: true })
  @Mutation(() => CommunityType, {
    description:
      'Accepts an invitation that was sent to one’s own address, which proves the address as well. Works once; ' +
      'repeating it changes nothing.',
  })
  async acceptInvitation(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => AcceptInvitationInput, description: 'Which.' }, checked(acceptInvitationInput))
    { token }: AcceptInvitationInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh.of(context, viewer, await this.acceptance.accept(viewer, token));
  }

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Accepts an invitation that waits for one’s own confirmed address (`viewerInvitation`), without its link. ' +
      'Repeating it changes nothing.',
  })
  async acceptOwnInvitation(
    @CurrentViewer() viewer: Viewer,
    @Args('invitationId', { type: () => ID, description: 'Its id.' }, checked(shape.id(), 'invitationId'))
    invitationId: string,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh.of(context, viewer, await this.acceptance.acceptOwn(viewer, invitationId));
  }

  @Public()
  @Mutation(() => CommunityType, {
    description:
      'Makes an account for the address that was invited, accepts the invitation and signs this browser in: the ' +
      'answer sets the session cookie. CONFLICT when the address has an account.',
  })
  signUpByInvitation(
    @CurrentViewer() viewer: Viewer,
    @CurrentConnection() { req, res }: Connection,
    @Args(
      'input',
      { type: () => SignUpByInvitationInput, description: 'The new account.' },
      checked(signUpByInvitationInput),
    )
    input: z.output<typeof signUpByInvitationInput>,
  ): Promise<CommunityType> {
    return this.acceptance.signUp(viewer, input, { client: clientOf(req), res });
  }
}
