import { setTimeout as sleep } from 'node:timers/promises';

/** Undoes what was started, the latest first, each step once and for no longer than it is given. */
export class Undo {
  private readonly steps: { limit: number; step: () => Promise<void> }[] = [];

  /** Remembers how to undo what was just started, and how many milliseconds that may take. */
  add(limit: number, step: () => Promise<void>): void {
    this.steps.push({ limit, step });
  }

  /** Runs every step, also after one that failed. Throws AggregateError with what failed or took too long. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let next = this.steps.pop(); next; next = this.steps.pop()) {
      const { limit, step } = next;
      const inTime = new AbortController();
      // It holds the process: a step that waits for nothing that still lives (a connection whose server was killed) must
      // end as too long, not end the process in the middle of a promise.
      const tooLong = sleep(limit, undefined, { signal: inTime.signal }).then(() => {
        throw new Error(`A part did not end within ${limit} ms.`);
      });
      await Promise.race([step(), tooLong]).catch((error: unknown) => failures.push(error));
      inTime.abort();
      await tooLong.catch(() => undefined);
    }
    if (failures.length > 0) throw new AggregateError(failures, 'Not everything ended in order.');
  }
}
