import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { checked, input } from '#platform/graphql';
import { CurrentViewer, PersonType, SignedIn, Viewer } from '#identity';
import { CommunityType } from '#communities';
import { loadSharedCommunities } from './person.loaders.js';
import { PersonService } from './person.service.js';

@Resolver(() => PersonType)
export class PersonResolver {
  constructor(private readonly people: PersonService) {}

  @SignedIn()
  @Query(() => PersonType, {
    nullable: true,
    description: 'A person whom the viewer can meet in some community; all others are NOT_FOUND.',
  })
  person(
    @CurrentViewer() viewer: Viewer,
    @Args('id', { type: () => ID, description: 'Id of the account.' }, checked(input.id(), 'id')) id: string,
  ): Promise<PersonType> {
    return this.people.person(viewer, id);
  }

  @ResolveField(() => [CommunityType], {
    description:
      'Communities in which both the viewer and this person are, by name, without those of people who identify themselves; 100 at most.',
  })
  sharedCommunities(
    @Parent() person: PersonType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<CommunityType[]> {
    return loadSharedCommunities(context, this.people, viewer, person.id);
  }
}
