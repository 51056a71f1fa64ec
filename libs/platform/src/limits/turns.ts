import { Unavailable } from '../errors/index.js';

/** Lets so many of a kind of work run at once; others wait in line, and are refused where the line is long. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly atOnce: number,
    private readonly waitingMost: number,
  ) {}

  /**
   * Does a work when its turn has come.
   * @throws Unavailable when too many wait already
   */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) {
      if (this.waiting.length >= this.waitingMost) throw new Unavailable();
      await new Promise<void>((go) => this.waiting.push(go));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place is handed on, so nobody overtakes those who wait.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
