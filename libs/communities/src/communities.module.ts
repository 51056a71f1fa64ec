import { Module } from '@nestjs/common';
import { AssociationRepository } from './association/association.repository.js';
import { AssociationResolver } from './association/association.resolver.js';
import { AssociationService } from './association/association.service.js';
import { CommunityRepository } from './community/community.repository.js';
import { CommunityResolver } from './community/community.resolver.js';
import { CommunityService } from './community/community.service.js';

/** Associations and communities: facts and texts, no people. */
@Module({
  providers: [
    AssociationRepository,
    AssociationResolver,
    AssociationService,
    CommunityRepository,
    CommunityResolver,
    CommunityService,
  ],
  exports: [CommunityService],
})
export class CommunitiesModule {}
