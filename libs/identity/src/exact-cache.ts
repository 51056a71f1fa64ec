import { LRUCache } from 'lru-cache';

/**
 * A small cache that its process keeps exact: whoever changes what it holds calls `forget`. Reads that were on their way
 * when that happened are not kept. Nobody can forget at once in another process, so where there are several nothing is
 * kept at all: what somebody may do is asked anew, rather than nearly right.
 */
export class ExactCache<Value extends object> {
  private readonly entries: LRUCache<string, Value>;
  private changes = 0;

  constructor(
    size: number,
    seconds: number,
    /** Whether this process is the only one on its database; false keeps nothing. */
    private readonly alone: boolean,
  ) {
    this.entries = new LRUCache({ max: size, ttl: seconds * 1000 });
  }

  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  /** Call before reading from the database; the answer keeps what was read, unless something changed meanwhile. */
  reading(): (key: string, value: Value) => void {
    const seen = this.changes;
    return (key, value) => {
      if (this.alone && seen === this.changes) this.entries.set(key, value);
    };
  }

  /** Drops one entry. */
  forget(key: string): void {
    this.changes += 1;
    this.entries.delete(key);
  }

  /** Drops every entry that fits; for rare acts, since it looks at all of them. */
  forgetWhere(fits: (value: Value) => boolean): void {
    this.changes += 1;
    for (const [key, value] of this.entries.entries()) if (fits(value)) this.entries.delete(key);
  }
}
