import { oneAtATime } from '../../lib/graphql/one-at-a-time.js';
import type { Problem } from '../../lib/graphql/problem.js';
import { SnapshotStore } from '../../lib/snapshot-store.js';
import { isRefused } from './inbox-source.js';
import type { InboxPage, InboxRow, InboxSource, InboxView } from './inbox-source.js';

/** All that a list of the inbox draws. */
export interface InboxSnapshot {
  /** Null before the first answer. */
  rows: readonly InboxRow[] | null;
  /** How many have come since that are not among the rows. */
  fresh: number;
  more: boolean;
  /** Further rows are being loaded. */
  busy: boolean;
  /** Why nothing could be read, or not what follows. */
  problem: Problem | null;
}

/** Most rows that the server gives at once. */
const MOST_AT_ONCE = 50;
/** Further down than this, rows are not read anew by themselves: they stay as they were. */
const MOST_ANEW = 200;

/**
 * Reads a part of the inbox and keeps it fresh without moving what is being looked at: rows change where they stand,
 * those that are gone go, and what is new waits until it is asked for (`show`), or comes at once when nobody looks.
 */
export class InboxReader extends SnapshotStore<InboxSnapshot> {
  /** What the server has said last, in its order; the rows are what is shown of it. */
  private latest: InboxPage = { rows: [], end: null, more: false };
  /** Rises with each change made here: an answer that was under way then may be of before. */
  private edits = 0;
  /** Marked read here, where only what is unread is shown: they stay until the list is made anew. */
  private readonly touched = new Set<string>();

  /** `isSeen`: whether somebody may be looking at the rows. */
  constructor(
    private readonly source: InboxSource,
    private readonly view: Pick<InboxView, 'rows' | 'unreadOnly'>,
    private readonly isSeen: () => boolean,
  ) {
    super({ rows: null, fresh: 0, more: false, busy: false, problem: null });
  }

  /** Reads what is shown anew; also the first time, and after an error. */
  readonly refresh: () => Promise<void> = oneAtATime(() => this.readAnew());

  /** Shows what has come since. */
  show(): void {
    this.makeAnew();
  }

  /** Loads further rows. */
  async more(): Promise<void> {
    if (this.snapshot.busy) return;
    this.set({ busy: true, problem: null });
    const from = this.latest;
    const answer = await this.source(this.view.rows, from.end);
    if (isRefused(answer)) {
      this.set({ busy: false, problem: answer });
      return;
    }
    this.set({ busy: false });
    // It was read anew meanwhile: the place from which these follow may be another.
    if (from !== this.latest) {
      await this.more();
      return;
    }
    this.latest = { ...answer, rows: withoutTwins([...from.rows, ...answer.rows]) };
    const rows = withoutTwins([...(this.snapshot.rows ?? []), ...answer.rows]);
    this.set({ rows, more: answer.more });
  }

  /** Changes rows here, before the server has said so; answers how they were, for {@link putBack}. */
  change(ids: ReadonlySet<string>, change: (row: InboxRow) => InboxRow): readonly InboxRow[] {
    this.edits += 1;
    const before = (this.snapshot.rows ?? []).filter(({ id }) => ids.has(id));
    if (this.view.unreadOnly) for (const id of ids) this.touched.add(id);
    this.replace(new Map(before.map((row) => [row.id, change(row)])));
    return before;
  }

  /** Takes a change back that the server has refused. */
  putBack(rows: readonly InboxRow[]): void {
    this.edits += 1;
    this.replace(new Map(rows.map((row) => [row.id, row])));
  }

  /** What was changed here has reached the server: answers that were asked for before that are stale. */
  settled(): void {
    this.edits += 1;
    void this.refresh();
  }

  private replace(changed: ReadonlyMap<string, InboxRow>): void {
    const renewed = (rows: readonly InboxRow[]): InboxRow[] => rows.map((row) => changed.get(row.id) ?? row);
    this.latest = { ...this.latest, rows: renewed(this.latest.rows) };
    this.set({ rows: this.snapshot.rows && renewed(this.snapshot.rows) });
  }

  private async readAnew(): Promise<void> {
    const { edits } = this;
    const page = await this.readAsFarAsShown();
    if (isRefused(page)) {
      // What is shown stays; the strip of the page says that one is offline.
      if (!this.snapshot.rows) this.set({ problem: page });
      return;
    }
    // Whoever made the change reads anew when it has reached the server.
    if (edits !== this.edits && this.snapshot.rows) return;
    this.take(page);
  }

  /** As many rows as are shown, and on until all of those that are shown could have been met. */
  private async readAsFarAsShown(): Promise<InboxPage | Problem> {
    const shown = this.snapshot.rows ?? [];
    const missing = new Set(shown.map(({ id }) => id));
    const oldest = shown.reduce((least, { createdAt }) => (createdAt < least ? createdAt : least), '9');
    let page: InboxPage = { rows: [], end: null, more: true };
    do {
      const first = Math.min(MOST_AT_ONCE, Math.max(this.view.rows, shown.length - page.rows.length));
      const answer = await this.source(first, page.end);
      if (isRefused(answer)) return answer;
      for (const { id } of answer.rows) missing.delete(id);
      page = { ...answer, rows: withoutTwins([...page.rows, ...answer.rows]) };
    } while (page.more && page.rows.length < MOST_ANEW && missing.size > 0 && reaches(page, oldest));
    return page;
  }

  private take(page: InboxPage): void {
    const shown = this.snapshot.rows;
    this.latest = page;
    if (!shown || !this.isSeen()) {
      this.makeAnew();
      return;
    }
    const known = new Map(page.rows.map((row) => [row.id, row]));
    const end = page.more ? (page.rows.at(-1)?.createdAt ?? '') : '';
    // Further down than was read anew nothing is known of a row; above, one that was not met is gone.
    const stays = ({ id, createdAt }: InboxRow): boolean => known.has(id) || this.touched.has(id) || createdAt < end;
    const rows = shown.filter(stays).map((row) => known.get(row.id) ?? row);
    if (rows.length === 0) {
      this.makeAnew();
      return;
    }
    const here = new Set(rows.map(({ id }) => id));
    const last = page.rows.findLastIndex(({ id }) => here.has(id));
    const after = page.rows.slice(last + 1).filter(({ id }) => !here.has(id));
    const fresh = page.rows.slice(0, Math.max(0, last)).filter(({ id }) => !here.has(id)).length;
    if (last === -1) this.set({ rows, fresh: page.rows.length, more: page.more, problem: null });
    else this.set({ rows: [...rows, ...after], fresh, more: page.more, problem: null });
  }

  private makeAnew(): void {
    this.touched.clear();
    this.set({ rows: this.latest.rows, more: this.latest.more, fresh: 0, problem: null });
  }
}

const reaches = ({ rows }: InboxPage, oldest: string): boolean => (rows.at(-1)?.createdAt ?? '') >= oldest;

function withoutTwins(rows: readonly InboxRow[]): InboxRow[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}
