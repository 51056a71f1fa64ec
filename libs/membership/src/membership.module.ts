import { Module } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { AdmissionRepository } from './admission/admission.repository.js';
import { AdmissionService } from './admission/admission.service.js';
import { AffiliationRepository } from './affiliation/affiliation.repository.js';
import { AccountCardAffiliationsResolver, AffiliationResolver } from './affiliation/affiliation.resolver.js';
import { AffiliationService } from './affiliation/affiliation.service.js';
import { ApplicationAnswerResolver } from './application/application-answer.resolver.js';
import { ApplicationDecisions } from './application/application-decision.service.js';
import { ApplicationEnding } from './application/application-ending.service.js';
import { ApplicationFacts } from './application/application-facts.service.js';
import { ApplicationLetters } from './application/application-letters.service.js';
import { ApplicationReading } from './application/application-reading.service.js';
import { ApplicationSecretRepository } from './application/application-secret.repository.js';
import { ApplicationSending } from './application/application-sending.service.js';
import { ApplicationRepository } from './application/application.repository.js';
import { ApplicationFieldsResolver, ApplicationResolver } from './application/application.resolver.js';
import { CommunityApplicationsResolver } from './application/community-applications.resolver.js';
import { ForgetApplicationsWhenAccountClosed } from './application/forget-applications-when-account-closed.handler.js';
import { PrivateAnswers } from './application/private-answers.service.js';
import { RemindOfApplications } from './application/remind-of-applications.task.js';
import { TellApplicantWhenApplicationDecided } from './application/tell-applicant-when-application-decided.handler.js';
import { TellStandingWhenApplicationDecided } from './application/tell-standing-when-application-decided.handler.js';
import { AuditViewResolver } from './audit-view/audit-view.resolver.js';
import { AuditView } from './audit-view/audit-view.service.js';
import { CommunityChange } from './community-settings/community-change.service.js';
import { CommunityLife } from './community-settings/community-life.service.js';
import { CommunityNews } from './community-settings/community-news.service.js';
import { CommunitySettingsResolver } from './community-settings/community-settings.resolver.js';
import { CommunitySettings } from './community-settings/community-settings.service.js';
import { TellWhenCommunityChanged } from './community-settings/tell-when-community-changed.handler.js';
import { Afresh } from './community/afresh.service.js';
import { CommunityMembersResolver } from './community/community-members.resolver.js';
import { DirectoryResolver } from './directory/directory.resolver.js';
import { DirectoryService } from './directory/directory.service.js';
import { EligibilityRepository } from './eligibility/eligibility.repository.js';
import { EligibilityService } from './eligibility/eligibility.service.js';
import { FacilitationRepository } from './facilitation/facilitation.repository.js';
import { Facilitation } from './facilitation/facilitation.service.js';
import { TellFacilitatorsWhenMatterWaits } from './facilitation/tell-facilitators-when-matter-waits.handler.js';
import { InstitutionRepository } from './institution/institution.repository.js';
import { InstitutionResolver } from './institution/institution.resolver.js';
import { InstitutionService } from './institution/institution.service.js';
import { CommunityInvitationsResolver } from './invitation/community-invitations.resolver.js';
import { ForgetInvitationsWhenAccountClosed } from './invitation/forget-invitations-when-account-closed.handler.js';
import { InvitationAcceptance } from './invitation/invitation-acceptance.service.js';
import { InvitationEnding } from './invitation/invitation-ending.service.js';
import { InvitationFacts } from './invitation/invitation-facts.service.js';
import { InvitationOfferResolver } from './invitation/invitation-offer.resolver.js';
import { InvitationPost } from './invitation/invitation-post.service.js';
import { InvitationUse } from './invitation/invitation-use.service.js';
import { InvitationRepository } from './invitation/invitation.repository.js';
import { InvitationResolver } from './invitation/invitation.resolver.js';
import { InvitationService } from './invitation/invitation.service.js';
import { SweepInvitations } from './invitation/sweep-invitations.task.js';
import { MemberRepository } from './member/member.repository.js';
import { MemberService } from './member/member.service.js';
import { MembersNamed } from './member/members-named.service.js';
import { LeaveWhenAccountClosed } from './membership/leave-when-account-closed.handler.js';
import { MembershipEnding } from './membership/membership-ending.service.js';
import { MembershipUpkeep } from './membership/membership-upkeep.service.js';
import { MembershipRepository } from './membership/membership.repository.js';
import { MembershipResolver } from './membership/membership.resolver.js';
import { MembershipService } from './membership/membership.service.js';
import { SortWhenAccountRenamed } from './membership/sort-when-account-renamed.handler.js';
import { PersonRepository } from './person/person.repository.js';
import { PersonResolver } from './person/person.resolver.js';
import { PersonService } from './person/person.service.js';
import { PlaceRepository } from './place/place.repository.js';
import { PlaceService } from './place/place.service.js';
import { CatchUpWithRosters } from './programme/catch-up-with-rosters.task.js';
import { EnrolWhenAddressConfirmed } from './programme/enrol-when-address-confirmed.handler.js';
import { EnrolWhenCommunityChanged } from './programme/enrol-when-community-changed.handler.js';
import { EnrolmentNews } from './programme/enrolment-news.service.js';
import { EnrolmentService } from './programme/enrolment.service.js';
import { ForgetRosterWhenAccountClosed } from './programme/forget-roster-when-account-closed.handler.js';
import { ProgrammeResolver } from './programme/programme.resolver.js';
import { ProgrammeService } from './programme/programme.service.js';
import { RosterRepository } from './programme/roster.repository.js';
import { TellWhenMemberEnrolled } from './programme/tell-when-member-enrolled.handler.js';
import { TellWhenMemberReleased } from './programme/tell-when-member-released.handler.js';
import { RemovalRecord } from './removal/removal-record.service.js';
import { RemovalRepository } from './removal/removal.repository.js';
import { RemovalResolver } from './removal/removal.resolver.js';
import { RemovalService } from './removal/removal.service.js';
import { AppointmentNews } from './role/appointment-news.service.js';
import { AppointmentService } from './role/appointment.service.js';
import { RoleNews } from './role/role-news.service.js';
import { RoleResolver } from './role/role.resolver.js';
import { RoleService } from './role/role.service.js';
import { CommunityRuleResolver, RuleResolver } from './rule/rule.resolver.js';
import { RuleService } from './rule/rule.service.js';
import { StandingNews } from './standing/standing-news.service.js';
import { StandingRepository } from './standing/standing.repository.js';
import { StandingService } from './standing/standing.service.js';
import { TellStandingWhenMemberJoined } from './standing/tell-standing-when-member-joined.handler.js';
import { TellStandingWhenMemberLeft } from './standing/tell-standing-when-member-left.handler.js';
import { TellStandingWhenRoleChanged } from './standing/tell-standing-when-role-changed.handler.js';

/** Who belongs where, as what, and what follows from it. Needs the global modules of the database, events and realtime. */
@Module({
  imports: [IdentityModule, CommunitiesModule],
  providers: [
    AccountCardAffiliationsResolver,
    AdmissionRepository,
    AdmissionService,
    AffiliationRepository,
    AffiliationResolver,
    AffiliationService,
    Afresh,
    ApplicationAnswerResolver,
    ApplicationDecisions,
    ApplicationEnding,
    ApplicationFacts,
    ApplicationFieldsResolver,
    ApplicationLetters,
    ApplicationReading,
    ApplicationRepository,
    ApplicationResolver,
    ApplicationSecretRepository,
    ApplicationSending,
    AppointmentNews,
    AppointmentService,
    AuditView,
    AuditViewResolver,
    CatchUpWithRosters,
    CommunityApplicationsResolver,
    CommunityChange,
    CommunityInvitationsResolver,
    CommunityLife,
    CommunityMembersResolver,
    CommunityNews,
    CommunityRuleResolver,
    CommunitySettings,
    CommunitySettingsResolver,
    DirectoryResolver,
    DirectoryService,
    EligibilityRepository,
    EligibilityService,
    EnrolWhenAddressConfirmed,
    EnrolWhenCommunityChanged,
    EnrolmentNews,
    EnrolmentService,
    Facilitation,
    FacilitationRepository,
    ForgetApplicationsWhenAccountClosed,
    ForgetInvitationsWhenAccountClosed,
    ForgetRosterWhenAccountClosed,
    InstitutionRepository,
    InstitutionResolver,
    InstitutionService,
    InvitationAcceptance,
    InvitationEnding,
    InvitationFacts,
    InvitationOfferResolver,
    InvitationPost,
    InvitationRepository,
    InvitationResolver,
    InvitationService,
    InvitationUse,
    LeaveWhenAccountClosed,
    MemberRepository,
    MemberService,
    MembersNamed,
    MembershipEnding,
    MembershipRepository,
    MembershipResolver,
    MembershipService,
    MembershipUpkeep,
    PersonRepository,
    PersonResolver,
    PersonService,
    PlaceRepository,
    PlaceService,
    PrivateAnswers,
    ProgrammeResolver,
    ProgrammeService,
    RemindOfApplications,
    RemovalRecord,
    RemovalRepository,
    RemovalResolver,
    RemovalService,
    RoleNews,
    RoleResolver,
    RoleService,
    RosterRepository,
    RuleResolver,
    RuleService,
    SortWhenAccountRenamed,
    StandingNews,
    StandingRepository,
    StandingService,
    SweepInvitations,
    TellApplicantWhenApplicationDecided,
    TellStandingWhenApplicationDecided,
    TellStandingWhenMemberJoined,
    TellStandingWhenMemberLeft,
    TellStandingWhenRoleChanged,
    TellFacilitatorsWhenMatterWaits,
    TellWhenCommunityChanged,
    TellWhenMemberEnrolled,
    TellWhenMemberReleased,
  ],
  exports: [ApplicationFacts, Facilitation, InvitationFacts, MembersNamed, PlaceService, StandingService],
})
export class MembershipModule {}
