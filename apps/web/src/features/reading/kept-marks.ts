import type { DraftStorage } from '../composer/draft-store.js';

const PREFIX = 'copse.read.';

/** Keeps how far a thread was read until the server knows, for each account apart; null forgets it. */
export function keepMark(storage: DraftStorage, accountId: string, threadId: string, number: number | null): void {
  try {
    const key = `${PREFIX}${accountId}.${threadId}`;
    if (number === null) storage.removeItem(key);
    else storage.setItem(key, String(number));
  } catch {
    // Where storage is forbidden the mark still waits on the page.
  }
}

/** What the last page of this account could not tell the server any more. */
export function keptMarks(storage: DraftStorage, accountId: string): Map<string, number> {
  const prefix = `${PREFIX}${accountId}.`;
  const marks = new Map<string, number>();
  try {
    for (let index = 0; index < storage.length; index++) {
      const key = storage.key(index);
      const number = key?.startsWith(prefix) ? Number(storage.getItem(key)) : 0;
      if (key && Number.isInteger(number) && number > 0) marks.set(key.slice(prefix.length), number);
    }
  } catch {
    // Nothing was kept.
  }
  return marks;
}
