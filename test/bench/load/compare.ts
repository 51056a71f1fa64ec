import { isDeepStrictEqual } from 'node:util';
import type { Dataset } from '../dataset.js';
import type { Random } from '../random.js';
import type { Side } from '../side.js';
import { Connection } from './connection.js';

/**
 * Asks both sides for the same threads, as anonymous reader and as member, and for the same lists. Throws when one
 * post differs in number, HTML or author, or one list in its order.
 */
export async function compareAnswers(
  ours: Side,
  bare: Side,
  samples: number,
  dataset: Dataset,
  random: Random,
): Promise<void> {
  const [toOurs, toBare] = [await Connection.open(ours.port), await Connection.open(bare.port)];
  try {
    for (let sample = 0; sample < samples; sample += 1) {
      const thread = random.of(dataset.threads);
      const session = random.of(dataset.sessions);
      const theirs = bare.postsOf(await toBare.json(bare.page(thread, {})));
      for (const options of [{}, { session }]) {
        const posts = ours.postsOf(await toOurs.json(ours.page(thread, options)));
        equal(posts, theirs, `The first page of thread ${thread.id}`);
      }
      const lists = [
        ours.threadsOf(await toOurs.json(ours.list(thread, session))),
        bare.threadsOf(await toBare.json(bare.list(thread, session))),
      ];
      equal(lists[0], lists[1], `The list of ${thread.communitySlug}`);
      const libraries = [
        ours.resourcesOf(await toOurs.json(ours.resources(thread, session))),
        bare.resourcesOf(await toBare.json(bare.resources(thread, session))),
      ];
      equal(libraries[0], libraries[1], `The library of ${thread.communitySlug}`);
      const inboxes = [
        ours.inboxOf(await toOurs.json(ours.inbox(session))),
        bare.inboxOf(await toBare.json(bare.inbox(session))),
      ];
      equal(inboxes[0], inboxes[1], `The inbox of ${session.accountId}`);
      const unread = [
        ours.unreadOf(await toOurs.json(ours.unread(session))),
        bare.unreadOf(await toBare.json(bare.unread(session))),
      ];
      equal(unread[0], unread[1], `What ${session.accountId} has not read`);
    }
  } finally {
    toOurs.close();
    toBare.close();
  }
}

function equal(ours: unknown, bare: unknown, what: string): void {
  if (isDeepStrictEqual(ours, bare)) return;
  throw new Error(
    `${what} is not the same on both sides: ${JSON.stringify(ours).slice(0, 300)} … ${JSON.stringify(bare).slice(0, 300)}`,
  );
}
