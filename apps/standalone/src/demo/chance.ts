import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/**
 * Chance that is the same for the same seed. Each subject has its own, so that a word more in one place changes nothing in
 * the others.
 */
export class Chance {
  private drawn = 0;

  constructor(
    private readonly seed: string,
    private readonly about = '',
  ) {}

  /** Chance for one subject alone. */
  of(...subject: readonly (string | number)[]): Chance {
    return new Chance(this.seed, `${this.about}/${subject.join('/')}`);
  }

  /** A whole number from 0 to just below `limit`. */
  below(limit: number): number {
    return this.bytes().readUIntBE(0, 6) % limit;
  }

  /** A whole number of this range, both ends among them. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** One of these. */
  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new Error('Nothing can be chosen from nothing.');
    return chosen;
  }

  /** An id as the product makes them, of this moment. */
  idAt(at: Date): string {
    return v7({ msecs: at.getTime(), random: this.bytes() });
  }

  private bytes(): Buffer {
    this.drawn += 1;
    return createHash('sha256').update(`${this.seed}${this.about}#${this.drawn}`).digest();
  }
}
