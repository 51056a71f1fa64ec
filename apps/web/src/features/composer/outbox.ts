import type { Client } from 'urql';
import { ReplyDocument } from '../../gql/graphql.js';
import type { PostPartsFragment } from '../../gql/graphql.js';
import { problemOf } from '../../lib/graphql/problem.js';
import { attachmentInputs } from './draft-files.js';
import { backToDraft, dropReply, isStale, keepReply, keptReplies } from './draft-store.js';
import type { KeptReply } from './draft-store.js';
import { ReplyOutbox } from './reply-outbox.js';
import type { Sent } from './reply-outbox.js';

/** The outbox of the signed-in account. */
export type Outbox = ReplyOutbox<PostPartsFragment>;

/** An answer that has not come by then is taken as lost; the reply is sent again under the same id. */
const ANSWER_WITHIN_MS = 20_000;

/** What was waiting when the last page was closed; what has waited too long becomes a draft again. */
function takeUp(accountId: string): KeptReply[] {
  return keptReplies(localStorage, accountId).filter((reply) => {
    if (!isStale(reply, Date.now())) return true;
    backToDraft(localStorage, accountId, reply);
    dropReply(localStorage, accountId, reply);
    return false;
  });
}

/** The outbox of an account, which takes up at once what was waiting. It sends until it is stopped. */
export function openOutbox(client: Client, accountId: string): Outbox {
  const outbox = makeOutbox(client, accountId);
  outbox.start(takeUp(accountId));
  return outbox;
}

function makeOutbox(client: Client, accountId: string): Outbox {
  const outbox = new ReplyOutbox<PostPartsFragment>({
    send: (reply) => sendReply(client, reply),
    keep: (reply) => keepReply(localStorage, accountId, reply),
    drop: (reply) => dropReply(localStorage, accountId, reply),
    online: () => navigator.onLine,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  // Kept as a draft first, whichever page is open; the composer of the thread, if it is, then reads it.
  outbox.onOutcome((reply, { problem }) => {
    if (problem) backToDraft(localStorage, accountId, reply);
  });
  return outbox;
}

async function sendReply(client: Client, reply: KeptReply): Promise<Sent<PostPartsFragment>> {
  const { id, threadId, body, inReplyTo } = reply;
  const attachments = attachmentInputs(reply.attachments);
  const input = { id, threadId, body, inReplyTo: inReplyTo?.id ?? null, attachments };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = new Promise<Sent<PostPartsFragment>>((resolve) => {
    timer = setTimeout(() => resolve({ problem: { code: 'OFFLINE', fields: {} } }), ANSWER_WITHIN_MS);
  });
  const answer = client
    .mutation(ReplyDocument, { input })
    .toPromise()
    .then(({ data, error }): Sent<PostPartsFragment> => {
      const problem = problemOf(error);
      if (data && !problem) return { post: data.reply };
      return { problem: problem ?? { code: 'INTERNAL', fields: {} } };
    });
  return Promise.race([answer, lost]).finally(() => clearTimeout(timer));
}
