import { Args, Context, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { checked } from '#platform/graphql';
import { AccountCardType, CurrentViewer, SignedIn, Staff, Viewer } from '#identity';
import {
  AffiliateInput,
  affiliateInput,
  EndAffiliationInput,
  endAffiliationInput,
  type GivenAffiliation,
} from './affiliation.input.js';
import { loadAffiliations } from './affiliation.loaders.js';
import { AffiliationService } from './affiliation.service.js';
import { AffiliationType } from './affiliation.type.js';

@Resolver(() => AffiliationType)
export class AffiliationResolver {
  constructor(private readonly affiliations: AffiliationService) {}

  @SignedIn()
  @Query(() => [AffiliationType], {
    description: 'Institutions that the viewer is known to be of, 50 at most; also on days to come or past.',
  })
  async myAffiliations(@CurrentViewer() viewer: Viewer): Promise<AffiliationType[]> {
    return this.affiliations.mine(viewer);
  }

  @Staff()
  @Mutation(() => AffiliationType, {
    description:
      'Notes that somebody is of an institution, or other days for it. Noted in the audit log. Memberships stay as they are.',
  })
  async affiliate(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => AffiliateInput, description: 'Who, where and when.' }, checked(affiliateInput))
    noted: GivenAffiliation,
  ): Promise<AffiliationType> {
    return this.affiliations.affiliate(viewer, noted);
  }

  @Staff()
  @Mutation(() => Boolean, {
    description: 'Takes a noted affiliation back; repeating it changes nothing. Noted in the audit log.',
  })
  async endAffiliation(
    @CurrentViewer() viewer: Viewer,
    @Args('input', { type: () => EndAffiliationInput, description: 'Who and where.' }, checked(endAffiliationInput))
    { accountId, institutionId }: EndAffiliationInput,
  ): Promise<boolean> {
    await this.affiliations.end(viewer, accountId, institutionId);
    return true;
  }
}

/** What administrators see of an account besides. */
@Resolver(() => AccountCardType)
export class AccountCardAffiliationsResolver {
  constructor(private readonly service: AffiliationService) {}

  @ResolveField(() => [AffiliationType], { description: 'Institutions that it is known to be of, 50 at most.' })
  affiliations(
    @Parent() account: AccountCardType,
    @CurrentViewer() viewer: Viewer,
    @Context() context: object,
  ): Promise<AffiliationType[]> {
    return loadAffiliations(context, this.service, viewer, account.id);
  }
}
