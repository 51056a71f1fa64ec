import { Module } from '@nestjs/common';
import { FormQuestionResolver } from './application-form/form-question.resolver.js';
import { AssociationRepository } from './association/association.repository.js';
import { AssociationResolver } from './association/association.resolver.js';
import { AssociationService } from './association/association.service.js';
import { CommunityRepository } from './community/community.repository.js';
import { CommunityResolver } from './community/community.resolver.js';
import { CommunityService } from './community/community.service.js';
import { CommunityWritingRepository } from './community/community-writing.repository.js';
import { CommunityWriting } from './community/community-writing.service.js';

/** Associations and communities: facts and texts, no people. Needs the global modules of the database and events. */
@Module({
  providers: [
    AssociationRepository,
    AssociationResolver,
    AssociationService,
    CommunityRepository,
    CommunityResolver,
    CommunityService,
    CommunityWriting,
    CommunityWritingRepository,
    FormQuestionResolver,
  ],
  exports: [AssociationService, CommunityService, CommunityWriting],
})
export class CommunitiesModule {}
