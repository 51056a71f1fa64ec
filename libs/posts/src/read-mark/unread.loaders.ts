import type DataLoader from 'dataloader';
import { loaderOf, loaderOfObjects } from '#platform/graphql';
import type { AskedThread, Unread, UnreadRepository } from './unread.repository.js';

const THREADS = Symbol('posts.unread');
const COMMUNITIES = Symbol('posts.unread-threads');

/**
 * What this account has not read in threads; all that one request asks for come in one statement. After a reply in the same
 * request its thread is another object, and asked anew.
 */
export const unreadLoader = (
  request: object,
  unread: UnreadRepository,
  accountId: string,
): DataLoader<AskedThread, Unread | null> =>
  loaderOfObjects<AskedThread, Unread>(request, THREADS, (threads) => unread.ofThreads(accountId, threads));

/** In how many threads of communities this account has something unread; the same for them. Keys: ids. */
export const unreadThreadsLoader = (
  request: object,
  unread: UnreadRepository,
  accountId: string,
): DataLoader<string, number | null> =>
  loaderOf<number>(request, COMMUNITIES, (ids) => unread.ofCommunities(accountId, ids));
