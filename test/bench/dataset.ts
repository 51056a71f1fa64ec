/** A thread of the data. */
export interface BenchThread {
  readonly id: string;
  readonly communityId: string;
  readonly communitySlug: string;
}

/** Somebody who is signed in, member of every measured community. */
export interface BenchSession {
  readonly accountId: string;
  /** What the browser holds. */
  readonly token: string;
}

/** What the load needs to know of the rows that were made. */
export interface Dataset {
  readonly threads: readonly BenchThread[];
  readonly sessions: readonly BenchSession[];
}

/** Threads that each side writes to are its own, so that both can number posts. Both read all of them. */
export function writableThreads(dataset: Dataset, side: 'ours' | 'bare', howMany: number): readonly BenchThread[] {
  return side === 'ours' ? dataset.threads.slice(0, howMany) : dataset.threads.slice(-howMany);
}
