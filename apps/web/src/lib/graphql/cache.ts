import { cacheExchange } from '@urql/exchange-graphcache';
import type { Cache, Resolver, UpdateResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Exchange } from 'urql';
import { EMBEDDED } from './embedded-types.js';

function forget(cache: Cache, fieldName: string): void {
  for (const field of cache.inspectFields('Query')) {
    if (field.fieldName === fieldName) cache.invalidate('Query', field.fieldName, field.arguments ?? undefined);
  }
}

/** What is in a community's library, and how much room it takes. */
const LIBRARY = ['resources', 'resourceTags', 'uploadLimits'];

/** What of a community is for those who belong to it or look after it. */
const INSIDE = new Set([
  'members',
  'threads',
  'pinnedThreads',
  'applications',
  'invitations',
  'reports',
  'auditLog',
  'unreadThreads',
  'lastActivityAt',
  ...LIBRARY,
]);

function forgetInside(cache: Cache, communityId: unknown, fields: ReadonlySet<string> = INSIDE): void {
  const entity = { __typename: 'Community', id: String(communityId) };
  for (const field of cache.inspectFields(entity)) {
    if (fields.has(field.fieldName)) cache.invalidate(entity, field.fieldName, field.arguments ?? undefined);
  }
}

type StandingMutation =
  | 'joinCommunity'
  | 'leaveCommunity'
  | 'appointFacilitator'
  | 'setRole'
  | 'removeMember'
  | 'acceptInvitation'
  | 'acceptOwnInvitation'
  | 'archiveCommunity'
  | 'reviveCommunity'
  | 'changeCommunityRules';

/** Joining or leaving changes more than the community itself: lists of mine, its members, what of it one may read. */
const standingChanged =
  (mutation: StandingMutation): UpdateResolver =>
  (result, _args, cache) => {
    const community = result[mutation];
    if (hasId(community)) forgetInside(cache, community.id);
    forget(cache, 'communities');
    forget(cache, 'person');
    forget(cache, 'thread');
    forget(cache, 'resource');
    forget(cache, 'notifications');
    forget(cache, 'search');
  };

const hasId = (value: unknown): value is { id: unknown } =>
  typeof value === 'object' && value !== null && 'id' in value;

/** A decision takes an application from the queue and may bring a member. */
const decided: UpdateResolver = (result, _args, cache) => {
  const application = result.decideApplication;
  if (typeof application !== 'object' || application === null || !('community' in application)) return;
  if (hasId(application.community)) {
    forgetInside(cache, application.community.id, new Set(['applications', 'members', 'auditLog']));
  }
};

/** A removed post takes its reports from the queue. */
const postRemoved: UpdateResolver = (result, _args, cache) => {
  const post = result.removePost;
  if (typeof post !== 'object' || post === null || !('thread' in post)) return;
  const { thread } = post;
  if (typeof thread !== 'object' || thread === null || !('community' in thread)) return;
  if (hasId(thread.community)) forgetInside(cache, thread.community.id, QUEUE);
};

const QUEUE = new Set(['reports', 'auditLog', 'threads', 'pinnedThreads']);

/** A report that is settled takes all of its post from the queue. */
const reportSettled: UpdateResolver<unknown, { input: { reportId: string } }> = (_result, { input }, cache) => {
  let key: unknown = cache.keyOfEntity({ __typename: 'Report', id: input.reportId });
  for (const field of ['post', 'thread', 'community']) {
    if (typeof key !== 'string') return;
    key = cache.resolve(key, field);
  }
  if (typeof key !== 'string') return;
  const id = cache.resolve(key, 'id');
  forgetInside(cache, id, QUEUE);
};

/** Which thread stands at the top is another now. */
const arranged =
  (mutation: 'lockThread' | 'pinThread'): UpdateResolver =>
  (result, _args, cache) => {
    const thread = result[mutation];
    if (typeof thread !== 'object' || thread === null || !('community' in thread)) return;
    if (hasId(thread.community)) forgetInside(cache, thread.community.id, QUEUE);
  };

type LibraryMutation =
  | 'shareResource'
  | 'editResource'
  | 'addResourceVersion'
  | 'restoreResourceVersion'
  | 'deleteResource'
  | 'restoreResource';

/** A resource is another, has come or gone: the lists that it stands in are read anew. */
const libraryChanged =
  (mutation: LibraryMutation): UpdateResolver =>
  (result, _args, cache) => {
    const resource = result[mutation];
    if (!hasId(resource)) return;
    const community = cache.resolve({ __typename: 'Resource', id: String(resource.id) }, 'community');
    if (typeof community === 'string') forgetInside(cache, cache.resolve(community, 'id'), new Set(LIBRARY));
  };

/** Outside of a private community nothing of its inside is kept, however it was learned that one is outside. */
const outside: UpdateResolver = (community, _args, cache) => {
  if (community.visibility !== 'PRIVATE' || community.viewerRole !== null || !hasId(community)) return;
  forgetInside(cache, community.id);
  forget(cache, 'notifications');
  forget(cache, 'search');
};

/** What is read in a thread counts for its community as well, and for the inbox. */
const readThere =
  (mutation: 'markRead' | 'markUnread' | 'watchThread'): UpdateResolver =>
  (result, _args, cache) => {
    const thread = result[mutation];
    if (!hasId(thread)) return;
    const community = cache.resolve({ __typename: 'Thread', id: String(thread.id) }, 'community');
    if (typeof community === 'string') cache.invalidate(community, 'unreadThreads');
    forget(cache, 'notifications');
  };

const forgets =
  (fieldName: string): UpdateResolver =>
  (_result, _args, cache) =>
    forget(cache, fieldName);

/** What was done about an account is read anew with it. */
const accountTouched: UpdateResolver<unknown, { input: { accountId: string } }> = (_result, { input }, cache) =>
  cache.invalidate({ __typename: 'AccountCard', id: input.accountId });

/** A new roster: its pages are read anew, and who belongs to its communities has changed. */
const rosterReplaced: UpdateResolver<unknown, { input: { programme: string } }> = (_result, { input }, cache) => {
  const programme = { __typename: 'Programme', slug: input.programme };
  for (const field of cache.inspectFields(programme)) {
    if (field.fieldName === 'roster') cache.invalidate(programme, field.fieldName, field.arguments ?? undefined);
  }
  forget(cache, 'communities');
};

/** A list whose pages are shown together; one that is not for the viewer is null, and not something to ask for again. */
function paged(): Resolver {
  const together = relayPagination();
  return (parent, args, cache, info) =>
    cache.resolve(info.parentKey, info.fieldName, args) === null ? null : together(parent, args, cache, info);
}

/**
 * The first page of a narrowed list was read anew: what came after it then is not what comes after it now, since what is read
 * or answered has left the list.
 */
const begunAnew: UpdateResolver = (_community, args, cache, { parentKey }) => {
  if (!args['choice'] || args['after']) return;
  for (const { fieldName, arguments: other } of cache.inspectFields(parentKey))
    if (fieldName === 'threads' && other?.['after'] && other['choice'] === args['choice'])
      cache.invalidate(parentKey, fieldName, other);
};

/** The normalised cache: which types are embedded, which lists are paged, what a mutation makes stale. */
export function createCache(): Exchange {
  return cacheExchange({
    keys: {
      ...Object.fromEntries(EMBEDDED.map((typename) => [typename, () => null])),
      // There is one: one's own.
      MailSettings: () => 'own',
      Programme: ({ slug }) => (typeof slug === 'string' ? slug : null),
    },
    resolvers: {
      Query: {
        communities: paged(),
        keptMail: paged(),
        accounts: paged(),
        auditLog: paged(),
        institutions: paged(),
        search: paged(),
        unattended: paged(),
      },
      Community: {
        members: paged(),
        threads: paged(),
        resources: paged(),
        applications: paged(),
        invitations: paged(),
        reports: paged(),
        auditLog: paged(),
      },
      Programme: { roster: paged() },
    },
    updates: {
      Community: { viewerRole: outside, threads: begunAnew },
      Mutation: {
        joinCommunity: standingChanged('joinCommunity'),
        leaveCommunity: standingChanged('leaveCommunity'),
        appointFacilitator: standingChanged('appointFacilitator'),
        setRole: standingChanged('setRole'),
        removeMember: standingChanged('removeMember'),
        acceptInvitation: standingChanged('acceptInvitation'),
        acceptOwnInvitation: standingChanged('acceptOwnInvitation'),
        markRead: readThere('markRead'),
        markUnread: readThere('markUnread'),
        watchThread: readThere('watchThread'),
        watchCommunity: forgets('notifications'),
        markNotificationsRead: forgets('notifications'),
        markNotificationsUnread: forgets('notifications'),
        markAllNotificationsRead: forgets('notifications'),
        undoMarkAllNotificationsRead: forgets('notifications'),
        // Which digest comes next hangs on it.
        setMailCadence: forgets('mailSettings'),
        archiveCommunity: standingChanged('archiveCommunity'),
        reviveCommunity: standingChanged('reviveCommunity'),
        changeCommunityRules: standingChanged('changeCommunityRules'),
        createCommunity: forgets('communities'),
        decideApplication: decided,
        removePost: postRemoved,
        resolveReport: reportSettled,
        lockThread: arranged('lockThread'),
        pinThread: arranged('pinThread'),
        shareResource: libraryChanged('shareResource'),
        editResource: libraryChanged('editResource'),
        addResourceVersion: libraryChanged('addResourceVersion'),
        restoreResourceVersion: libraryChanged('restoreResourceVersion'),
        deleteResource: libraryChanged('deleteResource'),
        restoreResource: libraryChanged('restoreResource'),
        suspendAccount: accountTouched,
        liftSuspension: accountTouched,
        affiliate: accountTouched,
        endAffiliation: accountTouched,
        addInstitution: forgets('institutions'),
        editInstitution: forgets('institutions'),
        setRoster: rosterReplaced,
        revokeSession: forgets('sessions'),
        createAccessToken: forgets('accessTokens'),
        revokeAccessToken: forgets('accessTokens'),
        changePassword: forgets('sessions'),
        verifyEmail: forgets('me'),
        confirmEmailChange: forgets('me'),
        requestEmailChange: forgets('me'),
      },
    },
  });
}
