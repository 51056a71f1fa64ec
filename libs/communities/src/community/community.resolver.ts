import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Language, Public, Viewer } from '#identity';
import { checked, input } from '#platform/graphql';
import { CommunityService } from './community.service.js';
import { CommunityType } from './community.type.js';

const languageArgument = {
  type: () => Language,
  nullable: true,
  description: 'Default: the viewer’s own language, else English.',
} as const;

@Resolver(() => CommunityType)
export class CommunityResolver {
  constructor(private readonly communities: CommunityService) {}

  @Public()
  @Query(() => CommunityType, { nullable: true, description: 'A community by its slug; NOT_FOUND if there is none.' })
  community(
    @CurrentViewer() viewer: Viewer,
    @Args('slug', { type: () => String, description: 'Short name in links.' }, checked(input.slug(), 'slug'))
    slug: string,
  ): Promise<CommunityType> {
    return this.communities.bySlug(viewer, slug);
  }

  @ResolveField(() => String, { description: 'Name in the language asked for.' })
  name(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', languageArgument) language: Language | null,
  ): string {
    return community.names[language ?? viewer.language ?? 'EN'];
  }

  @ResolveField(() => String, { description: 'What it is about, in a sentence or two.' })
  summary(
    @Parent() community: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', languageArgument) language: Language | null,
  ): string {
    return community.summaries[language ?? viewer.language ?? 'EN'];
  }
}
