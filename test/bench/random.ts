/** Numbers that look random and are the same in every run (xorshift), so that both sides are asked the same. */
export class Random {
  constructor(private state = 2_463_534_242) {}

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x >>> 0;
    return this.state % below;
  }

  /** One of these. */
  of<Item>(items: readonly Item[]): Item {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to choose from.');
    return item;
  }
}
