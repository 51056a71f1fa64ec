import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Language, Public, Viewer } from '#identity';
import { AssociationService } from './association.service.js';
import { AssociationType } from './association.type.js';

@Resolver(() => AssociationType)
export class AssociationResolver {
  constructor(private readonly service: AssociationService) {}

  @Public()
  @Query(() => [AssociationType], { description: 'Every association of the site, in the order of the directory.' })
  associations(@CurrentViewer() viewer: Viewer): Promise<AssociationType[]> {
    return this.service.all(viewer);
  }

  @ResolveField(() => String, { description: 'Name in the language asked for.' })
  name(
    @Parent() association: AssociationType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', {
      type: () => Language,
      nullable: true,
      description: 'Default: the viewer’s own language, else English.',
    })
    language: Language | null,
  ): string {
    return association.names[language ?? viewer.language ?? 'EN'];
  }
}
