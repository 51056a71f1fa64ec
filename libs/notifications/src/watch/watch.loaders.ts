import { forgetLoaded, loaderOf } from '#platform/graphql';
import type { WatchedThread, WatchRepository } from './watch.repository.js';
import type { WatchLevel } from './watch.type.js';

const LEVELS = Symbol('notifications.watch-levels');

const keyOf = ({ id, communityId }: WatchedThread): string => `${id}/${communityId}`;

const loader = (context: object, watches: WatchRepository, accountId: string) =>
  loaderOf<WatchLevel>(context, LEVELS, async (keys) => {
    const threads = keys.map((key): WatchedThread => {
      const [id = '', communityId = ''] = key.split('/');
      return { id, communityId };
    });
    const levels = await watches.levels(accountId, threads);
    return new Map(
      threads.flatMap((thread) => {
        const level = levels.get(thread.id);
        return level ? [[keyOf(thread), level]] : [];
      }),
    );
  });

/** How closely an account follows a thread; all that one request asks for come in one statement. */
export const loadWatchLevel = async (
  context: object,
  watches: WatchRepository,
  accountId: string,
  thread: WatchedThread,
): Promise<WatchLevel> => (await loader(context, watches, accountId).load(keyOf(thread))) ?? 'NORMAL';

/** Forgets what this request knew of all threads, after it changed what is followed. */
export function forgetWatchLevels(context: object): void {
  forgetLoaded(context, LEVELS);
}
