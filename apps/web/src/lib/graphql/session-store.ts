import type { ViewerQuery } from '../../gql/graphql.js';
import { accountChange } from './account-change.js';
import type { Connection } from './client.js';
import { oneAtATime } from './one-at-a-time.js';

/** What the session needs of the world, so that tests bring their own. */
export interface SessionWorld {
  /** A connection for one account; `known` is who that is, where it has been asked already. */
  connect: (known: ViewerQuery | null) => Connection;
  /** Who is looking, past every cache; null when it cannot be asked at the moment. */
  ask: () => Promise<ViewerQuery | null>;
  /** Tells the other tabs that the account has changed here. */
  announce: () => void;
}

/** The session as it is drawn. */
export interface SessionState {
  readonly connection: Connection;
  /** Rises by one at each renewal; what hangs on the account (the socket, drafts) watches it. */
  readonly generation: number;
  /** What happened to the account without anything being done on this page: it was signed out, or another came. */
  readonly unasked: 'ended' | 'switched' | null;
}

/** The present account's connection, replaced by a fresh one whenever the account changes, here or elsewhere. */
export class SessionStore {
  private state: SessionState;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly world: SessionWorld) {
    this.state = { connection: world.connect(null), generation: 0, unasked: null };
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly read = (): SessionState => this.state;

  /** Throws away everything read so far and asks again; to be called after signing in or out. Other tabs hear of it. */
  readonly renew = (): void => {
    this.start(null, null);
    this.world.announce();
  };

  /** Asks the server whether the account is still the one that is shown, and follows it when it is not. */
  readonly check: () => Promise<void> = oneAtATime(() => this.askAndFollow());

  /** Forgets `unasked`, once it has been read. */
  readonly acknowledge = (): void => this.set({ ...this.state, unasked: null });

  private async askAndFollow(): Promise<void> {
    const { connection } = this.state;
    const now = await this.world.ask();
    // Somebody has signed in or out on this page meanwhile: the answer is of before.
    if (!now || this.state.connection !== connection) return;
    const change = accountChange(connection.viewer(), now);
    if (change === 'none') return;
    if (change === 'facts') await connection.reread();
    // Somebody whose session has ended goes on reading as a visitor.
    else this.start(change === 'arrived' ? null : change, now);
  }

  private start(unasked: SessionState['unasked'], known: ViewerQuery | null): void {
    this.set({ connection: this.world.connect(known), generation: this.state.generation + 1, unasked });
  }

  private set(state: SessionState): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
