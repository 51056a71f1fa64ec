import type DataLoader from 'dataloader';
import { loaderOf } from '#platform/graphql';
import type { AskedThread, Unread, UnreadRepository } from './unread.repository.js';

const THREADS = Symbol('posts.unread');
const COMMUNITIES = Symbol('posts.unread-threads');

/** What this account has not read in threads; all that one request asks for come in one statement. Keys: {@link keyOf}. */
export const unreadLoader = (
  request: object,
  unread: UnreadRepository,
  accountId: string,
): DataLoader<string, Unread | null> =>
  loaderOf<Unread>(request, THREADS, async (keys) => {
    const found = await unread.ofThreads(
      accountId,
      keys.map((key) => JSON.parse(key) as AskedThread),
    );
    return new Map(keys.flatMap((key, index) => (found[index] ? [[key, found[index]]] : [])));
  });

/** All that the statement must know of a thread: after a reply in the same request it is asked anew. */
export const keyOf = ({ id, communityId, lastNumber, createdAt, lastActivityAt }: AskedThread): string =>
  JSON.stringify({ id, communityId, lastNumber, createdAt, lastActivityAt });

/** In how many threads of communities this account has something unread; the same for them. Keys: ids. */
export const unreadThreadsLoader = (
  request: object,
  unread: UnreadRepository,
  accountId: string,
): DataLoader<string, number | null> =>
  loaderOf<number>(request, COMMUNITIES, (ids) => unread.ofCommunities(accountId, ids));
