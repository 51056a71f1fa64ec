import { LRUCache } from 'lru-cache';

/**
 * A small cache that this process keeps exact: whoever changes what it holds calls `forget`. Reads that were on
 * their way when that happened are not kept. The time limit is the second net, for changes by other processes.
 */
export class ExactCache<Value extends object> {
  private readonly entries: LRUCache<string, Value>;
  private changes = 0;

  constructor(size: number, seconds: number) {
    this.entries = new LRUCache({ max: size, ttl: seconds * 1000 });
  }

  get(key: string): Value | undefined {
    return this.entries.get(key);
  }

  /** Call before reading from the database; the answer keeps what was read, unless something changed meanwhile. */
  reading(): (key: string, value: Value) => void {
    const seen = this.changes;
    return (key, value) => {
      if (seen === this.changes) this.entries.set(key, value);
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
