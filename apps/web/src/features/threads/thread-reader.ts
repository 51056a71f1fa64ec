import type { ErrorCode, PostDeletedMessage, PostMessage } from '#contracts';
import type { Language } from '../../gql/graphql.js';
import type { ThreadListener } from '../../lib/realtime/live-client.js';
import { fillGap, refetch } from './catch-up.js';
import type { HeldWindow } from './catch-up.js';
import { SnapshotStore } from '../../lib/snapshot-store.js';
import { beginningAt, isGone, newFromOf, NOTHING_READ, PAGE_SIZE, pageAfter, pageBefore } from './thread-source.js';
import type { Opening, PageArguments, ReadingState, ThreadBeginning } from './thread-source.js';
import type { ThreadPart, ThreadSnapshot, ThreadSource } from './thread-source.js';
import {
  firstNumber,
  lastLoaded,
  markAllSeen,
  markSeen,
  mergeDeletion,
  mergePage,
  mergePost,
  moveWindow,
  newsBetween,
  noteLast,
  openWindow,
  renewPosts,
  wantsRevision,
} from './thread-window.js';
import type { PostPage, ThreadPost, ThreadWindow } from './thread-window.js';

/**
 * Reads one thread and keeps it fresh: windows of posts, what arrives live, what was missed. It knows nothing of the
 * page but two things that it is told: whether the end is in view, and a function to call before the posts change.
 */
export class ThreadReader extends SnapshotStore<ThreadSnapshot> implements ThreadListener {
  private readonly mine = new Set<string>();
  private beforeChange: () => void = () => undefined;
  private rejoin: () => void = () => undefined;
  private viewerId: string | null = null;
  private endInView = false;
  private catchingUp: Promise<void> | null = null;
  private opened = 0;
  private brought: boolean;
  private readonly held: HeldWindow = {
    read: () => this.snapshot.window,
    set: (window) => this.setWindow(window),
    endInView: () => this.endInView,
  };

  /** `beginning` is the thread where it came with the page itself: it need not be asked for. */
  constructor(
    private readonly source: ThreadSource,
    private language: Language,
    beginning: ThreadBeginning | null = null,
  ) {
    super(NOTHING_READ);
    this.brought = beginning !== null;
    if (beginning) this.set({ ...this.withHead(beginning.head), window: openWindow(beginning.page) });
  }

  /** `run` is called before the drawn posts change, so that the page can keep the reader's place; answers the undoing. */
  onBeforeChange(run: () => void): () => void {
    this.beforeChange = run;
    return () => void (this.beforeChange = () => undefined);
  }

  /** `run` is to ask for the room again, after it was closed and the thread could still be read; answers the undoing. */
  onRejoin(run: () => void): () => void {
    this.rejoin = run;
    return () => void (this.rejoin = () => undefined);
  }

  /** Tells which account reads: its own posts are asked for, since messages do not say what it may do to them. */
  readAs(viewerId: string | null): void {
    this.viewerId = viewerId;
  }

  /** Turns what has words in several languages, the community's name for one, to another; the posts stay. */
  async readIn(language: Language): Promise<void> {
    if (language === this.language) return;
    this.language = language;
    await this.readHead();
  }

  /** A visit begins: loads the thread from where it is to be read, or asks anew what an earlier visit has read. */
  async visit(at: Opening): Promise<void> {
    // What came with the page is as new as an answer would be.
    const { brought } = this;
    this.brought = false;
    if (brought) return;
    if (this.snapshot.window) await this.refresh();
    else await this.open(at);
  }

  /** Loads the thread from where it is to be read. */
  async open(at: Opening): Promise<void> {
    const turn = ++this.opened;
    const { value, problem } = await beginningAt(this.source, at, this.language);
    if (turn !== this.opened) return;
    if (problem) {
      this.set({ problem, ...(isGone(problem) ? { head: null, window: null } : {}) });
      return;
    }
    const { window } = this.snapshot;
    this.change(this.withHead(value.head), window ? moveWindow(window, value.page) : openWindow(value.page));
  }

  /** The visit is over: the next one has a divider of its own. */
  leave(): void {
    this.set({ newFrom: undefined });
  }

  /** Notes what reading and following have changed; and where the divider stands now, if that was chosen. */
  know(state: Partial<ReadingState>, newFrom = this.snapshot.newFrom): void {
    const { head } = this.snapshot;
    if (newFrom !== this.snapshot.newFrom) this.beforeChange();
    if (head) this.set({ head: { ...head, ...state }, newFrom });
  }

  /** Asks again who may do what and what the posts are, keeping the place; after joining, or when a room was closed. */
  async refresh(): Promise<boolean> {
    const { window } = this.snapshot;
    if (!window) {
      await this.open(null);
      return this.snapshot.head !== null;
    }
    const from = firstNumber(window);
    const { value, problem } = await this.source.open(from + PAGE_SIZE / 2, this.language);
    if (problem) {
      if (isGone(problem)) this.set({ head: null, window: null, problem });
      return false;
    }
    this.change(this.withHead(value.head), renewPosts(this.snapshot.window ?? window, value.page));
    await refetch(this.source, this.held, from + PAGE_SIZE);
    return true;
  }

  /** Shows the posts before the window. */
  async earlier(): Promise<void> {
    const before = this.snapshot.window && pageBefore(this.snapshot.window);
    if (before) await this.load('earlier', before, mergePage);
  }

  /** Shows the posts after the window. */
  async later(): Promise<void> {
    const after = this.snapshot.window && pageAfter(this.snapshot.window);
    if (after) await this.load('later', after, mergePage);
  }

  /** Makes sure that a number is in the window; answers whether it is, or the nearest number that exists. */
  async jump(number: number): Promise<number | null> {
    const { window } = this.snapshot;
    if (!window) return null;
    const target = Math.min(Math.max(1, number), window.lastNumber);
    if (target >= firstNumber(window) && target <= lastLoaded(window)) return target;
    await this.load('jump', { around: target, first: PAGE_SIZE }, moveWindow);
    return this.snapshot.window?.posts.some((post) => post.number === target) ? target : null;
  }

  /** Tells whether the end of the thread is in view: replies then simply appear, and count as seen. */
  setEndInView(inView: boolean): void {
    this.endInView = inView;
    const { window } = this.snapshot;
    if (inView && window?.atEnd) this.setWindow(markSeen(window));
  }

  /** Goes to the first reply that the reader has not been shown; answers its number. The pill has then done its work. */
  async showNews(): Promise<number | null> {
    const { window } = this.snapshot;
    if (!window) return null;
    const number = await this.jump(Math.min(window.seenNumber + 1, window.lastNumber));
    if (this.snapshot.window) this.setWindow(markAllSeen(this.snapshot.window));
    return number;
  }

  /** Notes an id under which this reader is about to post: its arrival is no news to them. */
  expectMine(postId: string): void {
    this.mine.add(postId);
  }

  /** Puts in a post that a mutation has given back, and brings the window to it. */
  async own(post: ThreadPost): Promise<void> {
    this.mine.add(post.id);
    this.arrive(post);
    await this.catchUp();
    const { window } = this.snapshot;
    if (window && post.number > lastLoaded(window)) await this.jump(post.number);
    if (this.snapshot.window) this.setWindow(markSeen(this.snapshot.window));
  }

  /** Puts in a post that was changed by a mutation of this page, somebody else's too. */
  changed(post: ThreadPost): void {
    this.arrive(post);
  }

  watching(lastNumber: number, again: boolean): void {
    const known = this.snapshot.window?.lastNumber ?? 0;
    this.note(lastNumber);
    if (!again || !this.snapshot.window) return;
    void refetch(this.source, this.held, firstNumber(this.snapshot.window));
    void this.comeBack(known);
  }

  created(message: PostMessage): void {
    if (message.post) this.arrive({ ...message.post, viewerCan: null });
    this.note(message.number);
  }

  edited(message: PostMessage): void {
    const { window } = this.snapshot;
    if (message.post) this.arrive({ ...message.post, viewerCan: null });
    else if (window && wantsRevision(window, message.number, message.revision)) void this.fetchPost(message.postId);
    this.note(message.number);
  }

  deleted(message: PostDeletedMessage): void {
    const { window } = this.snapshot;
    if (window) this.setWindow(mergeDeletion(window, message));
  }

  /** The thread was locked, unlocked, pinned or unpinned: asks how it is now, and what one may do to its posts. */
  arranged(): void {
    void (this.viewerId === null ? this.readHead() : this.refresh());
  }

  async closed(code: ErrorCode | null): Promise<void> {
    // A room that is refused although the thread may be read would be asked for in a circle; a closed one is not.
    if ((await this.refresh()) && code === null) this.rejoin();
  }

  /** Asks how the thread is now, without its posts. */
  async readHead(): Promise<void> {
    const { language } = this;
    if (!this.snapshot.head) return;
    const { value: head } = await this.source.head(language);
    if (head && language === this.language && this.snapshot.head) this.set({ head });
  }

  /** After a lost connection: what came meanwhile begins below a divider, if all that was here (`known`) had been read. */
  private async comeBack(known: number): Promise<void> {
    await this.readHead();
    const newFrom = this.snapshot.head && newFromOf(this.snapshot.head);
    if (newFrom && newFrom.number > known) this.know({}, newFrom);
  }

  private withHead(head: ThreadSnapshot['head'] & object): Partial<ThreadSnapshot> {
    const { newFrom } = this.snapshot;
    return { head, problem: null, newFrom: newFrom === undefined ? newFromOf(head) : newFrom };
  }

  private note(number: number): void {
    if (this.snapshot.window) this.setWindow(noteLast(this.snapshot.window, number));
    void this.catchUp();
  }

  private arrive(post: ThreadPost): void {
    const { window } = this.snapshot;
    if (!window) return;
    const before = lastLoaded(window);
    const next = mergePost(window, post);
    const appeared = lastLoaded(next) > before && (this.endInView || this.mine.has(post.id));
    this.setWindow(appeared ? markSeen(next) : next);
    const unknown = post.viewerCan === null && post.author.id === this.viewerId && !post.deleted;
    if (unknown && next.posts.some((one) => one.id === post.id && one.viewerCan === null)) void this.fetchPost(post.id);
  }

  /** Fetches what is missing at the end, one question at a time; a long gap is left to the reader. */
  private catchUp(): Promise<void> {
    this.catchingUp ??= fillGap(this.source, this.held).finally(() => void (this.catchingUp = null));
    return this.catchingUp;
  }

  private async fetchPost(id: string): Promise<void> {
    const answer = await this.source.post(id);
    if (answer.value) this.arrive(answer.value);
  }

  private async load(
    part: ThreadPart,
    which: PageArguments,
    place: (window: ThreadWindow, page: PostPage) => ThreadWindow,
  ): Promise<void> {
    if (this.snapshot.busy && part !== 'jump') return;
    this.set({ busy: part, partProblem: null });
    const answer = await this.source.page(which);
    const { window } = this.snapshot;
    if (answer.problem || !window) {
      this.set({ busy: null, partProblem: answer.problem ? { part, problem: answer.problem } : null });
      return;
    }
    this.change({ busy: null }, place(window, answer.value));
  }

  private setWindow(window: ThreadWindow): void {
    if (window !== this.snapshot.window) this.change({}, window);
  }

  private change(part: Partial<ThreadSnapshot>, window: ThreadWindow): void {
    const before = this.snapshot.window;
    if (window.posts !== before?.posts) this.beforeChange();
    const news = before ? newsBetween(before, window, this.mine) : 0;
    this.set({ ...part, window, news: this.snapshot.news + news });
  }
}
