import { describe, expect, it } from '@jest/globals';
import { aPost } from './testing/fake-server.js';
import {
  cursorForEarlier,
  cursorForLater,
  hasGap,
  markSeen,
  mergeDeletion,
  mergePage,
  mergePost,
  moveWindow,
  noteLast,
  NO_RIGHTS,
  openWindow,
  renewPosts,
  unseenReplies,
  wantsRevision,
  type PostPage,
  type ThreadPost,
  type ThreadWindow,
} from './thread-window.js';

function aPage(from: number, to: number, lastNumber = to): PostPage {
  const posts = Array.from({ length: to - from + 1 }, (_, index) => aPost(from + index));
  return { posts, cursors: posts.map((post) => `c${post.number}`), lastNumber };
}

const numbers = (window: ThreadWindow) => window.posts.map((post) => post.number);
const live = (number: number, over: Partial<ThreadPost> = {}) => aPost(number, { viewerCan: null, ...over });

describe('a window of a thread', () => {
  it('opens at the end or before it', () => {
    expect(openWindow(aPage(1, 3)).atEnd).toBe(true);
    expect(openWindow(aPage(1, 20, 45))).toMatchObject({ atEnd: false, lastNumber: 45, seenNumber: 45 });
  });

  it('grows by pages that touch it, and not by others', () => {
    const window = openWindow(aPage(21, 40, 60));
    expect(numbers(mergePage(window, aPage(1, 20, 60)))).toHaveLength(40);
    expect(numbers(mergePage(window, aPage(41, 60, 60)))).toHaveLength(40);
    expect(mergePage(window, aPage(41, 60, 60)).atEnd).toBe(true);
    expect(numbers(mergePage(window, aPage(50, 60, 60)))).toEqual(numbers(window));
  });

  it('is renewed by pages that reach beyond it without growing, but at the end that it follows', () => {
    const middle = openWindow(aPage(21, 40, 90));
    const changed = { ...aPage(15, 64, 90), posts: aPage(15, 64).posts.map((post) => ({ ...post, revision: 2 })) };
    const renewed = renewPosts(middle, changed);
    expect(numbers(renewed)).toEqual(numbers(middle));
    expect(renewed.posts.every((post) => post.revision === 2)).toBe(true);
    expect(cursorForLater(renewed)).toBe('c40');
    const end = openWindow(aPage(21, 40, 40));
    expect(numbers(renewPosts(end, aPage(15, 45, 45)))).toEqual([...numbers(end), 41, 42, 43, 44, 45]);
  });

  it('goes on from the outermost cursors, skipping posts that came by a message', () => {
    const window = mergePost(openWindow(aPage(5, 8)), live(9));
    expect(cursorForEarlier(window)).toBe('c5');
    expect(cursorForLater(window)).toBe('c8');
  });

  it('appends replies in the order of their numbers, whatever the order of arrival', () => {
    const start = openWindow(aPage(1, 3));
    let window = start;
    for (const number of [6, 4, 5]) window = mergePost(window, live(number));
    expect(numbers(window)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(hasGap(mergePost(start, live(5)))).toBe(true);
    expect(numbers(mergePost(start, live(5)))).toEqual([1, 2, 3]);
  });

  it('applies an event twice without doubling the post', () => {
    const window = mergePost(openWindow(aPage(1, 3)), live(4));
    expect(numbers(mergePost(window, live(4)))).toEqual([1, 2, 3, 4]);
  });

  it('fills a gap from a page and lets out what was held', () => {
    const window = mergePost(openWindow(aPage(1, 3)), live(6));
    const filled = mergePage(window, aPage(4, 5, 6));
    expect(numbers(filled)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(hasGap(filled)).toBe(false);
  });

  it('does not append to a window in the middle of the thread', () => {
    const window = mergePost(openWindow(aPage(1, 20, 45)), live(46));
    expect(numbers(window)).toHaveLength(20);
    expect(window.lastNumber).toBe(46);
    expect(hasGap(window)).toBe(false);
  });

  it('takes the higher revision, whichever comes first', () => {
    const start = openWindow(aPage(1, 3));
    const third = live(2, { revision: 3, body: 'third' });
    const second = live(2, { revision: 2, body: 'second' });
    expect(mergePost(mergePost(start, third), second).posts[1]?.body).toBe('third');
    expect(mergePost(mergePost(start, second), third).posts[1]?.body).toBe('third');
  });

  it('keeps the rights that a message does not carry', () => {
    const page = aPage(1, 1);
    const mine = { ...page, posts: [aPost(1, { viewerCan: { ...NO_RIGHTS, edit: true, delete: true } })] };
    expect(mergePost(openWindow(mine), live(1, { revision: 2 })).posts[0]?.viewerCan).toEqual({
      ...NO_RIGHTS,
      edit: true,
      delete: true,
    });
  });

  it('forgets the rights when a message removes or restores the post, which changes them', () => {
    const page = aPage(1, 1);
    const mine = { ...page, posts: [aPost(1, { viewerCan: { ...NO_RIGHTS, edit: true, remove: true } })] };
    const removal = { at: '2026-11-02T10:00:00Z', reason: 'Advertising.' };
    const removed = mergePost(openWindow(mine), live(1, { revision: 2, body: '', bodyHtml: '', removal }));
    expect(removed.posts[0]).toMatchObject({ body: '', removal, viewerCan: null });
    const known = mergePost(removed, aPost(1, { revision: 2, removal, viewerCan: { ...NO_RIGHTS, restore: true } }));
    expect(known.posts[0]?.viewerCan?.restore).toBe(true);
    expect(mergePost(known, live(1, { revision: 1 })).posts[0]).toMatchObject({
      removal,
      viewerCan: { restore: true },
    });
    expect(mergePost(known, live(1, { revision: 3 })).posts[0]).toMatchObject({ removal: null, viewerCan: null });
  });

  it('buries a deleted post for good, also when its text arrives late', () => {
    const start = openWindow(aPage(1, 3));
    const gone = mergeDeletion(start, { postId: 'post-2', number: 2 });
    expect(gone.posts[1]).toMatchObject({ deleted: true, body: '', bodyHtml: '' });
    expect(mergePost(gone, live(2, { revision: 9 })).posts[1]?.deleted).toBe(true);
    const early = mergePost(mergeDeletion(start, { postId: 'post-4', number: 4 }), live(4));
    expect(early.posts[3]).toMatchObject({ number: 4, deleted: true, body: '' });
    expect(moveWindow(gone, aPage(1, 3)).posts[1]?.deleted).toBe(true);
  });

  it('asks for an edit only when it shows an older revision of that post', () => {
    const window = openWindow(aPage(1, 3));
    expect(wantsRevision(window, 2, 2)).toBe(true);
    expect(wantsRevision(window, 2, 1)).toBe(false);
    expect(wantsRevision(window, 9, 2)).toBe(false);
  });
});

describe('the pill', () => {
  it('counts what came since the end was last seen', () => {
    let window = openWindow(aPage(1, 20, 45));
    expect(unseenReplies(window)).toBe(0);
    window = mergePost(window, live(46));
    window = noteLast(window, 48);
    expect(unseenReplies(window)).toBe(3);
  });

  it('forgets the count once the end is shown, not while the window is elsewhere', () => {
    const elsewhere = mergePost(openWindow(aPage(1, 20, 45)), live(46));
    expect(unseenReplies(markSeen(elsewhere))).toBe(1);
    const shown = moveWindow(elsewhere, aPage(27, 46));
    expect(unseenReplies(shown)).toBe(1);
    expect(unseenReplies(markSeen(shown))).toBe(0);
  });
});
