import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentViewer, Language, Viewer } from '#identity';
import { attestationOf } from '../rule/rule-words.js';
import { InvitationOfferType } from './invitation.type.js';

/** What an offer says in the reader's language. */
@Resolver(() => InvitationOfferType)
export class InvitationOfferResolver {
  @ResolveField(() => String, {
    nullable: true,
    description: 'The sentence that one states by accepting; null where none is asked.',
  })
  attestation(
    @Parent() { community }: InvitationOfferType,
    @CurrentViewer() viewer: Viewer,
    @Args('language', {
      type: () => Language,
      nullable: true,
      description: 'Default: the viewer’s own language, else English.',
    })
    language: Language | null,
  ): string | null {
    return attestationOf(community, language ?? viewer.language ?? 'EN');
  }
}
