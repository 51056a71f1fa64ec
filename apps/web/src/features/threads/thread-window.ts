import type { LivePost } from '#contracts';

/** Who wrote something. Messages are about people who have just acted, so only GraphQL says `former`. */
export interface ThreadPerson {
  id: string;
  name: string;
  former?: boolean;
}

/** What the viewer may do to a post. */
export interface PostRights {
  edit: boolean;
  delete: boolean;
  remove: boolean;
  restore: boolean;
  report: boolean;
}

/** What may be done to a post that its author deleted. */
export const NO_RIGHTS: PostRights = { edit: false, delete: false, remove: false, restore: false, report: false };

/** A post as the page holds it; `viewerCan` is null until GraphQL has said it, since messages do not carry it. */
export interface ThreadPost extends LivePost {
  author: ThreadPerson;
  inReplyTo: { id: string; number: number; author: ThreadPerson } | null;
  viewerCan: PostRights | null;
}

/** One answer of `Thread.posts`: posts in ascending order with their cursors. */
export interface PostPage {
  posts: readonly ThreadPost[];
  cursors: readonly string[];
  lastNumber: number;
}

/**
 * The part of a thread that is on the page: a run of posts without a gap, and what is known beyond it.
 * Every function here returns a new value and depends on numbers and revisions alone, never on the order of arrival.
 */
export interface ThreadWindow {
  /** Ascending by number, without a gap. */
  posts: readonly ThreadPost[];
  /** Cursors by number, for pages before and after; posts that came by a message have none. */
  cursors: ReadonlyMap<number, string>;
  /** Highest number known to exist in the thread. */
  lastNumber: number;
  /** Up to here the reader has been shown the thread, or it was there when the page opened. */
  seenNumber: number;
  /** Whether the run has reached the end, so that replies that arrive belong at its end. */
  atEnd: boolean;
  /** Posts that arrived before the one in front of them. */
  held: ReadonlyMap<number, ThreadPost>;
  /** Posts known to be deleted: a late message with their text must not bring it back. */
  deleted: ReadonlySet<string>;
}

const NOTHING: ReadonlyMap<number, ThreadPost> = new Map();

/** A window from its first page; what exists by then counts as seen. */
export function openWindow(page: PostPage): ThreadWindow {
  const last = page.posts.at(-1)?.number ?? 0;
  const lastNumber = Math.max(page.lastNumber, last);
  return {
    posts: page.posts,
    cursors: cursorsOf(page),
    lastNumber,
    seenNumber: lastNumber,
    atEnd: last === lastNumber,
    held: NOTHING,
    deleted: new Set(page.posts.filter((post) => post.deleted).map((post) => post.id)),
  };
}

/** Another place in the same thread: the run is replaced, what was seen and deleted is remembered. */
export function moveWindow(window: ThreadWindow, page: PostPage): ThreadWindow {
  const moved = openWindow({ ...page, lastNumber: Math.max(page.lastNumber, window.lastNumber) });
  const deleted = new Set([...window.deleted, ...moved.deleted]);
  return {
    ...moved,
    posts: moved.posts.map((post) => (deleted.has(post.id) ? tombstone(post) : post)),
    seenNumber: window.seenNumber,
    deleted,
  };
}

/** Adds a page that overlaps or touches the run; a page elsewhere in the thread only tells how far the thread goes. */
export function mergePage(window: ThreadWindow, page: PostPage): ThreadWindow {
  const known = noteLast(window, Math.max(page.lastNumber, page.posts.at(-1)?.number ?? 0));
  const first = page.posts[0];
  const last = page.posts.at(-1);
  if (!first || !last) return known;
  const from = firstNumber(window);
  const to = lastLoaded(window);
  if (window.posts.length > 0 && (first.number > to + 1 || last.number < from - 1)) return known;
  const deleted = new Set(window.deleted);
  for (const post of page.posts) if (post.deleted) deleted.add(post.id);
  const byNumber = new Map(window.posts.map((post) => [post.number, post]));
  for (const post of page.posts) byNumber.set(post.number, newer(byNumber.get(post.number), post, deleted));
  const posts = [...byNumber.values()].sort((a, b) => a.number - b.number);
  return drainHeld({ ...known, posts, deleted, cursors: new Map([...window.cursors, ...cursorsOf(page)]) });
}

/** Takes over a page of posts that are loaded, for what has changed in them. The run grows only where it follows the end. */
export function renewPosts(window: ThreadWindow, page: PostPage): ThreadWindow {
  const [from, to] = [firstNumber(window), lastLoaded(window)];
  const wanted = (post: ThreadPost | undefined): boolean =>
    post !== undefined && post.number >= from && (post.number <= to || window.atEnd);
  return mergePage(window, {
    ...page,
    posts: page.posts.filter(wanted),
    cursors: page.cursors.filter((_, index) => wanted(page.posts[index])),
  });
}

/** A post that arrived alone, new or changed: put in its place, held until the gap before it is filled, or left out. */
export function mergePost(window: ThreadWindow, post: ThreadPost): ThreadWindow {
  const deleted = post.deleted ? new Set([...window.deleted, post.id]) : window.deleted;
  const known = { ...noteLast(window, post.number), deleted };
  const to = lastLoaded(window);
  if (post.number >= firstNumber(window) && post.number <= to) {
    return { ...known, posts: replaceAt(known, post) };
  }
  if (!window.atEnd || post.number <= to) return known;
  const held = new Map(window.held);
  held.set(post.number, newer(held.get(post.number), post, deleted));
  return drainHeld({ ...known, held });
}

/** Turns a post into its tombstone, wherever it is now or appears later. */
export function mergeDeletion(window: ThreadWindow, deletion: { postId: string; number: number }): ThreadWindow {
  const bury = (post: ThreadPost) => (post.id === deletion.postId ? tombstone(post) : post);
  return {
    ...noteLast(window, deletion.number),
    deleted: new Set([...window.deleted, deletion.postId]),
    posts: window.posts.map(bury),
    held: new Map([...window.held].map(([number, post]) => [number, bury(post)])),
  };
}

/** Notes that the thread reaches at least this number. */
export function noteLast(window: ThreadWindow, lastNumber: number): ThreadWindow {
  return lastNumber > window.lastNumber ? { ...window, lastNumber } : window;
}

/** Notes that the reader has been shown everything up to the end of what is loaded. */
export function markSeen(window: ThreadWindow): ThreadWindow {
  const to = lastLoaded(window);
  return to > window.seenNumber ? { ...window, seenNumber: to } : window;
}

/** Notes that the reader knows of everything there is, because the pill has been pressed. */
export function markAllSeen(window: ThreadWindow): ThreadWindow {
  return { ...window, seenNumber: window.lastNumber };
}

/** How many replies came since the reader was last shown the end: the figure on the pill. */
export function unseenReplies(window: ThreadWindow): number {
  return Math.max(0, window.lastNumber - window.seenNumber);
}

/** Whether posts are missing after a run that had reached the end. */
export function hasGap(window: ThreadWindow): boolean {
  return window.atEnd && lastLoaded(window) < window.lastNumber;
}

/** Gives up following the end, because too much is missing: the reader goes there by the pill. */
export function letGo(window: ThreadWindow): ThreadWindow {
  return { ...window, atEnd: false, held: NOTHING };
}

/** Whether an event of this revision brings something that the page does not show yet. */
export function wantsRevision(window: ThreadWindow, number: number, revision: number): boolean {
  const post = window.posts.find((one) => one.number === number);
  return post !== undefined && !post.deleted && post.revision < revision;
}

/** Number of the first post of the run; 1 when it is empty. */
export function firstNumber(window: ThreadWindow): number {
  return window.posts[0]?.number ?? 1;
}

/** Number of the last post of the run; 0 when it is empty. */
export function lastLoaded(window: ThreadWindow): number {
  return window.posts.at(-1)?.number ?? 0;
}

/** The place to go on from towards the end: the last loaded post that has a cursor. */
export function cursorForLater(window: ThreadWindow): string | undefined {
  for (let number = lastLoaded(window); number >= firstNumber(window); number--) {
    const cursor = window.cursors.get(number);
    if (cursor) return cursor;
  }
  return undefined;
}

/** The place to go on from towards the beginning. */
export function cursorForEarlier(window: ThreadWindow): string | undefined {
  return window.cursors.get(firstNumber(window));
}

function cursorsOf(page: PostPage): Map<number, string> {
  return new Map(page.posts.map((post, index) => [post.number, page.cursors[index] ?? '']));
}

function replaceAt(window: ThreadWindow, post: ThreadPost): readonly ThreadPost[] {
  return window.posts.map((old) => (old.number === post.number ? newer(old, post, window.deleted) : old));
}

function drainHeld(window: ThreadWindow): ThreadWindow {
  const posts = [...window.posts];
  const held = new Map(window.held);
  for (let next = (posts.at(-1)?.number ?? 0) + 1; ; next++) {
    const post = held.get(next);
    if (!post) break;
    posts.push(window.deleted.has(post.id) ? tombstone(post) : post);
    held.delete(next);
  }
  const last = posts.at(-1)?.number ?? 0;
  for (const number of held.keys()) if (number <= last) held.delete(number);
  return { ...window, posts, held, atEnd: window.atEnd || last === window.lastNumber };
}

/**
 * Deleted beats everything, then the higher revision wins; the rights already known outlive a message without them, but
 * not one by which the post was removed or restored.
 */
function newer(old: ThreadPost | undefined, incoming: ThreadPost, deleted: ReadonlySet<string>): ThreadPost {
  const winner = !old || incoming.revision >= old.revision ? incoming : old;
  const alike = !old || (old.removal === null) === (incoming.removal === null);
  const viewerCan = alike ? (incoming.viewerCan ?? old?.viewerCan ?? null) : winner.viewerCan;
  const merged = { ...winner, viewerCan };
  return deleted.has(incoming.id) ? tombstone(merged) : merged;
}

function tombstone(post: ThreadPost): ThreadPost {
  return { ...post, deleted: true, body: '', bodyHtml: '', attachments: [], viewerCan: NO_RIGHTS };
}

/** How many replies are known in one window that were not in the one before; the last one is no news if it is `mine`. */
export function newsBetween(before: ThreadWindow, window: ThreadWindow, mine: ReadonlySet<string>): number {
  const grown = window.lastNumber - before.lastNumber;
  const last = window.posts.at(-1);
  return grown > 0 && last?.number === window.lastNumber && mine.has(last.id) ? grown - 1 : grown;
}
