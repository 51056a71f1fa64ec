import type { UnreadChangedMessage } from '#contracts';
import { SnapshotStore } from '../../lib/snapshot-store.js';

/**
 * How many notifications are unread, from two sources: what the server tells by itself, which carries the time of the
 * count, and answers to questions and marks, which do not. The server tells after every change; so an answer that was
 * under way when something was told is dropped, and of two answers the one that was asked for later stays.
 */
export class UnreadCount extends SnapshotStore<{ count: number | null }> {
  private at = '';
  private asked = 0;
  private answered = 0;

  constructor() {
    super({ count: null });
  }

  /** The server has told how many there are. */
  told({ unreadCount, at }: UnreadChangedMessage): void {
    if (isOlder(at, this.at)) return;
    this.at = at;
    this.dropAnswers();
    this.set({ count: unreadCount });
  }

  /** To be called before asking; what it answers takes the answer. */
  asking(): (count: number) => void {
    this.asked += 1;
    const mine = this.asked;
    return (count) => {
      if (mine <= this.answered) return;
      this.answered = mine;
      this.set({ count });
    };
  }

  /** Another account: nothing is known of it, and what is under way was about the one before. */
  forget(): void {
    this.at = '';
    this.dropAnswers();
    this.set({ count: null });
  }

  private dropAnswers(): void {
    this.answered = this.asked;
  }
}

function isOlder(at: string, than: string): boolean {
  const [time, before] = [Date.parse(at), Date.parse(than)];
  // The database counts finer than Date does; within a millisecond the digits decide.
  return time < before || (time === before && at.length === than.length && at < than);
}

/** The present account's count; the bell keeps it. */
export const unreadCount = new UnreadCount();

/** Most that is shown as a number. */
const MOST = 99;

/** "7", "99+": exact numbers beyond that help nobody. */
export const countInShort = (count: number): string => (count > MOST ? `${MOST}+` : String(count));
