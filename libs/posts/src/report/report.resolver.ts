import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { checked } from '#platform/graphql';
import {
  ReopenReportInput,
  reopenReportInput,
  ReportPostInput,
  reportPostInput,
  ResolveReportInput,
  resolveReportInput,
} from './report.input.js';
import { ReportType } from './report.type.js';
import { ReportingService } from './reporting.service.js';

@Resolver(() => ReportType)
export class ReportResolver {
  constructor(private readonly reporting: ReportingService) {}

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Asks those who keep order to look at a post; they see who asks and why. Repeated while it waits, it changes nothing.',
  })
  async reportPost(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => ReportPostInput, description: 'The post and what is wrong.' },
      checked(reportPostInput),
    )
    given: z.output<typeof reportPostInput>,
  ): Promise<boolean> {
    await this.reporting.report(viewer, given);
    return true;
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Says that a reported post may stay, for those who keep order there; settles all reports of that post.',
  })
  async resolveReport(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ResolveReportInput, description: 'The report.' }, checked(resolveReportInput))
    given: z.output<typeof resolveReportInput>,
  ): Promise<boolean> {
    await this.reporting.resolve(viewer, given);
    return true;
  }

  @SignedIn()
  @Mutation(() => Boolean, {
    description:
      'Takes resolveReport back, for those who keep order there: the reports that were settled together wait again. Refused where the post is gone; of a report that waits nothing changes.',
  })
  async reopenReport(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ReopenReportInput, description: 'The report.' }, checked(reopenReportInput))
    given: z.output<typeof reopenReportInput>,
  ): Promise<boolean> {
    await this.reporting.reopen(viewer, given);
    return true;
  }
}
