import type { Problem } from '../../lib/graphql/problem.js';
import type { KeptReply } from './draft-store.js';

/** A reply on its way. `waiting` means that the server could not be reached; it goes out by itself later. */
export interface OutgoingReply extends KeptReply {
  state: 'sending' | 'waiting';
}

/** How sending ended: with the post, or with a refusal. */
export type Sent<Post> = { post: Post; problem?: undefined } | { post?: undefined; problem: Problem };

/** What the outbox needs of the world. */
export interface OutboxWorld<Post> {
  send: (reply: KeptReply) => Promise<Sent<Post>>;
  keep: (reply: KeptReply) => void;
  /** Called when a reply is neither to be kept nor sent any more. */
  drop: (reply: KeptReply) => void;
  online: () => boolean;
  /** Calls `run` after a while; answers the function that calls it off. */
  after: (milliseconds: number, run: () => void) => () => void;
}

/** Told once about each reply that has left the outbox. */
export type OutcomeListener<Post> = (reply: KeptReply, outcome: Sent<Post>) => void;

const FIRST_PAUSE_MS = 1_500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Sends replies one after the other in the order of writing. A reply that the network swallowed is sent again under
 * the same id until the server has said yes or no, so it exists exactly once; it is kept on the device meanwhile.
 */
export class ReplyOutbox<Post> {
  private replies: readonly OutgoingReply[] = [];
  private readonly changed = new Set<() => void>();
  private readonly outcomes = new Set<OutcomeListener<Post>>();
  private pause = FIRST_PAUSE_MS;
  private callOff: (() => void) | null = null;
  private sending = false;
  private stopped = true;

  constructor(private readonly world: OutboxWorld<Post>) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.changed.add(listener);
    return () => this.changed.delete(listener);
  };

  /** For `useSyncExternalStore`: all replies on their way, oldest first. */
  readonly read = (): readonly OutgoingReply[] => this.replies;

  /** Hears how each reply ended. */
  onOutcome(listener: OutcomeListener<Post>): () => void {
    this.outcomes.add(listener);
    return () => this.outcomes.delete(listener);
  }

  /** Begins to send, with the replies that were waiting when the page was closed. */
  start(waiting: readonly KeptReply[] = []): void {
    this.stopped = false;
    for (const reply of waiting) this.add(reply);
  }

  /**
   * Takes a reply and sends it as soon as those before it are gone; one that is in already is not taken twice. Answers
   * whether it is in: one that is stopped takes nothing.
   */
  add(reply: KeptReply): boolean {
    if (this.stopped) return false;
    if (this.replies.some((one) => one.id === reply.id)) return true;
    this.world.keep(reply);
    this.set([...this.replies, { ...reply, state: this.world.online() ? 'sending' : 'waiting' }]);
    if (this.callOff) this.wake();
    else void this.run();
    return true;
  }

  /** Takes a waiting reply back, to be written on; null when it is being sent at this moment or gone. */
  cancel(id: string): KeptReply | null {
    const reply = this.replies.find((one) => one.id === id);
    if (!reply || reply.state === 'sending') return null;
    this.remove(reply);
    return reply;
  }

  /** Tries again now, because the connection seems to be back. */
  wake(): void {
    this.callOff?.();
    this.callOff = null;
    this.pause = FIRST_PAUSE_MS;
    void this.run();
  }

  /** Sends nothing more, because the account has changed. What is kept on the device stays there. */
  stop(): void {
    this.stopped = true;
    this.callOff?.();
    this.callOff = null;
    this.set([]);
  }

  private async run(): Promise<void> {
    if (this.sending || this.stopped) return;
    this.sending = true;
    try {
      for (let next = this.replies[0]; next && !this.stopped; next = this.replies[0]) {
        const reply = next;
        if (!this.world.online()) return this.wait();
        this.mark(reply.id, 'sending');
        const outcome = await this.world.send(reply);
        if (this.stopped) return;
        if (outcome.problem && isPassing(outcome.problem)) return this.wait();
        this.pause = FIRST_PAUSE_MS;
        this.tell(reply, outcome);
        this.remove(reply);
      }
    } finally {
      this.sending = false;
    }
  }

  private wait(): void {
    for (const one of this.replies) this.mark(one.id, 'waiting');
    this.callOff = this.world.after(this.pause, () => {
      this.callOff = null;
      void this.run();
    });
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }

  private tell(reply: KeptReply, outcome: Sent<Post>): void {
    for (const listener of this.outcomes) listener(reply, outcome);
  }

  private mark(id: string, state: OutgoingReply['state']): void {
    this.set(this.replies.map((one) => (one.id === id && one.state !== state ? { ...one, state } : one)));
  }

  private remove(reply: KeptReply): void {
    this.world.drop(reply);
    this.set(this.replies.filter((one) => one.id !== reply.id));
  }

  private set(replies: readonly OutgoingReply[]): void {
    this.replies = replies;
    for (const listener of this.changed) listener();
  }
}

function isPassing(problem: Problem): boolean {
  return problem.code === 'OFFLINE' || problem.code === 'UNAVAILABLE';
}
