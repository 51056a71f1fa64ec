import type { PersonName } from './people.js';
import {
  EVERYBODY,
  isSilent,
  isVerified,
  mayRead,
  roleOf,
  stands,
  type Application,
  type Community,
  type Notice,
  type Post,
  type State,
  type Thread,
} from './state.js';

/** Who is told of anything at all: whoever has an account. */
const READERS = EVERYBODY.filter((who) => who !== 'nobody');

/** Whether somebody sees this in the inbox at this moment. */
export function isSeen(who: PersonName, { kind, community }: Notice): boolean {
  if (!isVerified(who)) return false;
  if (kind === 'APPLICATION') return roleOf(who, community) === 'FACILITATOR';
  return kind === 'APPLICATION_DECIDED' || kind === 'ROLE_CHANGED' || mayRead(who, community);
}

/** A new post: whoever writes follows, and whoever wants to hear of it is told once, of the strongest kind. */
export function tellOfPost(state: State, thread: Thread, number: number, quoted: PersonName | null): void {
  const post = postAt(thread, number);
  const { community } = thread;
  if (community.members.has(post.author)) followByWriting(state, thread, post.author);
  for (const who of READERS.filter((one) => one !== post.author && wants(one, thread))) {
    const follows = thread.choices.get(who)?.level === 'WATCHING';
    if (mentions(post, who)) tellOnce(state, who, { kind: 'MENTION', thread, number, matter: post, at: post.at });
    else if (quoted === who) tellOnce(state, who, { kind: 'QUOTE', thread, number, matter: post, at: post.at });
    else if (number > 1 && follows) tellOfReply(state, who, thread, number);
    else if (number === 1 && community.choices.get(who)?.level === 'WATCHING')
      tellOnce(state, who, { kind: 'NEW_THREAD', thread, number, matter: null, at: post.at });
  }
  settle(state, thread, number);
}

/** An edit: it tells those to whom the post never spoke before, also where they had read it. */
export function tellOfEdit(state: State, thread: Thread, number: number, spoken: readonly PersonName[]): void {
  const post = postAt(thread, number);
  const fresh = spoken.filter((who) => who !== post.author && !post.spokenTo.has(who));
  for (const who of spoken) post.spokenTo.add(who);
  const told = fresh.filter((who) => wants(who, thread) && !isToldApart(state, who, post));
  if (told.length === 0) return;
  for (const who of told) {
    state.inbox(who).push({
      kind: 'MENTION',
      community: thread.community,
      thread,
      matter: post,
      first: number,
      last: number,
      count: 1,
      at: state.clock,
      readBy: null,
      stands: true,
    });
    shrink(state, who, thread, number);
    if (number === 1) state.drop(who, (notice) => notice.kind === 'NEW_THREAD' && notice.thread === thread);
  }
  settle(state, thread, number);
}

/** A post is gone: what was told of it is taken back. */
export function takeBack(state: State, thread: Thread, number: number): void {
  const post = postAt(thread, number);
  for (const who of READERS) {
    state.drop(
      who,
      (notice) => notice.matter === post || (number === 1 && notice.kind === 'NEW_THREAD' && notice.thread === thread),
    );
    shrink(state, who, thread, number);
  }
}

/** What waits in a community, for those who lead it: new again only where a newer application came. */
export function tellOfWaiting(state: State, community: Community): void {
  const waiting = community.applications.filter(({ status }) => status === 'WAITING');
  const newest = Math.max(...waiting.map(({ at }) => at));
  for (const who of READERS) {
    const isIt = (notice: Notice): boolean => notice.kind === 'APPLICATION' && notice.community === community;
    const known = state.inbox(who).find(isIt);
    if (waiting.length === 0 || roleOf(who, community) !== 'FACILITATOR') state.drop(who, isIt);
    else if (!known) state.inbox(who).push(aside('APPLICATION', community, newest, null, waiting.length));
    else {
      if (known.at < newest) known.readBy = null;
      known.count = waiting.length;
      known.at = Math.max(known.at, newest);
    }
  }
}

/** How an application was decided. */
export function tellOfDecision(state: State, community: Community, application: Application): void {
  state.inbox(application.who).push(aside('APPLICATION_DECIDED', community, state.clock, application));
}

/** What somebody became, unless it was their own act. */
export function tellOfRole(state: State, who: PersonName, community: Community, by: PersonName): void {
  if (who === by) return;
  state.drop(who, (notice) => notice.kind === 'ROLE_CHANGED' && notice.community === community);
  state.inbox(who).push(aside('ROLE_CHANGED', community, state.clock, null));
}

/** What a bundle of replies may hold: the posts of others that stand there and of which its reader was not told apart. */
export function bundle(
  state: State,
  who: PersonName,
  thread: Thread,
  from: number,
  to: number,
): { first: number; last: number; count: number; at: number } | null {
  const numbers = thread.posts.flatMap((post, index) =>
    index + 1 >= from && index + 1 <= to && post.author !== who && stands(post) && !isToldApart(state, who, post)
      ? [index + 1]
      : [],
  );
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined) return null;
  return { first, last, count: numbers.length, at: postAt(thread, last).at };
}

/** Makes a bundle begin after what was read of it; it holds its last at least. */
export function beginAfter(state: State, who: PersonName, notice: Notice, thread: Thread, number: number): void {
  const left = bundle(state, who, thread, number + 1, notice.last);
  notice.first = left?.first ?? notice.last;
  notice.count = Math.max(1, Math.min(notice.count, left?.count ?? 0));
}

const postAt = (thread: Thread, number: number): Post => {
  const post = thread.posts[number - 1];
  if (!post) throw new Error(`The model has no post ${number}.`);
  return post;
};

const mentions = (post: Post, who: PersonName): boolean => post.body.includes(`[@${who}]`);

/** Somebody may read it at this moment, and wants to hear of it. */
const wants = (who: PersonName, thread: Thread): boolean => mayRead(who, thread.community) && !isSilent(who, thread);

const isToldApart = (state: State, who: PersonName, post: Post): boolean =>
  state.inbox(who).some(({ matter }) => matter === post);

function followByWriting(state: State, thread: Thread, who: PersonName): void {
  const own = thread.choices.get(who);
  const wide = thread.community.choices.get(who);
  if (!own) thread.choices.set(who, { level: 'WATCHING', at: state.clock, chosen: false });
  // Whoever muted the community and writes afterwards wants the answers.
  else if (!own.chosen && wide?.level === 'MUTED' && wide.at >= own.at) own.at = state.clock;
}

interface Told {
  readonly kind: Notice['kind'];
  readonly thread: Thread;
  readonly number: number;
  readonly matter: Post | null;
  readonly at: number;
}

function tellOnce(state: State, who: PersonName, { kind, thread, number, matter, at }: Told): void {
  const numbers = { first: number, last: number, count: 1 };
  state
    .inbox(who)
    .push({ kind, community: thread.community, thread, matter, ...numbers, at, readBy: null, stands: false });
}

function tellOfReply(state: State, who: PersonName, thread: Thread, number: number): void {
  const { at } = postAt(thread, number);
  const known = state.inbox(who).find((notice) => notice.kind === 'REPLY' && notice.thread === thread);
  if (!known) {
    tellOnce(state, who, { kind: 'REPLY', thread, number, matter: null, at });
    return;
  }
  const waits = known.readBy === null && (thread.marks.get(who) ?? 0) < known.last;
  known.count = waits ? known.count + 1 : 1;
  if (!waits) known.first = number;
  known.last = number;
  known.at = at;
  known.readBy = null;
}

const aside = (
  kind: Notice['kind'],
  community: Community,
  at: number,
  matter: Application | null,
  count = 1,
): Notice => ({ kind, community, thread: null, matter, first: 0, last: 0, count, at, readBy: null, stands: false });

/** After telling of the posts from this number on, it is looked at who read, muted or left meanwhile or before. */
function settle(state: State, thread: Thread, from: number): void {
  for (const who of READERS) {
    const hasNoGround = (notice: Notice): boolean =>
      !mayRead(who, thread.community) ||
      (notice.kind === 'REPLY' && !thread.choices.has(who)) ||
      (notice.kind === 'NEW_THREAD' && !thread.community.choices.has(who));
    const waits = (notice: Notice): boolean => notice.thread === thread && notice.readBy === null;
    state.drop(who, (notice) => waits(notice) && notice.last >= from && hasNoGround(notice));
    const read = thread.marks.get(who) ?? 0;
    for (const notice of state.inbox(who).filter(waits)) {
      const isQuiet = notice.last >= from && isSilent(who, thread);
      if (isQuiet || (!notice.stands && notice.last <= read)) notice.readBy = state.clock;
      else if (notice.kind === 'REPLY' && read >= Math.max(notice.first, from) && read < notice.last)
        beginAfter(state, who, notice, thread, read);
    }
  }
}

/** A bundle around this number is counted anew. */
function shrink(state: State, who: PersonName, thread: Thread, number: number): void {
  const notice = state.inbox(who).find((one) => one.kind === 'REPLY' && one.thread === thread);
  if (!notice || number < notice.first || number > notice.last) return;
  const left = bundle(state, who, thread, notice.first, notice.last);
  if (!left) state.drop(who, (one) => one === notice);
  else Object.assign(notice, left, { count: Math.min(notice.count, left.count) });
}
