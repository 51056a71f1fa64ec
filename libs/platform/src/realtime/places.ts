/** Gives a place back; a second call does nothing. */
export type Release = () => void;

/** So many places for each key (an account, an address), so that one cannot take them all. */
export class Places {
  private readonly taken = new Map<string, number>();

  constructor(private readonly max: number) {}

  /** Whether one more would be too many. */
  isFull(key: string): boolean {
    return (this.taken.get(key) ?? 0) >= this.max;
  }

  /** Takes a place at once, so that of many who ask together none gets more than there are; null when there is none. */
  take(key: string): Release | null {
    if (this.isFull(key)) return null;
    this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (this.taken.get(key) ?? 0) - 1;
      if (left > 0) this.taken.set(key, left);
      else this.taken.delete(key);
    };
  }
}
