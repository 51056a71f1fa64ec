import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LIMITS } from '#contracts';
import { CommunityType } from '#communities';
import { CurrentViewer, Viewer } from '#identity';
import { readPage, type Connection, type RequestContext } from '#platform/graphql';
import { isReportKey, type ReportKey } from './report.input.js';
import { ReportService } from './report.service.js';
import { ReportConnection, type ReportType } from './report.type.js';

@Resolver(() => CommunityType)
export class CommunityReportsResolver {
  constructor(private readonly service: ReportService) {}

  @ResolveField(() => ReportConnection, {
    nullable: true,
    description: 'Reports of its posts that wait, oldest first; null for everybody who keeps no order here.',
  })
  reports(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() request: RequestContext,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Only reports after this cursor.' })
    after: string | null,
  ): Promise<Connection<ReportType> | null> {
    return this.service.page(viewer, community, readPage<ReportKey>({ first, after }, isReportKey), request);
  }
}
