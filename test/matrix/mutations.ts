import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { ask, change, type Case } from './case.js';
import { PASSWORD } from './world.js';

const word = (): string => randomBytes(6).toString('hex');
const NO_TOKEN = 'a'.repeat(43);
const bilingual = { en: 'Name', fr: 'Nom' };
const institution = () => ({
  name: bilingual,
  kind: 'MUSEUM',
  country: 'CA',
  domains: [`${word()}.example`],
  memberships: [],
});

/** Every mutation of the schema; a name in brackets is a further case of it. */
export const MUTATIONS: Readonly<Record<string, Case>> = {
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
  'Mutation.changeMailSubscription': {
    ask: change('changeMailSubscription', 'ChangeMailSubscriptionInput', '{ cadence }', ({ mailToken }) => ({
      token: mailToken,
      cadence: 'NONE',
    })),
  },
  'Mutation.changePassword': {
    ask: change('changePassword', 'ChangePasswordInput', '', () => ({
      currentPassword: 'not the one',
      newPassword: PASSWORD,
    })),
  },
  'Mutation.claimSite': {
    ask: change('claimSite', 'ClaimSiteInput', '{ id }', () => ({
      token: NO_TOKEN,
      name: 'Eve',
      email: `${word()}@example.org`,
      password: PASSWORD,
    })),
  },
  'Mutation.closeAccount': { ask: change('closeAccount', 'CloseAccountInput', '', () => ({ password: PASSWORD })) },
  'Mutation.closeAccount (of the only administrator)': {
    ask: change('closeAccount', 'CloseAccountInput', '', () => ({ password: PASSWORD })),
    before: async (client, { actorId }) => {
      const { rows } = await client.query<{ id: string }>(
        'UPDATE accounts SET is_staff = false WHERE is_staff AND id <> $1 RETURNING id',
        [actorId],
      );
      return () =>
        client.query('UPDATE accounts SET is_staff = true WHERE id = ANY ($1::uuid[])', [rows.map(({ id }) => id)]);
    },
  },
  'Mutation.confirmEmailChange': {
    ask: change('confirmEmailChange', 'ConfirmEmailChangeInput', '', () => ({ token: NO_TOKEN })),
  },
  'Mutation.createAccessToken': {
    ask: change('createAccessToken', 'CreateAccessTokenInput', '{ id }', () => ({ name: 't', expiresInDays: 1 })),
  },
  'Mutation.createAccessToken (by access token)': {
    ask: change('createAccessToken', 'CreateAccessTokenInput', '{ id }', () => ({ name: 't', expiresInDays: 1 })),
    byToken: true,
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
  'Mutation.deletePost': {
    ask: change('deletePost', 'DeletePostInput', '{ id }', ({ ownPostId }) => ({ postId: ownPostId })),
  },
  'Mutation.deletePost (of another)': {
    ask: change('deletePost', 'DeletePostInput', '{ id }', ({ postId }) => ({ postId })),
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
  'Mutation.editPost': {
    ask: change('editPost', 'EditPostInput', '{ id }', ({ ownPostId }) => ({
      postId: ownPostId,
      body: 'c',
      expectedRevision: 1,
    })),
  },
  'Mutation.editPost (of another)': {
    ask: change('editPost', 'EditPostInput', '{ id }', ({ postId }) => ({ postId, body: 'c', expectedRevision: 1 })),
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
  'Mutation.liftSuspension': {
    ask: change('liftSuspension', 'LiftSuspensionInput', '', ({ strangerId }) => ({ accountId: strangerId })),
  },
  'Mutation.lockThread': {
    ask: change('lockThread', 'LockThreadInput', '{ id }', ({ threadId }) => ({ threadId, locked: true })),
  },
  'Mutation.markAllNotificationsRead': { ask: ask('mutation { markAllNotificationsRead { act } }') },
  'Mutation.markNotificationsRead': {
    ask: change('markNotificationsRead', 'MarkNotificationsReadInput', '', (world) => ({
      ids: [world.notificationId, world.otherNotificationId],
    })),
  },
  'Mutation.markNotificationsUnread': {
    ask: change('markNotificationsUnread', 'MarkNotificationsReadInput', '', (world) => ({
      ids: [world.notificationId, world.otherNotificationId],
    })),
  },
  'Mutation.markRead': {
    ask: change('markRead', 'MarkReadInput', '{ id }', ({ threadId }) => ({ threadId, number: 1 })),
  },
  'Mutation.markUnread': {
    ask: change('markUnread', 'MarkReadInput', '{ id }', ({ threadId }) => ({ threadId, number: 1 })),
  },
  'Mutation.noteDeviceTimeZone': {
    ask: ask('mutation { noteDeviceTimeZone(timeZone: "America/Toronto") { timeZone } }'),
  },
  'Mutation.pinThread': {
    ask: change('pinThread', 'PinThreadInput', '{ id }', ({ threadId }) => ({ threadId, pinned: true })),
  },
  'Mutation.removeMember': {
    ask: change('removeMember', 'RemoveMemberInput', '{ id }', ({ slug, memberId }) => ({
      slug,
      accountId: memberId,
      reason: 'r',
    })),
  },
  'Mutation.removePost': {
    ask: change('removePost', 'RemovePostInput', '{ id }', ({ postId }) => ({ postId, reason: 'r' })),
  },
  'Mutation.renameCommunity': {
    ask: change('renameCommunity', 'RenameCommunityInput', '{ id }', ({ slug }) => ({ slug, newSlug: `r-${word()}` })),
  },
  'Mutation.reply': {
    ask: change('reply', 'ReplyInput', '{ id }', ({ threadId }) => ({ threadId, body: 'x', id: v7() })),
  },
  'Mutation.reportPost': {
    ask: change('reportPost', 'ReportPostInput', '', ({ postId }) => ({ postId, reason: 'r' })),
  },
  'Mutation.reportPost (removed already)': {
    ask: change('reportPost', 'ReportPostInput', '', ({ removedPostId }) => ({ postId: removedPostId, reason: 'r' })),
  },
  'Mutation.requestEmailChange': {
    ask: change('requestEmailChange', 'RequestEmailChangeInput', '', () => ({
      email: `${word()}@example.org`,
      password: 'not the one',
    })),
  },
  'Mutation.requestPasswordReset': {
    ask: change('requestPasswordReset', 'RequestPasswordResetInput', '', () => ({ email: `${word()}@example.org` })),
  },
  'Mutation.resumeMail': { ask: ask('mutation { resumeMail { digestHour } }') },
  'Mutation.resendInvitation': {
    ask: change('resendInvitation', 'ResendInvitationInput', '{ id }', ({ invitationId }) => ({ invitationId })),
  },
  'Mutation.resendVerification': { ask: ask('mutation { resendVerification }') },
  'Mutation.resetPassword': {
    ask: change('resetPassword', 'ResetPasswordInput', '', () => ({
      token: NO_TOKEN,
      password: PASSWORD,
    })),
  },
  'Mutation.resolveReport': {
    ask: change('resolveReport', 'ResolveReportInput', '', ({ reportId }) => ({ reportId })),
  },
  'Mutation.restorePost': {
    ask: change('restorePost', 'RestorePostInput', '{ id }', ({ removedPostId }) => ({ postId: removedPostId })),
  },
  'Mutation.reviveCommunity': {
    ask: change('reviveCommunity', 'ReviveCommunityInput', '{ id }', ({ slug }) => ({ slug })),
  },
  'Mutation.revokeAccessToken': {
    ask: change('revokeAccessToken', 'RevokeAccessTokenInput', '', ({ accessTokenId }) => ({ tokenId: accessTokenId })),
  },
  'Mutation.revokeInvitation': {
    ask: change('revokeInvitation', 'RevokeInvitationInput', '{ id }', ({ invitationId }) => ({ invitationId })),
  },
  'Mutation.revokeSession': {
    ask: change('revokeSession', 'RevokeSessionInput', '', ({ sessionId }) => ({ sessionId })),
  },
  'Mutation.setContentInMail': {
    ask: change('setContentInMail', 'SetContentInMailInput', '{ id }', ({ slug }) => ({ slug, content: true })),
  },
  'Mutation.setMailCadence': {
    ask: change('setMailCadence', 'SetMailCadenceInput', '{ id }', ({ slug }) => ({ slug, cadence: 'WEEKLY' })),
  },
  'Mutation.setMailSettings': {
    ask: change('setMailSettings', 'SetMailSettingsInput', '{ digestHour }', () => ({ digestHour: 8 })),
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
  'Mutation.signIn': {
    ask: change('signIn', 'SignInInput', '{ id }', () => ({ email: `${word()}@example.org`, password: 'not the one' })),
  },
  'Mutation.signOut': { ask: ask('mutation { signOut }') },
  'Mutation.signUp': {
    ask: change('signUp', 'SignUpInput', '', () => ({
      email: `${word()}@example.org`,
      password: PASSWORD,
      name: 'New Comer',
      language: 'EN',
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
  'Mutation.startThread': {
    ask: change('startThread', 'StartThreadInput', '{ id }', ({ slug }) => ({
      communitySlug: slug,
      title: 't',
      body: 'b',
      id: v7(),
    })),
  },
  'Mutation.suspendAccount': {
    ask: change('suspendAccount', 'SuspendAccountInput', '', ({ strangerId }) => ({
      accountId: strangerId,
      until: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'r',
    })),
  },
  'Mutation.suspendAccount (of oneself)': {
    ask: change('suspendAccount', 'SuspendAccountInput', '', ({ actorId }) => ({
      accountId: actorId,
      until: new Date(Date.now() + 86_400_000).toISOString(),
      reason: 'r',
    })),
  },
  'Mutation.undoMarkAllNotificationsRead': {
    ask: ask('mutation ($act: ID!) { undoMarkAllNotificationsRead(act: $act) }', () => ({ act: v7() })),
  },
  'Mutation.updateSettings': {
    ask: change('updateSettings', 'UpdateSettingsInput', '{ id }', () => ({ theme: 'DARK' })),
  },
  'Mutation.verifyEmail': { ask: change('verifyEmail', 'VerifyEmailInput', '', () => ({ token: NO_TOKEN })) },
  'Mutation.watchCommunity': {
    ask: change('watchCommunity', 'WatchCommunityInput', '{ id }', ({ slug }) => ({ slug, level: 'WATCHING' })),
  },
  'Mutation.watchThread': {
    ask: change('watchThread', 'WatchThreadInput', '{ id }', ({ threadId }) => ({ threadId, level: 'WATCHING' })),
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
  'Mutation.addResourceVersion': {
    ask: change('addResourceVersion', 'AddResourceVersionInput', '{ id }', ({ ownResourceId, ownUploadId }) => ({
      resourceId: ownResourceId,
      uploadId: ownUploadId,
    })),
  },
  "Mutation.addResourceVersion (to another's)": {
    ask: change('addResourceVersion', 'AddResourceVersionInput', '{ id }', ({ resourceId, ownUploadId }) => ({
      resourceId,
      uploadId: ownUploadId,
    })),
  },
  'Mutation.attachFile': {
    ask: change('attachFile', 'AttachFileInput', '{ id }', ({ ownUploadId }) => ({ uploadId: ownUploadId })),
  },
  'Mutation.attachFile (of another)': {
    ask: change('attachFile', 'AttachFileInput', '{ id }', ({ uploadId }) => ({ uploadId })),
  },
  'Mutation.deleteResource': {
    ask: change('deleteResource', 'DeleteResourceInput', '{ id }', ({ ownResourceId }) => ({
      resourceId: ownResourceId,
    })),
  },
  'Mutation.deleteResource (of another)': {
    ask: change('deleteResource', 'DeleteResourceInput', '{ id }', ({ resourceId }) => ({
      resourceId,
      reason: 'out of date',
    })),
  },
  'Mutation.discardAttachment': {
    ask: change('discardAttachment', 'DiscardAttachmentInput', '', ({ ownHeldId }) => ({ attachmentId: ownHeldId })),
  },
  'Mutation.discardAttachment (of another)': {
    ask: change('discardAttachment', 'DiscardAttachmentInput', '', ({ heldId }) => ({ attachmentId: heldId })),
  },
  'Mutation.editResource': {
    ask: change('editResource', 'EditResourceInput', '{ id }', ({ ownResourceId }) => ({
      resourceId: ownResourceId,
      title: 'other',
    })),
  },
  'Mutation.editResource (of another)': {
    ask: change('editResource', 'EditResourceInput', '{ id }', ({ resourceId }) => ({ resourceId, title: 'other' })),
  },
  'Mutation.reply (with a file of another)': {
    ask: change('reply', 'ReplyInput', '{ id }', ({ threadId, heldId }) => ({
      threadId,
      body: 'b',
      attachments: [{ id: heldId }],
    })),
  },
  'Mutation.restoreResource': {
    ask: change('restoreResource', 'RestoreResourceInput', '{ id }', ({ ownDeletedResourceId }) => ({
      resourceId: ownDeletedResourceId,
    })),
  },
  'Mutation.restoreResource (deleted by a facilitator)': {
    ask: change('restoreResource', 'RestoreResourceInput', '{ id }', ({ removedResourceId }) => ({
      resourceId: removedResourceId,
    })),
  },
  'Mutation.restoreResourceVersion': {
    ask: change('restoreResourceVersion', 'RestoreResourceVersionInput', '{ id }', ({ versionId }) => ({ versionId })),
  },
  'Mutation.shareResource': {
    ask: change('shareResource', 'ShareResourceInput', '{ id }', ({ slug, ownUploadId }) => ({
      communitySlug: slug,
      title: 't',
      uploadId: ownUploadId,
    })),
  },
  'Mutation.shareResource (a link)': {
    ask: change('shareResource', 'ShareResourceInput', '{ id }', ({ slug }) => ({
      communitySlug: slug,
      title: 't',
      url: 'https://example.org/',
    })),
  },
  'Mutation.shareResource (an upload of another)': {
    ask: change('shareResource', 'ShareResourceInput', '{ id }', ({ slug, uploadId }) => ({
      communitySlug: slug,
      title: 't',
      uploadId,
    })),
  },
};
