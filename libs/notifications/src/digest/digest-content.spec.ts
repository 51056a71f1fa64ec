import { describe, expect, it } from '@jest/globals';
import { byUrgency, freshOf, type ThreadState } from './digest-content.js';

const thread: ThreadState['thread'] = {
  threadId: 't',
  communityId: 'c',
  title: 'A thread',
  firstUnread: 3,
  lastNumber: 8,
  unread: 5,
  answered: true,
  lastActivityAt: '2026-06-01T10:00:00Z',
};
const news: ThreadState['news'] = { mailed: 0, mentionedIn: null, watched: false, silent: false };

describe('what of a thread is new in a digest', () => {
  it.each<[string, Partial<ThreadState['thread']>, Partial<ThreadState['news']>, object | null]>([
    ['what is unread', {}, {}, { number: 3, count: 5, rank: 'OTHER' }],
    ['what came after what was mailed', {}, { mailed: 6 }, { number: 7, count: 2 }],
    ['what is unread, where less of it was mailed', {}, { mailed: 2 }, { number: 3, count: 5 }],
    ['nothing, where all was mailed', {}, { mailed: 8 }, null],
    ['nothing, where its reader wants to hear nothing', {}, { silent: true, mentionedIn: 4 }, null],
    ['from the mention on', {}, { mentionedIn: 5, watched: true }, { number: 5, rank: 'MENTIONED' }],
    ['what is followed', { answered: false }, { watched: true }, { rank: 'FOLLOWED' }],
    ['what nobody answered', { answered: false }, {}, { rank: 'UNANSWERED' }],
  ])('is %s', (_what, facts, known, expected) => {
    const fresh = freshOf({ thread: { ...thread, ...facts }, news: { ...news, ...known } });
    if (expected === null) expect(fresh).toBeNull();
    else expect(fresh).toMatchObject(expected);
  });

  it('is told of by urgency, and then what was said last', () => {
    const fresh = (threadId: string, lastActivityAt: string, known: Partial<ThreadState['news']> = {}) => {
      const one = freshOf({ thread: { ...thread, threadId, lastActivityAt }, news: { ...news, ...known } });
      if (!one) throw new Error('It is new.');
      return one;
    };
    const all = [
      fresh('old', '2026-06-01T10:00:00Z'),
      fresh('new', '2026-06-02T10:00:00Z'),
      fresh('followed', '2026-05-01T10:00:00Z', { watched: true }),
      fresh('mentioned', '2026-04-01T10:00:00Z', { mentionedIn: 4 }),
    ];
    expect(all.toSorted(byUrgency).map(({ threadId }) => threadId)).toEqual(['mentioned', 'followed', 'new', 'old']);
  });
});
