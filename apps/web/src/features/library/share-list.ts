import type { ShareResourceInput } from '../../gql/graphql.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { inputOf } from './share-values.js';
import type { CommonValues, EntryValues } from './share-values.js';

/**
 * One of the things to share. `open`: one still writes on it; `wanted`: goes out by itself as soon as its file has
 * arrived; `shared`: it is in the library.
 */
export interface ShareEntry {
  readonly key: string;
  /** The name of the file, or the address of a link. */
  readonly source: { readonly file: string } | { readonly url: string };
  readonly values: EntryValues;
  readonly state: 'open' | 'wanted' | 'sharing' | 'shared';
  /** Why it was not shared. While it is `wanted`, it is tried again by itself. */
  readonly problem: Problem | null;
  readonly shared: { readonly id: string; readonly title: string } | null;
}

/** How sharing ended: with what is in the library now, or with a refusal. */
export type Shared = { resource: { id: string; title: string }; problem?: undefined } | { problem: Problem };

/** What the list needs of the world. */
export interface ShareWorld {
  readonly slug: string;
  readonly share: (input: ShareResourceInput) => Promise<Shared>;
  /** The upload that arrived for an entry; null while it has not. */
  readonly uploadOf: (key: string) => string | null;
  /** Called when an entry was shared: its upload is used. */
  readonly done: (key: string) => void;
  /** Called when the server cannot use an upload, with its sentence. */
  readonly spoiled: (key: string, sentence: string) => void;
  readonly online: () => boolean;
  /** Calls `run` after a while; answers the function that calls it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Id of a resource that is made at this moment. */
  readonly makeId: () => string;
}

/** What belongs to an entry and is not shown. */
interface Wish {
  /** What was on the page when it was said to share. */
  readonly input: ReturnType<typeof inputOf>;
  /** The id of the resource from the first try on, so that a lost answer makes no second one. */
  id: string | null;
}

const FIRST_PAUSE_MS = 1_500;
const LONGEST_PAUSE_MS = 30_000;

/**
 * What one shares together: each entry goes out by itself, links first and then files in the order in which they arrive;
 * what fails for want of a connection is tried again under the same id. Where something is wrong with one, those that were
 * never tried stay, and can be written on again: what is said of all may be what has to change.
 */
export class ShareList {
  private entries: readonly ShareEntry[] = [];
  private readonly wishes = new Map<string, Wish>();
  private readonly listeners = new Set<() => void>();
  private pauseMs = FIRST_PAUSE_MS;
  private callOff: (() => void) | null = null;
  private running = false;
  private stopped = true;

  constructor(private readonly world: ShareWorld) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly read = (): readonly ShareEntry[] => this.entries;

  /** Begins, or goes on after {@link stop}. */
  start(): void {
    this.stopped = false;
    void this.run();
  }

  /** Shares nothing more, because the page is left. */
  stop(): void {
    this.stopped = true;
    this.callOff?.();
    this.callOff = null;
  }

  /** Takes something to share. */
  readonly add = (key: string, source: ShareEntry['source'], title: string): void => {
    const values = { title, description: '', kind: null, language: null };
    this.set([...this.entries, { key, source, values, state: 'open', problem: null, shared: null }]);
  };

  /** What somebody writes on an entry, as long as it has not gone out. */
  readonly write = (key: string, values: Partial<EntryValues>): void => {
    const entry = this.find(key);
    if (entry?.state === 'open') this.change(key, { values: { ...entry.values, ...values }, problem: null });
  };

  /** Takes an entry away; nothing that was shared already. */
  readonly remove = (key: string): void => {
    if (this.find(key)?.state === 'sharing') return;
    this.wishes.delete(key);
    this.set(this.entries.filter((entry) => entry.key !== key));
  };

  /** All these are to go out as they stand now. */
  readonly share = (keys: readonly string[], common: CommonValues): void => {
    for (const key of keys) {
      const entry = this.find(key);
      if (entry?.state !== 'open') continue;
      this.wishes.set(key, { input: inputOf(this.world.slug, entry.values, common), id: null });
      this.change(key, { state: 'wanted', problem: null });
    }
    this.wake();
  };

  /** Opens an entry for writing again that has not gone out yet. */
  readonly reopen = (key: string): void => {
    if (this.find(key)?.state !== 'wanted') return;
    this.wishes.delete(key);
    this.change(key, { state: 'open', problem: null });
  };

  /** Looks whether a file has arrived, or the connection is back. */
  readonly wake = (): void => {
    this.callOff?.();
    this.callOff = null;
    this.pauseMs = FIRST_PAUSE_MS;
    void this.run();
  };

  /** Looks whether a file has arrived, without hurrying what waits for the connection. */
  readonly look = (): void => {
    if (!this.callOff) void this.run();
  };

  private async run(): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      for (let next = this.nextOne(); next && !this.stopped && this.world.online(); next = this.nextOne()) {
        if (!(await this.shareOne(next.key, next.source))) return this.wait();
      }
    } finally {
      this.running = false;
    }
  }

  private nextOne(): ShareEntry | undefined {
    const wanted = this.entries.filter(({ state }) => state === 'wanted');
    return wanted.find(({ source }) => 'url' in source) ?? wanted.find(({ key }) => this.world.uploadOf(key) !== null);
  }

  /** Answers false when it is worth trying again later. */
  private async shareOne(key: string, source: ShareEntry['source']): Promise<boolean> {
    const wish = this.wishes.get(key);
    if (!wish) return true;
    wish.id ??= this.world.makeId();
    this.change(key, { state: 'sharing', problem: null });
    const what = 'url' in source ? { url: source.url } : { uploadId: this.world.uploadOf(key) };
    const outcome = await this.world.share({ id: wish.id, ...wish.input, ...what });
    if (!outcome.problem) {
      this.pauseMs = FIRST_PAUSE_MS;
      this.change(key, { state: 'shared', problem: null, shared: outcome.resource });
      this.world.done(key);
      return true;
    }
    const { problem } = outcome;
    if (problem.code === 'OFFLINE' || problem.code === 'UNAVAILABLE') {
      this.change(key, { state: 'wanted', problem });
      return false;
    }
    const spoiled = problem.fields.uploadId;
    if (spoiled === undefined) {
      this.change(key, { state: 'open', problem });
      // What was tried without an answer may be in the library already: it goes on under its id.
      for (const { key: other } of this.entries) if (this.wishes.get(other)?.id === null) this.reopen(other);
    } else {
      // The file goes the whole way again when one says so; what was written of it stays wanted.
      this.change(key, { state: 'wanted', problem: null });
      this.world.spoiled(key, spoiled);
    }
    return true;
  }

  private wait(): void {
    if (this.stopped) return;
    this.callOff = this.world.after(this.pauseMs, () => {
      this.callOff = null;
      void this.run();
    });
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private find(key: string): ShareEntry | undefined {
    return this.entries.find((entry) => entry.key === key);
  }

  private change(key: string, to: Partial<ShareEntry>): void {
    this.set(this.entries.map((entry) => (entry.key === key ? { ...entry, ...to } : entry)));
  }

  private set(entries: readonly ShareEntry[]): void {
    this.entries = entries;
    for (const listener of this.listeners) listener();
  }
}
