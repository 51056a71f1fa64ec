import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Language, Viewer } from '#identity';
import { ApplicationAnswerType } from './application.type.js';

@Resolver(() => ApplicationAnswerType)
export class ApplicationAnswerResolver {
  @ResolveField(() => String, { description: 'The question as it was when the application was sent.' })
  question(
    @Parent() answer: ApplicationAnswerType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', {
      type: () => Language,
      nullable: true,
      description: 'Default: the viewer’s own language, else English.',
    })
    language: Language | null,
  ): string {
    return answer.labels[language ?? viewer.language ?? 'EN'];
  }
}
