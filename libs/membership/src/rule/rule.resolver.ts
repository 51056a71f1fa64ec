import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Language, Viewer } from '#identity';
import { CommunityService, CommunityType, FormQuestionType, loadForm, type FormQuestion } from '#communities';
import { loadViewerMeets } from './rule.loaders.js';
import { attestationOf, ruleWords } from './rule-words.js';
import { RuleService } from './rule.service.js';
import { CommunityRuleType } from './rule.type.js';

const languageArgument = {
  type: () => Language,
  nullable: true,
  description: 'Default: the viewer’s own language, else English.',
} as const;

/** The rule of a community: everybody's, also of a private one. */
@Resolver(() => CommunityType)
export class CommunityRuleResolver {
  @ResolveField(() => CommunityRuleType, { description: 'What one must be and do to belong to it.' })
  rule(@Parent() community: CommunityType): CommunityRuleType {
    const { eligibility, joinPolicy, enrolledProgrammes } = community;
    return { eligibility, joinPolicy, programmes: enrolledProgrammes, community };
  }
}

/** What of a rule depends on who asks, and on the form. */
@Resolver(() => CommunityRuleType)
export class RuleResolver {
  constructor(
    private readonly communities: CommunityService,
    private readonly rules: RuleService,
  ) {}

  @ResolveField(() => String, {
    description: 'The whole rule in sentences: who, how, and what happens with answers.',
  })
  async words(
    @Parent() { community }: CommunityRuleType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', languageArgument) language: Language | null,
    @Context() context: object,
  ): Promise<string> {
    const chosen = language ?? viewer.language ?? 'EN';
    const form = await this.questions(community, context);
    return ruleWords(community, form, community.association.names[chosen], chosen);
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'The sentence that `joinCommunity` wants stated by `attest: true`; null where it asks for none.',
  })
  attestation(
    @Parent() { community }: CommunityRuleType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', languageArgument) language: Language | null,
  ): string | null {
    const asks = community.joinPolicy === 'OPEN' && community.status !== 'ARCHIVED';
    return asks ? attestationOf(community, language ?? viewer.language ?? 'EN') : null;
  }

  @ResolveField(() => [FormQuestionType], {
    description: 'The questions that an application answers, 20 at most; none where one does not apply.',
  })
  async form(@Parent() { community }: CommunityRuleType, @Context() context: object): Promise<readonly FormQuestion[]> {
    return this.questions(community, context);
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether the viewer is of those it is for; null without a confirmed address, and where only one’s own word tells it.',
  })
  viewerMeets(
    @Parent() { community }: CommunityRuleType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<boolean | null> {
    return loadViewerMeets(context, this.rules, viewer, community);
  }

  private async questions(community: CommunityType, context: object): Promise<readonly FormQuestion[]> {
    return community.joinPolicy === 'APPLICATION' ? loadForm(context, this.communities, community.id) : [];
  }
}
