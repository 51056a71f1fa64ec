import { Module } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { CommunityMembersResolver } from './community/community-members.resolver.js';
import { DirectoryResolver } from './directory/directory.resolver.js';
import { DirectoryService } from './directory/directory.service.js';
import { MemberRepository } from './member/member.repository.js';
import { MemberService } from './member/member.service.js';
import { LeaveWhenAccountClosed } from './membership/leave-when-account-closed.handler.js';
import { MembershipRepository } from './membership/membership.repository.js';
import { MembershipResolver } from './membership/membership.resolver.js';
import { MembershipService } from './membership/membership.service.js';
import { SortWhenAccountRenamed } from './membership/sort-when-account-renamed.handler.js';
import { PersonRepository } from './person/person.repository.js';
import { PersonResolver } from './person/person.resolver.js';
import { PersonService } from './person/person.service.js';
import { StandingRepository } from './standing/standing.repository.js';
import { StandingService } from './standing/standing.service.js';

/** Who belongs where, as what, and what follows from it. Needs the global modules of the database, events and realtime. */
@Module({
  imports: [IdentityModule, CommunitiesModule],
  providers: [
    CommunityMembersResolver,
    DirectoryResolver,
    DirectoryService,
    LeaveWhenAccountClosed,
    MemberRepository,
    MemberService,
    MembershipRepository,
    MembershipResolver,
    MembershipService,
    PersonRepository,
    PersonResolver,
    PersonService,
    SortWhenAccountRenamed,
    StandingRepository,
    StandingService,
  ],
  exports: [MembershipService, StandingService],
})
export class MembershipModule {}
