import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchSession, BenchThread, Dataset } from '../dataset.js';
import type { Random } from '../random.js';
import type { Side } from '../side.js';
import { Connection, type Answer } from './connection.js';
import type { Job } from './job.js';
import type { ReplyMaker } from './reply-maker.js';

const PAGE = 20;
/** Communities of everybody who asks for what is unread. */
const COMMUNITIES = 30;
/** One answer of so many is read in full; of the others, status and identity are checked. */
const FULL_CHECK_EVERY = 20;
const ERRORS = Buffer.from('"errors":');

/**
 * Reads pages or lists at random on every connection until time is up, beside one writer. Returns requests a second.
 * Throws at the first answer that is wrong.
 */
export async function readAtRandom(
  side: Side,
  job: Job & { kind: 'read' },
  dataset: Dataset,
  random: Random,
  replies: ReplyMaker,
): Promise<number> {
  const connections = await Promise.all(Array.from({ length: job.connections }, () => Connection.open(side.port)));
  const start = performance.now();
  const end = start + job.seconds * 1000;
  let answers = 0;
  const reader = async (connection: Connection): Promise<void> => {
    while (performance.now() < end) {
      const thread = job.at?.thread ?? random.of(dataset.threads);
      const session = job.signedIn ? random.of(dataset.sessions) : undefined;
      const request = asking(side, job.what, thread, session, job.at?.near);
      check(await connection.ask(request), side, thread, job.what, answers % FULL_CHECK_EVERY === 0);
      answers += 1;
    }
  };
  const writing = writeBeside(side, job, end, replies);
  try {
    await Promise.all([...connections.map(reader), writing]);
  } finally {
    for (const connection of connections) connection.close();
  }
  return answers / ((performance.now() - start) / 1000);
}

type What = (Job & { kind: 'read' })['what'];

function asking(side: Side, what: What, thread: BenchThread, session: BenchSession | undefined, near?: number): string {
  if (what === 'page' || !session)
    return side.page(thread, { ...(session ? { session } : {}), ...(near === undefined ? {} : { near }) });
  switch (what) {
    case 'list':
      return side.list(thread, session);
    case 'resources':
      return side.resources(thread, session);
    case 'inbox':
      return side.inbox(session);
    case 'unread':
      return side.unread(session);
  }
}

function rowsOf(side: Side, what: What, answer: unknown): readonly unknown[] {
  switch (what) {
    case 'page':
      return side.postsOf(answer);
    case 'list':
      return side.threadsOf(answer);
    case 'resources':
      return side.resourcesOf(answer);
    case 'inbox':
      return side.inboxOf(answer);
    case 'unread':
      return side.unreadOf(answer);
  }
}

function check({ status, body }: Answer, side: Side, thread: BenchThread, what: What, full: boolean): void {
  const identity = what === 'page' ? thread.id : '"id":"';
  if (status !== 200 || body.includes(ERRORS) || !body.includes(identity)) {
    throw new Error(`A wrong answer (status ${status}): ${body.toString().slice(0, 300)}`);
  }
  if (!full) return;
  const answer: unknown = JSON.parse(body.toString());
  const rows = rowsOf(side, what, answer);
  const expected = what === 'unread' ? COMMUNITIES : PAGE;
  if (rows.length !== expected) throw new Error(`${rows.length} rows where ${expected} were asked for.`);
}

/** Replies at a steady pace, and reads each reply back: an answer from a stale cache would not have it. */
async function writeBeside(side: Side, job: Job & { kind: 'read' }, end: number, replies: ReplyMaker): Promise<void> {
  const connection = await Connection.open(side.port);
  try {
    for (let next = performance.now(); next < end; next += 1000 / job.repliesPerSecond) {
      await sleep(Math.max(0, next - performance.now()));
      const reply = replies.next(side);
      const number = side.numberOf(await connection.json(side.reply(reply)));
      const options = { near: number, ...(job.signedIn ? { session: reply.author } : {}) };
      const posts = side.postsOf(await connection.json(side.page(reply.thread, options)));
      const found = posts.find((post) => post.id === reply.id);
      if (found?.number !== number || found.html !== reply.bodyHtml) {
        throw new Error(`Reply ${number} was acknowledged and is not in the next answer.`);
      }
    }
  } finally {
    connection.close();
  }
}
