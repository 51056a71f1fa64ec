/** Workers of one kind of jobs or another that look for work in this process. */
export interface NearbyWorkers {
  /** Has up to so many of them look for a job now. */
  nudge(jobs: number): void;
}

const nearby = new Set<NearbyWorkers>();

/** Has these workers woken whenever this process has added jobs. Returns what takes them off again. */
export function beWoken(workers: NearbyWorkers): () => void {
  nearby.add(workers);
  return () => void nearby.delete(workers);
}

/** Wakes the workers of this process; false when there are none, so that others must be told. */
export function wakeNearby(jobs: number): boolean {
  for (const workers of nearby) workers.nudge(jobs);
  return nearby.size > 0;
}
