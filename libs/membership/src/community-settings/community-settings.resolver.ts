import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { CurrentViewer, SignedIn, Staff, Viewer } from '#identity';
import { CommunityService, CommunityType, forgetCommunity } from '#communities';
import { forgetMemberCount } from '../member/member.loaders.js';
import { MemberService } from '../member/member.service.js';
import { bySlug } from '../membership/membership.input.js';
import { loadStanding } from '../standing/standing.loaders.js';
import { canEditTexts } from '../standing/standing.policy.js';
import { StandingService } from '../standing/standing.service.js';
import { CommunityLife } from './community-life.service.js';
import {
  ArchiveCommunityInput,
  ChangeCommunityRulesInput,
  changeCommunityRulesInput,
  CreateCommunityInput,
  createCommunityInput,
  EditCommunityInput,
  editCommunityInput,
  RenameCommunityInput,
  renameCommunityInput,
  ReviveCommunityInput,
  type ChangedRules,
  type CreatedCommunity,
  type EditedCommunity,
} from './community-settings.input.js';
import { CommunitySettings } from './community-settings.service.js';
import { CommunityTexts } from './community-texts.type.js';

/** What a community is, says and asks for, and who changes it. */
@Resolver(() => CommunityType)
export class CommunitySettingsResolver {
  constructor(
    private readonly settings: CommunitySettings,
    private readonly life: CommunityLife,
    private readonly communities: CommunityService,
    private readonly standings: StandingService,
    private readonly members: MemberService,
  ) {}

  @ResolveField(() => CommunityTexts, {
    nullable: true,
    description: 'Its texts in both languages; null for who may not edit them.',
  })
  async texts(
    @Parent() { id, names, summaries }: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<CommunityTexts | null> {
    const standing = await loadStanding(context, this.standings, viewer, id);
    return canEditTexts(standing) === true ? { name: names, summary: summaries } : null;
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description: 'Begins a community, which is ORGANIZING at first and has no facilitator yet. Noted in the audit log.',
  })
  createCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => CreateCommunityInput, description: 'The community.' }, checked(createCommunityInput))
    community: CreatedCommunity,
  ): Promise<CommunityType> {
    return this.settings.create(viewer, community);
  }

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Changes a community’s name, summary and keywords; for its facilitators and administrators. Noted in the audit log.',
  })
  async editCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => EditCommunityInput, description: 'The texts.' }, checked(editCommunityInput))
    texts: EditedCommunity,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.settings.edit(viewer, texts));
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description:
      'Changes who may read a community, who may join it and how. Who may no longer read it learns so at once. Noted in the audit log.',
  })
  async changeCommunityRules(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => ChangeCommunityRulesInput, description: 'The rules.' },
      checked(changeCommunityRulesInput),
    )
    rules: ChangedRules,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.settings.changeRules(viewer, rules));
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description:
      'Moves a community to another address; the present one leads there from then on. Noted in the audit log.',
  })
  async renameCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => RenameCommunityInput, description: 'From where to where.' },
      checked(renameCommunityInput),
    )
    { slug, newSlug }: RenameCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.settings.rename(viewer, slug, newSlug));
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description:
      'Archives a community: it stays readable and takes nothing new; waiting applications are declined. Noted in the audit log.',
  })
  async archiveCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ArchiveCommunityInput, description: 'Which community.' }, checked(bySlug))
    { slug }: ArchiveCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.life.archive(viewer, slug));
  }

  @Staff()
  @Mutation(() => CommunityType, {
    description:
      'Takes an archived community into use again, as OPERATIONAL; of another nothing changes. Noted in the audit log.',
  })
  async reviveCommunity(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => ReviveCommunityInput, description: 'Which community.' }, checked(bySlug))
    { slug }: ReviveCommunityInput,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.life.revive(viewer, slug));
  }

  /** The loaders of this request must not answer with what was before, when one request changes twice. */
  private afresh(context: object, viewer: Viewer, community: CommunityType): CommunityType {
    forgetCommunity(context, this.communities, community.id);
    forgetMemberCount(context, this.members, viewer, community.id);
    return community;
  }
}
