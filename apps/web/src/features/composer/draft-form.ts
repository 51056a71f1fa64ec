import { draftKey, dropDraft, isEmptyDraft, keepDraft, readDraft } from './draft-store.js';
import type { Draft, DraftPlace, DraftStorage } from './draft-store.js';

/** A draft in a form. */
export interface DraftState {
  draft: Draft;
  /** The text in the field is on this device. */
  saved: boolean;
  /** What another tab has made of the same draft, where this one has a text of its own; `null` inside: it is gone. */
  elsewhere: { draft: Draft | null } | null;
}

/**
 * A form's text, kept on the device with every key, so that not even a crash loses a word. Several tabs may show the
 * same draft: one in which nothing was written follows the others; one with a text of its own keeps it, saves it no
 * longer, and leaves the choice to the writer. `initial` is what the form begins with where nothing is kept.
 */
export class DraftForm {
  private state: DraftState;
  private readonly listeners = new Set<() => void>();
  /** What was on the device when this form last looked or wrote. */
  private known: string | null;
  /** Whether something was written here since the text was last the same as on the device by another hand. */
  private touched = false;

  constructor(
    private readonly storage: DraftStorage,
    private readonly accountId: string,
    private readonly place: DraftPlace,
    private readonly initial: Draft,
  ) {
    const kept = readDraft(storage, accountId, place);
    this.known = this.onDevice();
    this.state = { draft: kept ?? initial, saved: kept !== null, elsewhere: null };
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly read = (): DraftState => this.state;

  readonly change = (part: Partial<Draft>): void => {
    this.touched = true;
    this.state = { ...this.state, draft: { ...this.state.draft, ...part } };
    // A tab that slept has heard of nothing: it must not write over what is newer.
    this.look();
    if (this.state.elsewhere) this.set({ saved: false });
    else this.keep();
  };

  /** Removes it from the device and empties the form; what another tab has written instead stays, and is shown. */
  readonly drop = (): void => {
    const other = this.state.elsewhere?.draft ?? null;
    if (!other) dropDraft(this.storage, this.accountId, this.place);
    this.take(other);
  };

  /** Reads it again, after this tab itself has changed it elsewhere than in the form. */
  readonly reread = (): void => {
    const kept = readDraft(this.storage, this.accountId, this.place);
    if (kept && (this.state.saved || isEmptyDraft(this.state.draft))) this.take(kept);
    else if (kept) this.look();
  };

  /** Sees whether another tab has changed it. */
  readonly look = (): void => {
    const present = this.onDevice();
    if (present === this.known) return;
    this.known = present;
    const theirs = readDraft(this.storage, this.accountId, this.place);
    if (!this.touched || isEmptyDraft(this.state.draft) || (theirs && contains(theirs, this.state.draft)))
      this.take(theirs);
    else this.set({ elsewhere: { draft: theirs }, saved: false });
  };

  /** Chooses what the other tab has. */
  readonly takeOther = (): void => this.take(this.state.elsewhere?.draft ?? null);

  /** Chooses the text of this tab. */
  readonly keepMine = (): void => {
    this.state = { ...this.state, elsewhere: null };
    this.keep();
  };

  private take(draft: Draft | null): void {
    this.touched = false;
    this.known = this.onDevice();
    this.set({ draft: draft ?? this.initial, saved: draft !== null, elsewhere: null });
  }

  private keep(): void {
    const saved = keepDraft(this.storage, this.accountId, this.place, this.state.draft);
    this.known = this.onDevice();
    this.set({ saved });
  }

  private onDevice(): string | null {
    try {
      return this.storage.getItem(draftKey(this.accountId, this.place));
    } catch {
      return null;
    }
  }

  private set(part: Partial<DraftState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

/** Whether nothing is lost when one text is given up for the other. */
function contains(draft: Draft, other: Draft): boolean {
  const files = new Set(draft.attachments?.map(({ id }) => id));
  return (
    draft.body.includes(other.body) &&
    (draft.title ?? '').includes(other.title ?? '') &&
    (other.attachments ?? []).every(({ id }) => files.has(id))
  );
}
