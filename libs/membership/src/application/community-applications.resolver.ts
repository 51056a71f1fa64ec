import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { ApplicationReading } from './application-reading.service.js';
import { isApplicationKey } from './application.input.js';
import { loadApplications, loadNewestApplication } from './application.loaders.js';
import { ApplicationConnection, ApplicationType } from './application.type.js';

/** What applications add to a community. */
@Resolver(() => CommunityType)
export class CommunityApplicationsResolver {
  constructor(private readonly reading: ApplicationReading) {}

  @ResolveField(() => ApplicationConnection, {
    nullable: true,
    description: 'Applications that wait, oldest first; null for all but facilitators.',
  })
  applications(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the application before the page.' })
    after: string | null,
    @Context() context: object,
  ): Promise<Connection<ApplicationType> | null> {
    return loadApplications(context, this.reading, viewer, community.id, readPage({ first, after }, isApplicationKey));
  }

  @ResolveField(() => ApplicationType, {
    nullable: true,
    description: 'The viewer’s own newest application to it; null: none.',
  })
  viewerApplication(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<ApplicationType | null> {
    return loadNewestApplication(context, this.reading, viewer, community.id);
  }
}
