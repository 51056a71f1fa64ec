import { randomBytes } from 'node:crypto';
import { ask, change, type Case } from '../case.js';
import { PASSWORD } from '../world.js';

const word = (): string => randomBytes(6).toString('hex');
const bilingual = { en: 'Name', fr: 'Nom' };
const institution = () => ({
  name: bilingual,
  kind: 'MUSEUM',
  country: 'CA',
  domains: [`${word()}.example`],
  memberships: [],
});

/** Mutations of `membership`: communities and who belongs to them. */
export const MEMBERSHIP_MUTATIONS: Readonly<Record<string, Case>> = {
  'Mutation.acceptInvitation': {
    ask: change('acceptInvitation', 'AcceptInvitationInput', '{ id }', (world) => ({ token: world.invitationToken })),
  },
  'Mutation.acceptOwnInvitation': {
    ask: ask('mutation ($id: ID!) { acceptOwnInvitation(invitationId: $id) { id } }', (world) => ({
      id: world.ownInvitationId,
    })),
  },
  'Mutation.acceptOwnInvitation (of another)': {
    ask: ask('mutation ($id: ID!) { acceptOwnInvitation(invitationId: $id) { id } }', ({ invitationId }) => ({
      id: invitationId,
    })),
  },
  'Mutation.addInstitution': { ask: change('addInstitution', 'AddInstitutionInput', '{ id }', institution) },
  'Mutation.affiliate': {
    ask: change('affiliate', 'AffiliateInput', '{ source }', ({ strangerId, institutionId }) => ({
      accountId: strangerId,
      institutionId,
      from: '2020-01-01',
    })),
  },
  'Mutation.applyToCommunity': {
    ask: change('applyToCommunity', 'ApplyToCommunityInput', '{ id }', ({ slug }) => ({ slug, answers: [] })),
  },
  'Mutation.appointFacilitator': {
    ask: change('appointFacilitator', 'AppointFacilitatorInput', '{ id }', ({ slug, strangerId }) => ({
      slug,
      accountId: strangerId,
    })),
  },
  'Mutation.archiveCommunity': {
    ask: change('archiveCommunity', 'ArchiveCommunityInput', '{ id }', ({ slug }) => ({ slug })),
  },
  'Mutation.changeCommunityRules': {
    ask: change('changeCommunityRules', 'ChangeCommunityRulesInput', '{ id }', ({ slug }) => ({
      slug,
      eligibility: 'MUSEUM_STAFF',
    })),
  },
  'Mutation.createCommunity': {
    ask: change('createCommunity', 'CreateCommunityInput', '{ id }', () => ({
      slug: `n-${word()}`,
      association: 'ground',
      name: bilingual,
      summary: bilingual,
      visibility: 'PUBLIC',
      joinPolicy: 'OPEN',
      eligibility: 'ANYONE',
    })),
  },
  'Mutation.decideApplication': {
    ask: change('decideApplication', 'DecideApplicationInput', '{ id }', ({ applicationId }) => ({
      applicationId,
      decision: 'DECLINE',
    })),
  },
  'Mutation.decideApplication (accept)': {
    ask: change('decideApplication', 'DecideApplicationInput', '{ id }', ({ applicationId }) => ({
      applicationId,
      decision: 'ACCEPT',
    })),
  },
  'Mutation.decideApplication (accept, declined before)': {
    ask: change('decideApplication', 'DecideApplicationInput', '{ id }', ({ declinedId }) => ({
      applicationId: declinedId,
      decision: 'ACCEPT',
    })),
  },
  'Mutation.editCommunity': {
    ask: change('editCommunity', 'EditCommunityInput', '{ id }', ({ slug }) => ({
      slug,
      name: bilingual,
      summary: bilingual,
    })),
  },
  'Mutation.editInstitution': {
    ask: change('editInstitution', 'EditInstitutionInput', '{ id }', ({ institutionId }) => ({
      institutionId,
      ...institution(),
    })),
  },
  'Mutation.endAffiliation': {
    ask: change('endAffiliation', 'EndAffiliationInput', '', ({ memberId, institutionId }) => ({
      accountId: memberId,
      institutionId,
    })),
  },
  'Mutation.inviteToCommunity': {
    ask: change('inviteToCommunity', 'InviteToCommunityInput', '{ id }', ({ slug }) => ({
      slug,
      emails: [`${word()}@example.org`],
    })),
  },
  'Mutation.joinCommunity': {
    ask: change('joinCommunity', 'JoinCommunityInput', '{ id }', ({ slug }) => ({ slug })),
    open: true,
  },
  'Mutation.leaveCommunity': {
    ask: change('leaveCommunity', 'LeaveCommunityInput', '{ id }', ({ slug }) => ({ slug })),
  },
  'Mutation.removeMember': {
    ask: change('removeMember', 'RemoveMemberInput', '{ id }', ({ slug, memberId }) => ({
      slug,
      accountId: memberId,
      reason: 'r',
    })),
  },
  'Mutation.renameCommunity': {
    ask: change('renameCommunity', 'RenameCommunityInput', '{ id }', ({ slug }) => ({ slug, newSlug: `r-${word()}` })),
  },
  'Mutation.resendInvitation': {
    ask: change('resendInvitation', 'ResendInvitationInput', '{ id }', ({ invitationId }) => ({ invitationId })),
  },
  'Mutation.reviveCommunity': {
    ask: change('reviveCommunity', 'ReviveCommunityInput', '{ id }', ({ slug }) => ({ slug })),
  },
  'Mutation.revokeInvitation': {
    ask: change('revokeInvitation', 'RevokeInvitationInput', '{ id }', ({ invitationId }) => ({ invitationId })),
  },
  'Mutation.setRole': {
    ask: change('setRole', 'SetRoleInput', '{ id }', ({ slug, memberId }) => ({
      slug,
      accountId: memberId,
      role: 'FACILITATOR',
    })),
  },
  'Mutation.setRoster': {
    ask: change('setRoster', 'SetRosterInput', '{ enrolled }', ({ programme }) => ({
      programme,
      emails: [`${word()}@example.org`],
    })),
  },
  'Mutation.signUpByInvitation': {
    ask: change('signUpByInvitation', 'SignUpByInvitationInput', '{ id }', (world) => ({
      token: world.invitationToken,
      name: 'New Comer',
      password: PASSWORD,
      language: 'EN',
    })),
  },
  'Mutation.withdrawApplication': {
    ask: change(
      'withdrawApplication',
      'WithdrawApplicationInput',
      '{ id }',
      ({ actor, ownApplicationId, applicationId }) => ({
        applicationId: actor === 'applicant' ? ownApplicationId : applicationId,
      }),
    ),
  },
};
