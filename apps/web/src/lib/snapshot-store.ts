/** A value that is drawn as it is now and drawn anew when it changes (`useSyncExternalStore`). */
export class SnapshotStore<Value extends object> {
  private readonly listeners = new Set<() => void>();

  constructor(protected snapshot: Value) {}

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly read = (): Value => this.snapshot;

  protected set(part: Partial<Value>): void {
    this.snapshot = { ...this.snapshot, ...part };
    for (const listener of this.listeners) listener();
  }
}
