import type { Outcome } from './belonging.js';
import { beginAfter, bundle } from './inbox.js';
import type { PersonName } from './people.js';
import { isSilent, mayRead, type Choice, type Community, type State, type Thread } from './state.js';

export function followThread(state: State, who: PersonName, thread: Thread, level: Choice['level']): Outcome {
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  thread.choices.set(who, { level, at: state.clock, chosen: true });
  if (level === 'MUTED')
    for (const notice of unread(state, who)) if (notice.thread === thread) notice.readBy = state.clock;
  return null;
}

export function followCommunity(state: State, who: PersonName, community: Community, level: Choice['level']): Outcome {
  if (!mayRead(who, community)) return 'NOT_FOUND';
  community.choices.set(who, { level, at: state.clock, chosen: true });
  if (level === 'MUTED')
    for (const notice of unread(state, who))
      if (notice.community === community && notice.thread && isSilent(who, notice.thread)) notice.readBy = state.clock;
  return null;
}

/** Only ever forward; what was told up to there is read, and a bundle begins after it. */
export function read(state: State, who: PersonName, thread: Thread, asked: number): Outcome {
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  const number = Math.min(asked, thread.posts.length);
  thread.marks.set(who, Math.max(thread.marks.get(who) ?? 0, number));
  for (const notice of unread(state, who).filter((one) => one.thread === thread)) {
    if (notice.last <= number) notice.readBy = state.clock;
    else if (notice.kind === 'REPLY' && notice.first <= number) beginAfter(state, who, notice, thread, number);
  }
  return null;
}

/** From this number on all is unread again, also what was told of it, unless it is silent. */
export function unreadFrom(state: State, who: PersonName, thread: Thread, asked: number): Outcome {
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  const number = Math.min(asked, thread.posts.length);
  thread.marks.set(who, number - 1);
  for (const notice of state.inbox(who).filter((one) => one.thread === thread && one.last >= number)) {
    if (!isSilent(who, thread)) notice.readBy = null;
    if (notice.kind !== 'REPLY' || notice.readBy !== null) continue;
    const all = bundle(state, who, thread, Math.max(2, number), notice.last);
    notice.first = all?.first ?? notice.last;
    notice.count = Math.max(1, all?.count ?? 0);
  }
  return null;
}

export function readAll(state: State, who: PersonName): Outcome {
  for (const notice of unread(state, who)) notice.readBy = state.clock;
  state.acts.set(who, state.clock);
  return null;
}

/** What was marked by the last such act is unread again, but for what was read or muted meanwhile. */
export function undoReadAll(state: State, who: PersonName): Outcome {
  const act = state.acts.get(who);
  for (const notice of state.inbox(who)) {
    if (notice.readBy !== act || act === undefined) continue;
    const { thread } = notice;
    if (thread && isSilent(who, thread)) continue;
    if (thread && !notice.stands && (thread.marks.get(who) ?? 0) >= notice.last) continue;
    notice.readBy = null;
  }
  return null;
}

const unread = (state: State, who: PersonName) => state.inbox(who).filter(({ readBy }) => readBy === null);
