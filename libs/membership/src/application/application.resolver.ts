import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { AccountService, CurrentViewer, PersonType, SignedIn, Viewer } from '#identity';
import { CommunityService, CommunityType, loadCommunity } from '#communities';
import { forgetMemberCount } from '../member/member.loaders.js';
import { MemberService } from '../member/member.service.js';
import { loadStanding } from '../standing/standing.loaders.js';
import { StandingService } from '../standing/standing.service.js';
import { ApplicationDecisions } from './application-decision.service.js';
import { ApplicationReading } from './application-reading.service.js';
import { ApplicationSending } from './application-sending.service.js';
import {
  ApplyToCommunityInput,
  applyToCommunityInput,
  DecideApplicationInput,
  decideApplicationInput,
  WithdrawApplicationInput,
  withdrawApplicationInput,
} from './application.input.js';
import { forgetApplications, loadApplicant, loadApplicantMeets, loadOpenAnswers } from './application.loaders.js';
import { canDecide, canWithdraw } from './application.policy.js';
import { ApplicationAbilities, ApplicationAnswerType, ApplicationType } from './application.type.js';
import { shownAnswers } from './shown-answers.js';

/** What can be done with applications. */
@Resolver(() => ApplicationType)
export class ApplicationResolver {
  constructor(
    private readonly sending: ApplicationSending,
    private readonly decisions: ApplicationDecisions,
    private readonly reading: ApplicationReading,
    private readonly members: MemberService,
  ) {}

  @SignedIn()
  @Mutation(() => ApplicationType, {
    description:
      'Applies to a community that is joined by an application. The error names each answer that does not fit the form; CONFLICT while an earlier application waits.',
  })
  async applyToCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => ApplyToCommunityInput, description: 'Where, and the answers.' },
      checked(applyToCommunityInput),
    )
    { slug, answers }: ApplyToCommunityInput,
    @Context() context: object,
  ): Promise<ApplicationType> {
    const application = await this.sending.apply(viewer, slug, answers);
    forgetApplications(context, this.reading, viewer);
    return application;
  }

  @SignedIn()
  @Mutation(() => ApplicationType, {
    description:
      'Accepts or declines an application; facilitators only. Tells the applicant and erases the private answers. Repeating it changes nothing; CONFLICT when it was decided otherwise or withdrawn meanwhile.',
  })
  async decideApplication(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => DecideApplicationInput, description: 'Which, and what is decided.' },
      checked(decideApplicationInput),
    )
    { applicationId, decision, message }: DecideApplicationInput,
    @Context() context: object,
  ): Promise<ApplicationType> {
    const application = await this.decisions.decide(viewer, applicationId, decision, message);
    forgetApplications(context, this.reading, viewer);
    forgetMemberCount(context, this.members, viewer, application.communityId);
    return application;
  }

  @SignedIn()
  @Mutation(() => ApplicationType, {
    description:
      'Takes one’s own application back and erases its private answers. Repeating it changes nothing; CONFLICT when it was decided meanwhile.',
  })
  async withdrawApplication(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => WithdrawApplicationInput, description: 'Which application.' },
      checked(withdrawApplicationInput),
    )
    { applicationId }: WithdrawApplicationInput,
    @Context() context: object,
  ): Promise<ApplicationType> {
    const application = await this.decisions.withdraw(viewer, applicationId);
    forgetApplications(context, this.reading, viewer);
    return application;
  }
}

/** What an application shows, as far as this viewer may see it. */
@Resolver(() => ApplicationType)
export class ApplicationFieldsResolver {
  constructor(
    private readonly reading: ApplicationReading,
    private readonly standings: StandingService,
    private readonly communities: CommunityService,
    private readonly accounts: AccountService,
  ) {}

  @ResolveField(() => CommunityType, { description: 'The community that it is about.' })
  async community(@Parent() { communityId }: ApplicationType, @Context() context: object): Promise<CommunityType> {
    const community = await loadCommunity(context, this.communities, communityId);
    if (!community) throw new Error('An application points at a community.');
    return community;
  }

  @ResolveField(() => PersonType, { description: 'Who applies.' })
  applicant(@Parent() { accountId }: ApplicationType, @Context() context: object): Promise<PersonType> {
    return loadApplicant(context, this.accounts, accountId);
  }

  @ResolveField(() => [ApplicationAnswerType], {
    description: 'The answers in the order of the form, 20 at most. Private ones are read by facilitators alone.',
  })
  async answers(
    @Parent() application: ApplicationType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<ApplicationAnswerType[]> {
    const sealed = application.status === 'WAITING' && application.form.some((question) => question.private);
    const opened = sealed ? await loadOpenAnswers(context, this.reading, viewer, application) : null;
    return shownAnswers(application, opened);
  }

  @ResolveField(() => ApplicationAbilities, { description: 'What the viewer may do with it at this moment.' })
  async viewerCan(
    @Parent() { communityId, accountId, status }: ApplicationType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<ApplicationAbilities> {
    const standing = await loadStanding(context, this.standings, viewer, communityId);
    const place = { standing, isApplicant: viewer.accountId === accountId };
    const waits = status === 'WAITING';
    return { decide: waits && canDecide(place) === true, withdraw: waits && canWithdraw(place) === true };
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether the applicant is of those whom the community is for, at this moment. Null: for others than facilitators, and where only the applicant’s own word tells it.',
  })
  applicantMeets(
    @Parent() application: ApplicationType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<boolean | null> {
    return loadApplicantMeets(context, this.reading, viewer, application);
  }
}
