/** Events that a socket may send at once, and how many it earns a second: far more than any page of ours needs. */
const BURST = 50;
const PER_SECOND = 5;
/** A socket that goes on after so many refusals is a broken or hostile program. */
const PATIENCE = 200;

/** The rate at which one socket may send events. */
export class EventBudget {
  private tokens = BURST;
  private at: number;
  private refused = 0;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.at = now();
  }

  /** Takes one event: `ok`, `too-many` (answer RATE_LIMITED) or `hopeless` (end the connection). */
  take(): 'ok' | 'too-many' | 'hopeless' {
    const now = this.now();
    this.tokens = Math.min(BURST, this.tokens + ((now - this.at) / 1000) * PER_SECOND);
    this.at = now;
    if (this.tokens >= 1) {
      this.tokens -= 1;
      this.refused = 0;
      return 'ok';
    }
    this.refused += 1;
    return this.refused > PATIENCE ? 'hopeless' : 'too-many';
  }
}
