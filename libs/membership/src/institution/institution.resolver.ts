import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { checked, input, readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Language, Staff, Viewer } from '#identity';
import {
  AddInstitutionInput,
  addInstitutionInput,
  EditInstitutionInput,
  editInstitutionInput,
  InstitutionsArgs,
  institutionsArgs,
  isInstitutionKey,
  type EditedInstitution,
  type GivenInstitution,
} from './institution.input.js';
import { InstitutionService } from './institution.service.js';
import { InstitutionConnection, InstitutionType } from './institution.type.js';

@Resolver(() => InstitutionType)
export class InstitutionResolver {
  constructor(private readonly records: InstitutionService) {}

  @Staff()
  @Query(() => InstitutionConnection, { description: 'All institutions by English name.' })
  async institutions(
    @CurrentViewer() viewer: Viewer,
    @Args({ type: () => InstitutionsArgs }, checked(institutionsArgs)) args: InstitutionsArgs,
  ): Promise<Connection<InstitutionType>> {
    const { query, first, after } = args;
    return this.records.page(viewer, query, readPage({ first, after }, isInstitutionKey));
  }

  @Staff()
  @Query(() => InstitutionType, { nullable: true, description: 'One institution; NOT_FOUND if there is none.' })
  async institution(
    @CurrentViewer() viewer: Viewer,
    @Args('id', { type: () => ID, description: 'Its id.' }, checked(input.id(), 'id')) id: string,
  ): Promise<InstitutionType> {
    return this.records.institution(viewer, id);
  }

  @ResolveField(() => String, { description: 'Its name in the language asked for.' })
  name(
    @Parent() institution: InstitutionType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', {
      type: () => Language,
      nullable: true,
      description: 'Default: the viewer’s own language, else English.',
    })
    language: Language | null,
  ): string {
    return institution.names[language ?? viewer.language ?? 'EN'];
  }

  @Staff()
  @Mutation(() => InstitutionType, { description: 'Adds an institution. Noted in the audit log.' })
  async addInstitution(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => AddInstitutionInput, description: 'The institution.' }, checked(addInstitutionInput))
    given: GivenInstitution,
  ): Promise<InstitutionType> {
    return this.records.add(viewer, given);
  }

  @Staff()
  @Mutation(() => InstitutionType, {
    description:
      'Replaces all that is known of an institution. Noted in the audit log; who is a member somewhere stays.',
  })
  async editInstitution(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => EditInstitutionInput, description: 'The institution as it is to be.' },
      checked(editInstitutionInput),
    )
    institution: EditedInstitution,
  ): Promise<InstitutionType> {
    return this.records.edit(viewer, institution);
  }
}
