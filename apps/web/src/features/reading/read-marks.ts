import type { Problem } from '../../lib/graphql/problem.js';
import type { ReadStateFragment } from '../../gql/graphql.js';

/** What became of a mark: how much is unread now, or why it was not taken. */
export type Marked = { state: ReadStateFragment; problem?: undefined } | { state?: undefined; problem: Problem };

/** What the marks need of the world. */
export interface MarksWorld {
  /** `leaving`: the page is about to go, and the request has to outlive it. */
  send: (threadId: string, number: number, leaving: boolean) => Promise<Marked>;
  /** Keeps on this device how far a thread was read; null when the server knows. */
  keep: (threadId: string, number: number | null) => void;
  online: () => boolean;
  /** Calls `run` after a while; answers the function that calls it off. */
  after: (milliseconds: number, run: () => void) => () => void;
}

/** One request for all that was read in this time. */
const TOGETHER_MS = 2_000;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

/**
 * Tells the server how far threads were read. The highest number of a thread is what counts, so that requests may be
 * lost, come late or twice; what the server could not be told is told later, from the device after a reload.
 */
export class ReadMarks {
  private readonly waiting = new Map<string, number>();
  /** What is on its way; a request that does not outlive the page may be lost with it. */
  private readonly sending = new Map<string, { number: number; leaving: boolean }>();
  private readonly listeners = new Set<(state: ReadStateFragment) => void>();
  private callOff: (() => void) | null = null;
  private pause = FIRST_PAUSE_MS;
  private under: Promise<unknown> = Promise.resolve();

  constructor(private readonly world: MarksWorld) {}

  /** Hears how much of a thread is unread after each mark. */
  onMarked(listener: (state: ReadStateFragment) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A thread was read up to a number. */
  read(threadId: string, number: number): void {
    if ((this.waiting.get(threadId) ?? 0) >= number) return;
    this.waiting.set(threadId, number);
    this.world.keep(threadId, number);
    this.callOff ??= this.world.after(TOGETHER_MS, () => this.wake());
  }

  /** Takes back what was not told yet; answers when nothing of it can reach the server any more. */
  async forget(threadId: string): Promise<void> {
    this.done(threadId);
    await this.under;
  }

  /** Tells all that is to be told now: after a while, when the browser is online again, or when one leaves. */
  wake(leaving = false): void {
    this.callOff?.();
    this.callOff = null;
    if (this.waiting.size === 0 || !this.world.online()) return;
    const tellings = [...this.waiting].map(([threadId, number]) => this.tell(threadId, number, leaving));
    this.under = Promise.all([this.under, ...tellings]);
  }

  private async tell(threadId: string, number: number, leaving: boolean): Promise<void> {
    const before = this.sending.get(threadId);
    if (before?.number === number && (before.leaving || !leaving)) return;
    const request = { number, leaving };
    this.sending.set(threadId, request);
    const { state, problem } = await this.world.send(threadId, number, leaving);
    if (this.sending.get(threadId) === request) this.sending.delete(threadId);
    if (problem && isPassing(problem)) {
      this.callOff ??= this.world.after(this.pause, () => this.wake());
      this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
      return;
    }
    this.pause = FIRST_PAUSE_MS;
    // Somebody else is signed in by now: it waits on the device for the account that has read.
    if (problem?.code === 'UNAUTHENTICATED') this.waiting.delete(threadId);
    else if (this.waiting.get(threadId) === number) this.done(threadId);
    if (state) for (const listener of this.listeners) listener(state);
  }

  private done(threadId: string): void {
    if (this.waiting.delete(threadId)) this.world.keep(threadId, null);
  }
}

function isPassing({ code }: Problem): boolean {
  return code === 'OFFLINE' || code === 'UNAVAILABLE' || code === 'RATE_LIMITED' || code === 'INTERNAL';
}
