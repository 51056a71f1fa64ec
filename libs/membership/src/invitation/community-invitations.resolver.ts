import { Args, Context, ID, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { isInvitationKey } from './invitation.input.js';
import { InvitationFacts } from './invitation-facts.service.js';
import { loadInvitations, loadViewerInvitation } from './invitation.loaders.js';
import { InvitationService } from './invitation.service.js';
import { InvitationConnection, type InvitationType } from './invitation.type.js';

/** The invitations of a community. */
@Resolver(() => CommunityType)
export class CommunityInvitationsResolver {
  constructor(
    private readonly service: InvitationService,
    private readonly facts: InvitationFacts,
  ) {}

  @ResolveField(() => ID, {
    nullable: true,
    description:
      'An invitation that waits for the viewer’s own confirmed address, see `acceptOwnInvitation`; null: none.',
  })
  async viewerInvitation(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<string | null> {
    // Nobody comes in any more.
    if (community.status === 'ARCHIVED') return null;
    return loadViewerInvitation(context, this.facts, viewer, community.id);
  }

  @ResolveField(() => InvitationConnection, {
    nullable: true,
    description: 'Invitations, newest first, until 90 days after their end; null for all but facilitators.',
  })
  invitations(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the invitation before the page.' })
    after: string | null,
    @Context() context: object,
  ): Promise<Connection<InvitationType> | null> {
    return loadInvitations(context, this.service, viewer, community.id, readPage({ first, after }, isInvitationKey));
  }
}
