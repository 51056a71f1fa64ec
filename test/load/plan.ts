import { Random } from '../bench/random.js';

/** What somebody does. */
export type Act = 'thread' | 'list' | 'inbox' | 'reply' | 'upload';

/** How many of a hundred requests are which. */
const SHARES: readonly (readonly [Act, number])[] = [
  ['thread', 70],
  ['list', 15],
  ['inbox', 5],
  ['reply', 8],
  ['upload', 2],
];

/** One request of the load. */
export interface Arrival {
  /** When it is to be sent, milliseconds after the begin. The answer's time is counted from here, however late it leaves. */
  readonly at: number;
  readonly act: Act;
  /** Place of the thread and of the person in the data. */
  readonly thread: number;
  readonly person: number;
}

/**
 * Open arrivals: people do not wait for each other, so that a server that falls behind meets a queue, as it would in
 * life. Times between two are drawn from the exponential distribution, threads from Zipf's (the first ones are read most).
 */
export class Plan {
  private readonly random: Random;
  private readonly sums: number[] = [];

  constructor(
    private readonly threads: number,
    private readonly people: number,
    seed: number,
  ) {
    this.random = new Random(seed);
    let sum = 0;
    for (let rank = 1; rank <= threads; rank += 1) this.sums.push((sum += 1 / rank));
  }

  /** The arrivals of so many seconds, so many a second on average. */
  *arrivals(perSecond: number, seconds: number): Generator<Arrival> {
    for (let at = this.pause(perSecond); at < seconds * 1000; at += this.pause(perSecond)) {
      yield { at, act: this.act(), thread: this.thread(), person: this.random.below(this.people) };
    }
  }

  private pause(perSecond: number): number {
    return (-Math.log(1 - this.share()) / perSecond) * 1000;
  }

  private act(): Act {
    let left = this.random.below(100);
    for (const [act, share] of SHARES) {
      if (left < share) return act;
      left -= share;
    }
    throw new Error('The shares are not a hundred.');
  }

  private thread(): number {
    const wanted = this.share() * (this.sums.at(-1) ?? 0);
    let [low, high] = [0, this.threads - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sums[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private share(): number {
    return this.random.below(2 ** 31) / 2 ** 31;
  }
}
