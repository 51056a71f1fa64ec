import { describe, expect, it } from '@jest/globals';
import { countInShort, UnreadCount } from './unread-count.js';

const told = (unreadCount: number, at: string) => ({ unreadCount, at: `2026-11-21T10:00:${at}Z` });

describe('the count of what is unread', () => {
  it('takes what the server tells, and nothing older after it', () => {
    const unread = new UnreadCount();
    unread.told(told(3, '05.000'));
    unread.told(told(9, '04.999'));
    expect(unread.read().count).toBe(3);
    unread.told(told(2, '05.000'));
    expect(unread.read().count).toBe(2);
  });

  it('tells apart what was counted within the same millisecond', () => {
    const unread = new UnreadCount();
    unread.told(told(3, '05.000200'));
    unread.told(told(9, '05.000100'));
    expect(unread.read().count).toBe(3);
  });

  it('takes an answer, unless something was told while it was under way', () => {
    const unread = new UnreadCount();
    const [first, second] = [unread.asking(), unread.asking()];
    first(4);
    expect(unread.read().count).toBe(4);
    unread.told(told(1, '00.000'));
    second(5);
    expect(unread.read().count).toBe(1);
  });

  it('keeps the answer that was asked for later, whichever comes first', () => {
    const unread = new UnreadCount();
    const [first, second] = [unread.asking(), unread.asking()];
    second(0);
    first(8);
    expect(unread.read().count).toBe(0);
  });

  it('knows nothing of another account, whatever is still under way', () => {
    const unread = new UnreadCount();
    unread.told(told(3, '05.000'));
    const late = unread.asking();
    unread.forget();
    late(7);
    expect(unread.read().count).toBeNull();
    unread.told(told(1, '01.000'));
    expect(unread.read().count).toBe(1);
  });

  it('is short', () => {
    expect([0, 99, 100].map(countInShort)).toEqual(['0', '99', '99+']);
  });
});
