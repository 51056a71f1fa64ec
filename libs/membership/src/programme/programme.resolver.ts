import { Args, Context, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { LIMITS } from '#contracts';
import { checked, input as shape, readPage, type Connection } from '#platform/graphql';
import { CurrentViewer, Staff, Viewer } from '#identity';
import { CommunityService, CommunityType, loadCommunity } from '#communities';
import { isRosterKey, SetRosterInput, setRosterInput } from './programme.input.js';
import { loadRoster } from './programme.loaders.js';
import { ProgrammeService } from './programme.service.js';
import { ProgrammeType, RosterChangeType, RosterEntryConnection, type RosterEntryType } from './programme.type.js';

/** Programmes and their rosters, for administrators. */
@Resolver(() => ProgrammeType)
export class ProgrammeResolver {
  constructor(
    private readonly service: ProgrammeService,
    private readonly communityService: CommunityService,
  ) {}

  @Staff()
  @Query(() => [ProgrammeType], { description: 'Programmes whose roster enrols people, by slug; 100 at most.' })
  programmes(@CurrentViewer() viewer: Viewer): Promise<ProgrammeType[]> {
    return this.service.programmes(viewer);
  }

  @Staff()
  @Query(() => ProgrammeType, { nullable: true, description: 'A programme by its slug; NOT_FOUND if there is none.' })
  programme(
    @CurrentViewer() viewer: Viewer,
    @Args('slug', { type: () => String, description: 'Slug of the programme.' }, checked(shape.slug(), 'slug'))
    slug: string,
  ): Promise<ProgrammeType> {
    return this.service.programme(viewer, slug);
  }

  @Staff()
  @Mutation(() => RosterChangeType, {
    description:
      'Makes these addresses the whole roster of a programme, all or nothing: enrols who has an account, lets the ' +
      'others wait for one, releases who is not on it any more. The people are told by mail. Noted in the audit log.',
  })
  setRoster(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => SetRosterInput, description: 'The whole roster.' }, checked(setRosterInput))
    input: z.output<typeof setRosterInput>,
  ): Promise<RosterChangeType> {
    return this.service.setRoster(viewer, input);
  }

  @ResolveField(() => [CommunityType], {
    description: 'Communities whose rule names it, also archived ones, by name; a handful.',
  })
  async communities(
    @Parent() { communityIds }: ProgrammeType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<CommunityType[]> {
    const language = viewer.language ?? 'EN';
    const found = await Promise.all(communityIds.map((id) => loadCommunity(context, this.communityService, id)));
    return found
      .filter((community) => community !== null)
      .toSorted((a, b) => a.names[language].localeCompare(b.names[language], language));
  }

  @ResolveField(() => RosterEntryConnection, { description: 'Its roster, by address.' })
  roster(
    @Parent() programme: ProgrammeType,
    @CurrentViewer() viewer: Viewer,
    @Args('first', {
      type: () => Int,
      nullable: true,
      defaultValue: LIMITS.pageDefault,
      description: 'How many, 1 to 50.',
    })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the address before the page.' })
    after: string | null,
    @Context() context: object,
  ): Promise<Connection<RosterEntryType>> {
    return loadRoster(context, this.service, viewer, programme, readPage({ first, after }, isRosterKey));
  }
}
