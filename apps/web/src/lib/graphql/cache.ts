import { cacheExchange } from '@urql/exchange-graphcache';
import type { Cache, UpdateResolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { Exchange } from 'urql';

/** Types without an identity of their own live inside the object that holds them. */
const embedded = [
  'CommunityAbilities',
  'CommunityConnection',
  'CommunityEdge',
  'CreatedAccessToken',
  'KeptMailConnection',
  'KeptMailEdge',
  'Member',
  'MemberConnection',
  'MemberEdge',
  'PageInfo',
  'PostAbilities',
  'PostConnection',
  'PostEdge',
  // The post that is answered, in short: the same id as the whole post, but never the same object in the cache.
  'PostRef',
  'PostRevision',
  'PostRevisionConnection',
  'PostRevisionEdge',
  'SiteInfo',
  'ThreadAbilities',
  'ThreadConnection',
  'ThreadEdge',
] as const;

function forget(cache: Cache, fieldName: string): void {
  for (const field of cache.inspectFields('Query')) {
    if (field.fieldName === fieldName) cache.invalidate('Query', field.fieldName, field.arguments ?? undefined);
  }
}

function forgetPeopleAndThreads(cache: Cache, communityId: unknown): void {
  const entity = { __typename: 'Community', id: String(communityId) };
  for (const field of cache.inspectFields(entity)) {
    if (field.fieldName === 'members' || field.fieldName === 'threads') {
      cache.invalidate(entity, field.fieldName, field.arguments ?? undefined);
    }
  }
}

/** Joining or leaving changes more than the community itself: lists of mine, its members, what of it one may read. */
const standingChanged =
  (mutation: 'joinCommunity' | 'leaveCommunity' | 'appointFacilitator'): UpdateResolver =>
  (result, _args, cache) => {
    const community = result[mutation];
    if (typeof community === 'object' && community !== null && 'id' in community) {
      forgetPeopleAndThreads(cache, community.id);
    }
    forget(cache, 'communities');
    forget(cache, 'person');
    forget(cache, 'thread');
  };

const forgets =
  (fieldName: string): UpdateResolver =>
  (_result, _args, cache) =>
    forget(cache, fieldName);

/** The normalised cache: which types are embedded, which lists are paged, what a mutation makes stale. */
export function createCache(): Exchange {
  return cacheExchange({
    keys: Object.fromEntries(embedded.map((typename) => [typename, () => null])),
    resolvers: {
      Query: { communities: relayPagination(), keptMail: relayPagination() },
      Community: { members: relayPagination(), threads: relayPagination() },
    },
    updates: {
      Mutation: {
        joinCommunity: standingChanged('joinCommunity'),
        leaveCommunity: standingChanged('leaveCommunity'),
        appointFacilitator: standingChanged('appointFacilitator'),
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
