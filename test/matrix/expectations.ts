import type { Place } from './actors.js';

/**
 * Who may do what, written by hand from the rules of the product and from nothing else: not from its code.
 *
 * One letter for each actor, in the order of ACTORS: anonymous, unverified, account, applicant, member, former member,
 * facilitator, facilitator elsewhere, staff, suspended.
 *
 * `+` done or answered · `0` answered with null, or without what is asked about · `U` UNAUTHENTICATED · `F` FORBIDDEN ·
 * `N` NOT_FOUND · `B` BAD_USER_INPUT: through the door, and refused for what was put in (a wrong password or link) ·
 * `C` CONFLICT
 */
export type Row = string | Readonly<Record<Place, string>>;

const EVERYBODY = '++++++++++';
const STAFF = 'UFFFFFFF+U';
const VERIFIED = 'UF+++++++U';
const NOBODY_HERE = 'UFFFFFFFFU';
const FACILITATOR = 'UFFFFF+FFU';
/** What lies inside a community, and whose existence is no secret in a public one. */
const readers = (inPublic: string): Row => ({ public: inPublic, private: 'NNNN+N+NNN', archived: inPublic });

/** Every operation, and a few further cases of one. */
export const OPERATION_ROWS: Readonly<Record<string, Row>> = {
  'Query.accessTokens': VERIFIED,
  'Query.accounts': STAFF,
  'Query.associations': EVERYBODY,
  'Query.auditLog': STAFF,
  // `0`: the act is told, and not to whom.
  'Query.auditLog (to whom something was done)': { public: STAFF, private: 'UFFFFFFF0U', archived: STAFF },
  'Query.communities': EVERYBODY,
  'Query.community': EVERYBODY,
  'Query.institution': STAFF,
  'Query.institutions': STAFF,
  'Query.invitation': EVERYBODY,
  'Query.keptMail': STAFF,
  // Kept mail holds links that open any account; a script's key opens none.
  'Query.keptMail (by access token)': NOBODY_HERE,
  'Query.mailSettings': VERIFIED,
  // Whoever holds the message: its link works without signing in.
  'Query.mailSubscription': EVERYBODY,
  'Query.me': '0++++++++0',
  'Query.mentionable': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Query.mentionable (in a community)': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Query.myAffiliations': VERIFIED,
  // All were told of something; whoever may not read there any more was not.
  'Query.notification': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Query.notification (of another)': 'UFNNNNNNNU',
  'Query.notifications': VERIFIED,
  'Query.notifications (what they tell)': { public: VERIFIED, private: 'UF00+0+00U', archived: VERIFIED },
  // Who was ever in a public community can be looked up by everybody with a confirmed address; others by who shares one.
  'Query.person': { public: VERIFIED, private: 'UFNN+N+N+U', archived: VERIFIED },
  'Query.post': readers(EVERYBODY),
  'Query.post (what was removed)': { public: '000000+0+0', private: 'NNNN0N+NNN', archived: '000000+0+0' },
  'Query.previewMarkdown': VERIFIED,
  'Query.programme': STAFF,
  'Query.programmes': STAFF,
  'Query.linkTitle': 'UF0000000U',
  'Query.resource': readers(EVERYBODY),
  // What was deleted is there for those alone who may put it back.
  'Query.resource (deleted by a facilitator)': { public: 'NNNNNN+N+N', private: 'NNNNNN+NNN', archived: 'NNNNNN+N+N' },
  'Query.resource (own, deleted)': { public: 'NN+++++++N', private: 'NNNN+N+NNN', archived: 'NN+++++++N' },
  'Query.search': EVERYBODY,
  // `0`: as if nobody had written the word.
  'Query.search (what it finds)': { public: EVERYBODY, private: '0000+0+000', archived: EVERYBODY },
  'Query.sessions': VERIFIED,
  'Query.site': EVERYBODY,
  'Query.thread': readers(EVERYBODY),
  'Query.unattended': STAFF,
  'Query.unreadCount': VERIFIED,
  'Query.unreadCount (something to tell)': { public: VERIFIED, private: 'UF00+0+00U', archived: VERIFIED },

  'Mutation.acceptInvitation': { public: 'U++++++++U', private: 'U++++++++U', archived: NOBODY_HERE },
  'Mutation.acceptOwnInvitation': { public: VERIFIED, private: VERIFIED, archived: NOBODY_HERE },
  'Mutation.acceptOwnInvitation (of another)': 'UFNNNNNNNU',
  'Mutation.addInstitution': STAFF,
  // Bringing a file takes somebody who may post; that it be another's resource, somebody who keeps order as well.
  'Mutation.addResourceVersion': { public: 'UFFF+F+FFU', private: 'UFNN+N+NNU', archived: NOBODY_HERE },
  "Mutation.addResourceVersion (to another's)": { public: 'UFFFFF+FFU', private: 'UFNNFN+NNU', archived: NOBODY_HERE },
  'Mutation.affiliate': STAFF,
  'Mutation.applyToCommunity': { public: 'UF+CF+F++U', private: 'UF+CF+F++U', archived: NOBODY_HERE },
  'Mutation.appointFacilitator': STAFF,
  'Mutation.archiveCommunity': STAFF,
  'Mutation.attachFile': { public: 'UFFF+F+FFU', private: 'UFNN+N+NNU', archived: NOBODY_HERE },
  'Mutation.attachFile (of another)': 'UFBBBBBBBU',
  'Mutation.changeCommunityRules': STAFF,
  'Mutation.changeMailSubscription': EVERYBODY,
  'Mutation.changePassword': 'UFBBBBBBBU',
  'Mutation.claimSite': 'BBBBBBBBBB',
  'Mutation.closeAccount': VERIFIED,
  'Mutation.closeAccount (of the only administrator)': 'UF++++++FU',
  'Mutation.confirmEmailChange': 'BBBBBBBBBB',
  'Mutation.createAccessToken': VERIFIED,
  'Mutation.createAccessToken (by access token)': NOBODY_HERE,
  'Mutation.createCommunity': STAFF,
  'Mutation.decideApplication': 'UFNNNN+NNU',
  'Mutation.decideApplication (accept)': { public: 'UFNNNN+NNU', private: 'UFNNNN+NNU', archived: 'UFNNNNFNNU' },
  'Mutation.decideApplication (accept, declined before)': {
    public: 'UFNNNNCNNU',
    private: 'UFNNNNCNNU',
    archived: 'UFNNNNCNNU',
  },
  // One's own words may be taken back wherever one can still read them.
  'Mutation.deletePost': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.deletePost (of another)': { public: NOBODY_HERE, private: 'UFNNFNFNNU', archived: NOBODY_HERE },
  'Mutation.deleteResource': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.deleteResource (of another)': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: 'UFFFFF+F+U' },
  // One's own, not posted yet: nobody else ever learns of it.
  'Mutation.discardAttachment': VERIFIED,
  'Mutation.discardAttachment (of another)': 'UFNNNNNNNU',
  'Mutation.editCommunity': 'UFFFFF+F+U',
  'Mutation.editInstitution': STAFF,
  'Mutation.editPost': { public: 'UFFF+F+FFU', private: 'UFNN+N+NNU', archived: NOBODY_HERE },
  'Mutation.editPost (of another)': { public: NOBODY_HERE, private: 'UFNNFNFNNU', archived: NOBODY_HERE },
  'Mutation.editResource': { public: 'UFFF+F+F+U', private: 'UFNN+N+NNU', archived: NOBODY_HERE },
  'Mutation.editResource (of another)': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: NOBODY_HERE },
  'Mutation.endAffiliation': STAFF,
  'Mutation.inviteToCommunity': { public: FACILITATOR, private: FACILITATOR, archived: NOBODY_HERE },
  // Whoever is in already is told so by the community itself; nothing changes.
  'Mutation.joinCommunity': { public: VERIFIED, private: VERIFIED, archived: 'UFFF+F+FFU' },
  'Mutation.leaveCommunity': VERIFIED,
  'Mutation.liftSuspension': STAFF,
  'Mutation.lockThread': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: NOBODY_HERE },
  'Mutation.markAllNotificationsRead': VERIFIED,
  // Others' are not theirs: nothing is changed, and nothing told.
  'Mutation.markNotificationsRead': VERIFIED,
  'Mutation.markNotificationsUnread': VERIFIED,
  'Mutation.markRead': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.markUnread': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.noteDeviceTimeZone': VERIFIED,
  'Mutation.pinThread': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: NOBODY_HERE },
  'Mutation.removeMember': FACILITATOR,
  'Mutation.removePost': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: 'UFFFFF+F+U' },
  'Mutation.renameCommunity': STAFF,
  'Mutation.reply': { public: 'UFFF+F+FFU', private: 'UFNN+N+NNU', archived: NOBODY_HERE },
  'Mutation.reply (with a file of another)': { public: 'UFFFBFBFFU', private: 'UFNNBNBNNU', archived: NOBODY_HERE },
  'Mutation.reportPost': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.reportPost (removed already)': { public: NOBODY_HERE, private: 'UFNNFNFNNU', archived: NOBODY_HERE },
  'Mutation.requestEmailChange': 'UFBBBBBBBU',
  'Mutation.requestPasswordReset': EVERYBODY,
  'Mutation.resumeMail': VERIFIED,
  'Mutation.resendInvitation': { public: 'UFNNNN+NNU', private: 'UFNNNN+NNU', archived: 'UFNNNNFNNU' },
  'Mutation.resendVerification': 'U++++++++U',
  'Mutation.resetPassword': 'BBBBBBBBBB',
  'Mutation.reopenReport': { public: 'UFNNNN+N+U', private: 'UFNNNN+NNU', archived: 'UFNNNN+N+U' },
  'Mutation.resolveReport': { public: 'UFNNNN+N+U', private: 'UFNNNN+NNU', archived: 'UFNNNN+N+U' },
  'Mutation.restorePost': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: 'UFFFFF+F+U' },
  'Mutation.restoreResource': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.restoreResource (deleted by a facilitator)': {
    public: 'UFNNNN+N+U',
    private: 'UFNNNN+NNU',
    archived: 'UFNNNN+N+U',
  },
  // Of another's resource; it brings no new bytes, so whoever keeps order may do it.
  'Mutation.restoreResourceVersion': { public: 'UFFFFF+F+U', private: 'UFNNFN+NNU', archived: NOBODY_HERE },
  'Mutation.reviveCommunity': STAFF,
  'Mutation.revokeAccessToken': VERIFIED,
  'Mutation.revokeInvitation': 'UFNNNN+NNU',
  'Mutation.revokeSession': VERIFIED,
  'Mutation.setContentInMail': 'UFFF+F+FFU',
  'Mutation.setMailCadence': 'UFFF+F+FFU',
  'Mutation.setMailSettings': VERIFIED,
  'Mutation.setRole': FACILITATOR,
  // Of a programme whose communities are all archived the roster can only shrink.
  'Mutation.setRoster': { public: STAFF, private: STAFF, archived: 'UFFFFFFFBU' },
  'Mutation.shareResource': { public: 'UFFF+F+FFU', private: 'UFFF+F+FFU', archived: NOBODY_HERE },
  'Mutation.shareResource (a link)': { public: 'UFFF+F+FFU', private: 'UFFF+F+FFU', archived: NOBODY_HERE },
  'Mutation.shareResource (an upload of another)': {
    public: 'UFFFBFBFFU',
    private: 'UFFFBFBFFU',
    archived: NOBODY_HERE,
  },
  'Mutation.signIn': 'UUUUUUUUUU',
  'Mutation.signOut': EVERYBODY,
  'Mutation.signUp': EVERYBODY,
  // Nobody but the anonymous world's guest lacks an account for the invited address.
  'Mutation.signUpByInvitation': { public: '+CCCCCCCCC', private: '+CCCCCCCCC', archived: 'FCCCCCCCCC' },
  'Mutation.startThread': { public: 'UFFF+F+FFU', private: 'UFFF+F+FFU', archived: NOBODY_HERE },
  'Mutation.suspendAccount': STAFF,
  'Mutation.suspendAccount (of oneself)': NOBODY_HERE,
  // Of an act that was never theirs.
  'Mutation.undoMarkAllNotificationsRead': 'UFBBBBBBBU',
  'Mutation.updateSettings': VERIFIED,
  'Mutation.verifyEmail': 'BBBBBBBBBB',
  'Mutation.watchCommunity': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.watchThread': { public: VERIFIED, private: 'UFNN+N+NNU', archived: VERIFIED },
  'Mutation.withdrawApplication': 'UFN+NNFNNU',
};

/** `0`: null, or an empty answer that says the same of a community that is not there. */
const inside: Row = { public: EVERYBODY, private: '0000+0+000', archived: EVERYBODY };

/** Every field that one lib adds to another's type, and each of the abilities that it tells the client. */
export const FIELD_ROWS: Readonly<Record<string, Row>> = {
  'AccountCard.affiliations': STAFF,
  'Community.applications': '000000+000',
  // Also `+` where the viewer may read it and its key is lost.
  'Community.applications (a private answer)': '000000+000',
  'Community.auditLog': '000000+000',
  'Community.contentInMail': '0000+0+000',
  'Community.invitations': '000000+000',
  'Community.lastActivityAt': inside,
  'Community.mailCadence': '0000+0+000',
  'Community.memberCount': inside,
  'Community.members': inside,
  'Community.pinnedThreads': inside,
  'Community.reports': { public: '000000+0+0', private: '000000+000', archived: '000000+0+0' },
  'Community.resourceTags': inside,
  'Community.resources': inside,
  'Community.resources (deleted)': { public: '00+++++++0', private: '0000+0+000', archived: '00+++++++0' },
  'Community.rule': EVERYBODY,
  'Community.texts': '000000+0+0',
  'Community.threads': inside,
  'Community.unreadThreads': '0000+0+000',
  'Community.uploadLimits': { public: '0000+0+000', private: '0000+0+000', archived: '0000000000' },
  'Community.viewerApplication': '000+000000',
  'Community.viewerApplication (a private answer)': '0000000000',
  'Community.viewerCan': EVERYBODY,
  'Community.viewerCan (appointFacilitator)': '00000000+0',
  'Community.viewerCan (apply)': { public: '00++0+0++0', private: '00++0+0++0', archived: '0000000000' },
  'Community.viewerCan (edit)': '000000+0+0',
  'Community.viewerCan (facilitate)': '000000+000',
  'Community.viewerCan (invite)': { public: '000000+000', private: '000000+000', archived: '0000000000' },
  'Community.viewerCan (join)': { public: '00++0+0++0', private: '00++0+0++0', archived: '0000000000' },
  'Community.viewerCan (leave)': '0000+0+000',
  'Community.viewerCan (moderate)': { public: '000000+0+0', private: '000000+000', archived: '000000+0+0' },
  'Community.viewerCan (shareResource)': { public: '0000+0+000', private: '0000+0+000', archived: '0000000000' },
  'Community.viewerCan (startThread)': { public: '0000+0+000', private: '0000+0+000', archived: '0000000000' },
  'Community.viewerEnrolledBy': EVERYBODY,
  'Community.viewerInvitation': { public: '00++0+0++0', private: '00++0+0++0', archived: '0000000000' },
  // Nobody of these was removed; to whom it is told, the tests of removal say.
  'Community.viewerRemoval': '0000000000',
  'Community.viewerRole': '0000+0+000',
  'Community.watchLevel': { public: '0++++++++0', private: '0000+0+000', archived: '0++++++++0' },
  // `+`: the author's profile names the community.
  'Person.sharedCommunities': { public: 'UF00+0+00U', private: 'UFNN+N+N0U', archived: 'UF00+0+00U' },
  'Thread.watchLevel': { public: '0++++++++0', private: 'NNNN+N+NNN', archived: '0++++++++0' },
};

/** Bytes that a community holds. */
const files = (inPublic: string, inPrivate = '0000+0+000'): Row => ({
  public: inPublic,
  private: inPrivate,
  archived: inPublic,
});

/** What a browser or a script may fetch by address; `+` is a page or an answer, `M` the present address, `0` is 404. */
export const PATH_ROWS: Readonly<Record<string, Row>> = {
  'GET /': EVERYBODY,
  'GET /c/:slug': EVERYBODY,
  'GET /c/:formerSlug': 'MMMMMMMMMM',
  'GET /c/:slug/d/:id': EVERYBODY,
  // A scanner that opens the link gets the page, which is the same for all and changes nothing.
  'GET /unsubscribe/:mailToken': EVERYBODY,
  'POST /unsubscribe/:mailToken': EVERYBODY,
  'POST /unsubscribe/:slug': '0000000000',
  'GET /inbox': EVERYBODY,
  'GET /health/live': EVERYBODY,
  'GET /health/ready': EVERYBODY,
  'GET /graphql': '0000000000',
  'GET /metrics': '0000000000',
  'GET /files/:version/birches.txt': files(EVERYBODY),
  'GET /files/:version/birches.txt (a range)': files(EVERYBODY),
  'GET /files/:version/birches.txt (known already)': files(EVERYBODY),
  'HEAD /files/:version/birches.txt': files(EVERYBODY),
  'GET /files/:version/preview/small.webp': files(EVERYBODY),
  'GET /files/:version/preview/large.webp': files(EVERYBODY),
  'GET /files/:attachment/birches.txt': files(EVERYBODY),
  // Withheld with the post and the resource: for whoever keeps order.
  'GET /files/:removedAttachment/birches.txt': files('000000+0+0', '000000+000'),
  'GET /files/:removedVersion/birches.txt': files('000000+0+0', '000000+000'),
  'GET /files/:removedVersion/preview/small.webp': files('000000+0+0', '000000+000'),
  'GET /files/:ownHeld/birches.txt': files('00+++++++0', '0000+0+000'),
  'GET /files/:held/birches.txt': '0000000000',
  'GET /uploads/:ownUpload': '0000000000',
  'HEAD /uploads/:ownUpload': { public: '0000+0+000', private: '0000+0+000', archived: '0000000000' },
  'HEAD /uploads/:upload': '0000000000',
  'PATCH /uploads/:upload': '0000000000',
  'DELETE /uploads/:upload': '0000000000',
  'DELETE /uploads/:ownUpload': { public: '0000+0+000', private: '0000+0+000', archived: '0000000000' },
  'POST /uploads': { public: '0000+0+000', private: '0000+0+000', archived: '0000000000' },
};

/** What a live connection may ask for. */
export const SOCKET_ROWS: Readonly<Record<string, Row>> = {
  'thread:watch': readers(EVERYBODY),
  'thread:unwatch': EVERYBODY,
  'community:watch': readers(EVERYBODY),
  'community:unwatch': EVERYBODY,
};
