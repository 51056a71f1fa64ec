/** At most this often something is said about what arrives by itself. */
export const PACE_MS = 20_000;

/** Decides when what arrives is announced: the first at once, those that follow together and at a calm pace. */
export class AnnouncementPace {
  private said = 0;
  private saidAt = Number.NEGATIVE_INFINITY;

  /** How long to wait before saying how many there are; null when there is nothing new to say. */
  wait(total: number, now: number): number | null {
    if (total <= this.said) return null;
    return Math.max(0, this.saidAt + PACE_MS - now);
  }

  /** Notes that it is said now; answers how many are new since the last time. */
  say(total: number, now: number): number {
    const fresh = total - this.said;
    this.said = total;
    this.saidAt = now;
    return fresh;
  }
}
