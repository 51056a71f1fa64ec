import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Language, Viewer } from '#identity';
import { FormQuestionType } from './form-question.type.js';

@Resolver(() => FormQuestionType)
export class FormQuestionResolver {
  @ResolveField(() => String, { description: 'The question in the language asked for.' })
  label(
    @Parent() question: FormQuestionType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', {
      type: () => Language,
      nullable: true,
      description: 'Default: the viewer’s own language, else English.',
    })
    language: Language | null,
  ): string {
    return question.labels[language ?? viewer.language ?? 'EN'];
  }
}
