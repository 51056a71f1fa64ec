/** How long after `g` the second key may come, in milliseconds. */
const pause = 1200;

/** Follows typed keys and names the shortcut that is complete: `?`, or two in a row such as `g h`. */
export class KeySequence {
  private pending: { key: string; at: number } | null = null;

  /** The name of the shortcut among `known` that this key completes, or null; `held`: it has not been let go since. */
  press(key: string, known: ReadonlySet<string>, at: number, held = false): string | null {
    // One may run through a list; anything else is done once for each time that one presses.
    if (held && !/^[jk]$/.test(key)) return null;
    const before = this.pending && at - this.pending.at <= pause ? this.pending.key : null;
    this.pending = null;
    if (before !== null && known.has(`${before} ${key}`)) return `${before} ${key}`;
    const begins = [...known].some((name) => name.startsWith(`${key} `));
    if (begins) this.pending = { key, at };
    return !begins && known.has(key) ? key : null;
  }
}
