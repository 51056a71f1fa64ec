import { describe, expect, it } from '@jest/globals';
import { tellingsFor, type Listener, type ToldPost } from './fanout.policy.js';

const post = (number: number, more: Partial<ToldPost> = {}): ToldPost => ({
  id: `post-${number}`,
  threadId: 'thread',
  number,
  authorId: 'bob',
  createdAt: `2026-01-01T00:00:0${number}Z`,
  mentioned: new Set(),
  quoted: new Set(),
  ...more,
});
const listener = (more: Partial<Listener> = {}): Listener => ({
  accountId: 'ann',
  cause: null,
  follows: false,
  unread: [1, 2, 3, 4],
  ...more,
});
const told = (who: Listener, posts: readonly ToldPost[], isNew = false) =>
  tellingsFor(who, posts, isNew).map(({ kind, firstNumber, lastNumber, count, reason }) => [
    kind,
    firstNumber,
    lastNumber,
    count,
    reason,
  ]);

const ANN = new Set(['ann']);

describe('of one post', () => {
  it.each([
    // first post, mentioned, quoted, follows the thread, follows the community → kind
    [1, false, false, null, false, null],
    [1, false, false, null, true, 'NEW_THREAD'],
    [1, false, false, 'CHOSEN', false, null],
    [1, true, false, null, true, 'MENTION'],
    [1, false, true, null, true, 'QUOTE'],
    [2, false, false, null, false, null],
    [2, false, false, null, true, null],
    [2, false, false, 'WROTE', true, 'REPLY'],
    [2, false, true, 'WROTE', true, 'QUOTE'],
    [2, true, true, 'WROTE', true, 'MENTION'],
    [2, true, false, null, false, 'MENTION'],
    [2, false, true, null, false, 'QUOTE'],
  ] as const)(
    'number %i, mentioned %s, quoted %s, follows %s and %s: %s',
    (number, mentioned, quoted, cause, follows, kind) => {
      const said = post(number, { mentioned: mentioned ? ANN : new Set(), quoted: quoted ? ANN : new Set() });
      expect(told(listener({ cause, follows }), [said]).map(([first]) => first)).toEqual(kind === null ? [] : [kind]);
      expect(told(listener({ cause, follows, unread: [] }), [said])).toEqual([]);
      expect(told(listener({ accountId: 'bob', cause, follows }), [{ ...said, mentioned: new Set(['bob']) }])).toEqual(
        [],
      );
    },
  );

  it.each([
    ['STARTED', 'STARTED'],
    ['WROTE', 'WROTE'],
    ['CHOSEN', 'FOLLOWS_THREAD'],
  ] as const)('a watch by %s is the reason %s', (cause, reason) => {
    expect(told(listener({ cause }), [post(2)])).toEqual([['REPLY', 2, 2, 1, reason]]);
  });
});

describe('of several posts', () => {
  it('replies are one, what speaks to somebody stands apart', () => {
    const posts = [post(1), post(2), post(3, { mentioned: ANN }), post(4, { authorId: 'carl' })];
    expect(told(listener({ cause: 'WROTE' }), posts)).toEqual([
      ['MENTION', 3, 3, 1, 'MENTIONED'],
      ['REPLY', 2, 4, 2, 'WROTE'],
    ]);
    const [, replies] = tellingsFor(listener({ cause: 'WROTE' }), posts);
    expect(replies).toMatchObject({
      actorIds: ['carl', 'bob'],
      matterId: 'thread',
      postId: null,
      createdAt: posts[3]?.createdAt,
    });
  });

  it('who begins to follow by writing one of them hears of those after it', () => {
    const posts = [post(2), post(3, { authorId: 'ann' }), post(4)];
    expect(told(listener({ cause: 'WROTE' }), posts, true)).toEqual([['REPLY', 4, 4, 1, 'WROTE']]);
    expect(told(listener({ cause: 'WROTE' }), posts)).toEqual([['REPLY', 2, 4, 2, 'WROTE']]);
  });

  it('names three actors at most, newest first, each once', () => {
    const posts = ['a', 'b', 'c', 'd', 'b'].map((authorId, index) => post(index + 2, { authorId }));
    const [replies] = tellingsFor(listener({ cause: 'WROTE', unread: [2, 3, 4, 5, 6] }), posts);
    expect(replies?.actorIds).toEqual(['b', 'd', 'c']);
  });
});
