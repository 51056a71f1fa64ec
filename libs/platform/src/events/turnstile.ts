/**
 * Lets no more jobs of a kind run at once in this process than the kind may have, so that what waits for somebody else,
 * such as a mail server that thinks for minutes, never takes all the places of the worker. graphile-worker's queues
 * would do as much for one at a time, but make those who look for a job step aside for each other.
 */
export class Turnstile {
  private readonly running = new Map<string, number>();
  /** Kinds that each worker may be given, which looks for a job just now. */
  private readonly looking = new Map<string, readonly string[]>();
  private admitted: readonly string[] = [];
  private firstLooks: number;

  constructor(
    private readonly limits: ReadonlyMap<string, number>,
    workers: number,
  ) {
    // At their start the workers of a process wait between asking here and looking, so that all of them would be let in.
    this.firstLooks = workers;
  }

  /** Kinds that the worker which looks next must not be given. */
  closed(): string[] {
    const first = this.firstLooks > 0;
    if (first) this.firstLooks -= 1;
    const closed = [...this.limits].filter(([kind, most]) => first || this.count(kind) >= most).map(([kind]) => kind);
    this.admitted = [...this.limits.keys()].filter((kind) => !closed.includes(kind));
    return closed;
  }

  /** This worker looks for a job now, in the same breath as it asked what is closed. */
  looks(workerId: string): void {
    this.looking.set(workerId, this.admitted);
  }

  /** This worker has a job, or none. */
  found(workerId: string): void {
    this.looking.delete(workerId);
  }

  /** Runs one job of a kind. */
  async pass(kind: string, job: () => Promise<void>): Promise<void> {
    this.change(kind, 1);
    try {
      await job();
    } finally {
      this.change(kind, -1);
    }
  }

  private count(kind: string): number {
    const looking = [...this.looking.values()].filter((kinds) => kinds.includes(kind)).length;
    return (this.running.get(kind) ?? 0) + looking;
  }

  private change(kind: string, by: number): void {
    this.running.set(kind, (this.running.get(kind) ?? 0) + by);
  }
}
