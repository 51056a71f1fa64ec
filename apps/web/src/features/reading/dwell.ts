/** A post counts as read when it has been looked at for so long without a break. */
const LONG_ENOUGH_MS = 1_500;
/** Looks further apart than this do not follow each other: the page slept, and nobody knows what was seen meanwhile. */
const LONGEST_BREAK_MS = 2_000;

/** Where something stands on the screen, from its upper edge. */
export interface Span {
  top: number;
  bottom: number;
}

/** Whether half of a post can be seen; of one that is larger than the screen, whether it fills half of that. */
export function isHalfVisible(post: Span, view: Span): boolean {
  const seen = Math.min(post.bottom, view.bottom) - Math.max(post.top, view.top);
  return seen > 0 && seen >= Math.min(post.bottom - post.top, view.bottom - view.top) / 2;
}

/** How long each post has been in view. */
export class Dwell {
  private since = new Map<number, number>();
  private lookedAt = Number.NEGATIVE_INFINITY;

  /** Notes which posts are half visible at a moment; answers the highest one that has been so for long enough, or null. */
  look(visible: readonly number[], now: number): number | null {
    const before = now - this.lookedAt > LONGEST_BREAK_MS ? new Map<number, number>() : this.since;
    this.lookedAt = now;
    this.since = new Map(visible.map((number) => [number, before.get(number) ?? now]));
    const read = visible.filter((number) => now - (this.since.get(number) ?? now) >= LONG_ENOUGH_MS);
    return read.length > 0 ? Math.max(...read) : null;
  }

  /** The page is out of sight: what was looked at half is not read. */
  away(): void {
    this.since.clear();
  }
}
