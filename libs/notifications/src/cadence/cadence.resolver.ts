import { Args, Context, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { z } from 'zod';
import { CommunityType } from '#communities';
import { CurrentViewer, SignedIn, Viewer } from '#identity';
import { loadStanding, StandingService } from '#membership';
import { checked } from '#platform/graphql';
import { MailCadence } from './cadence.type.js';
import { forgetPreference, loadPreference } from '../preference/preference.loaders.js';
import { PreferenceService } from '../preference/preference.service.js';
import {
  SetContentInMailInput,
  setContentInMailInput,
  SetMailCadenceInput,
  setMailCadenceInput,
} from './cadence.input.js';
import { CadenceService } from './cadence.service.js';

/** The dial for the mail of a community. */
@Resolver(() => CommunityType)
export class CadenceResolver {
  constructor(
    private readonly cadences: CadenceService,
    private readonly preferences: PreferenceService,
    private readonly standings: StandingService,
  ) {}

  @ResolveField(() => MailCadence, {
    nullable: true,
    description: 'When the viewer’s mail of this community comes; null for who is no member.',
  })
  async mailCadence(
    @Parent() { id }: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<MailCadence | null> {
    if ((await loadStanding(context, this.standings, viewer, id)).role === null) return null;
    return (await loadPreference(context, this.preferences, viewer, id))?.cadence ?? 'DAILY';
  }

  @ResolveField(() => Boolean, {
    nullable: true,
    description:
      'Whether the viewer’s mail of this community says what was written: always in a public one, else where they asked for it; null for who is no member.',
  })
  async contentInMail(
    @Parent() { id, visibility }: CommunityType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<boolean | null> {
    if ((await loadStanding(context, this.standings, viewer, id)).role === null) return null;
    if (visibility === 'PUBLIC') return true;
    return (await loadPreference(context, this.preferences, viewer, id))?.contentInMail ?? false;
  }

  @SignedIn()
  @Mutation(() => CommunityType, {
    description:
      'Turns the dial for the viewer’s mail of a community, for its members. Asking for a digest begins stopped digests again.',
  })
  async setMailCadence(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => SetMailCadenceInput, description: 'Which, and when.' }, checked(setMailCadenceInput))
    { slug, cadence }: z.output<typeof setMailCadenceInput>,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.cadences.setCadence(viewer, slug, cadence));
  }

  @SignedIn()
  @Mutation(() => CommunityType, {
    description: 'Says whether the viewer’s mail of a private community says what was written there, for its members.',
  })
  async setContentInMail(
    @CurrentViewer() viewer: Viewer,
    @Args(
      'input',
      { type: () => SetContentInMailInput, description: 'Which, and whether.' },
      checked(setContentInMailInput),
    )
    { slug, content }: z.output<typeof setContentInMailInput>,
    @Context() context: object,
  ): Promise<CommunityType> {
    return this.afresh(context, viewer, await this.cadences.setContentInMail(viewer, slug, content));
  }

  private afresh(context: object, viewer: Viewer, community: CommunityType): CommunityType {
    forgetPreference(context, this.preferences, viewer, community.id);
    return community;
  }
}
