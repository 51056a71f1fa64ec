import { isFileFault, isPassing } from './upload-problem.js';
import type { UploadProblem } from './upload-problem.js';
import type { SoughtFile } from './kept-uploads.js';
import type { UploadWorld } from './upload-world.js';
import type { UploadItem, Uploads } from './uploads.js';

/** What is drawn of the queue. */
export type UploadsState = Pick<Uploads, 'items' | 'busy' | 'unfinished'>;

/** What belongs to an item and is not shown. */
interface Job {
  /** Undefined until it has been computed. */
  sha256?: string | null;
  /** On the server, complete or not. */
  uploadId: string | null;
  /** Stops what is done for the item at this moment. */
  stop: AbortController | null;
}

const SENT_AT_ONCE = 2;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

const UNDER_WAY: readonly UploadItem['state'][] = ['hashing', 'waiting', 'sending'];

/**
 * Sends files, two at once and the others in their order. What a lost connection or a restarted server interrupts goes
 * on by itself from the bytes that are there; what a closed page interrupts, when the same file is chosen again.
 */
export class UploadQueue {
  private state: UploadsState;
  private readonly jobs = new Map<string, Job>();
  private readonly listeners = new Set<() => void>();
  private pauseMs = FIRST_PAUSE_MS;
  private callOff: (() => void) | null = null;
  private stopped = true;

  constructor(private readonly world: UploadWorld) {
    this.state = { items: [], busy: false, unfinished: world.kept.all() };
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** For `useSyncExternalStore`. */
  readonly read = (): UploadsState => this.state;

  /** Begins, or goes on after {@link stop}. */
  start(): void {
    this.stopped = false;
    this.next();
  }

  /** Interrupts everything, because the page is left; nothing is taken from the server. */
  stop(): void {
    this.stopped = true;
    this.callOff?.();
    this.callOff = null;
    for (const job of this.jobs.values()) job.stop?.abort();
    for (const item of this.state.items) {
      if (item.state === 'sending') this.change(item.key, { state: 'waiting', problem: null });
    }
  }

  /** Tries again now, because the connection seems to be back. */
  readonly wake = (): void => {
    this.callOff?.();
    this.callOff = null;
    this.pauseMs = FIRST_PAUSE_MS;
    this.next();
  };

  /** See {@link Uploads}. */
  readonly add = (files: Iterable<File>): string[] => {
    const added = [...files].map((file): UploadItem => {
      const problem = this.world.check(file);
      const key = this.world.makeKey();
      this.jobs.set(key, { uploadId: null, stop: null });
      const state = problem ? (isFileFault(problem.fault) ? 'refused' : 'failed') : 'hashing';
      return { key, file, name: file.name, size: file.size, progress: 0, state, problem, uploadId: null };
    });
    this.set([...this.state.items, ...added]);
    this.next();
    return added.map(({ key }) => key);
  };

  /** See {@link Uploads}. */
  readonly pause = (key: string): void => {
    const item = this.find(key);
    if (!item || !UNDER_WAY.includes(item.state)) return;
    this.jobs.get(key)?.stop?.abort();
    this.change(key, { state: 'paused', problem: null });
    this.next();
  };

  /** See {@link Uploads}. */
  readonly resume = (key: string): void => {
    const item = this.find(key);
    const job = this.jobs.get(key);
    if (!item || !job || (item.state !== 'paused' && item.state !== 'failed')) return;
    // What the server has accepted has its room already.
    const problem = job.uploadId ? null : this.world.check(item.file);
    if (problem) return this.change(key, { state: 'failed', problem });
    this.change(key, { state: job.sha256 === undefined ? 'hashing' : 'waiting', problem: null });
    this.wake();
  };

  /** See {@link Uploads}. */
  readonly remove = (key: string): void => {
    const job = this.jobs.get(key);
    if (!job) return;
    job.stop?.abort();
    if (job.uploadId) this.world.terminate(job.uploadId);
    this.takeAway(key);
  };

  /** See {@link Uploads}. */
  readonly used = (key: string): void => this.takeAway(key);

  /** See {@link Uploads}. */
  readonly spoiled = (key: string, sentence: string): void => {
    this.forgetUpload(key);
    this.change(key, { state: 'failed', progress: 0, problem: { fault: 'BAD_USER_INPUT', sentence } });
  };

  /** See {@link Uploads}. */
  readonly lookAfterUnfinished = (): void => {
    for (const { uploadId } of this.state.unfinished) void this.lookAfter(uploadId);
  };

  /** See {@link Uploads}. */
  readonly giveUp = (uploadId: string): void => {
    this.world.kept.drop(uploadId);
    this.world.terminate(uploadId);
    this.lookAtKept();
  };

  private async lookAfter(uploadId: string): Promise<void> {
    if (!(await this.world.isGone(uploadId)) || this.taken().has(uploadId)) return;
    this.world.kept.drop(uploadId);
    this.lookAtKept();
  }

  /** Hashes one file at a time and sends as many as go at once. */
  private next(): void {
    if (this.stopped) return;
    const { items } = this.state;
    const working = (state: UploadItem['state']): number =>
      items.filter(({ key, state: its }) => its === state && this.jobs.get(key)?.stop).length;
    const unread = items.find(({ state }) => state === 'hashing');
    if (unread && working('hashing') === 0) void this.hash(unread.key, unread.file);
    if (this.callOff || !this.world.online()) return;
    const free = SENT_AT_ONCE - items.filter(({ state }) => state === 'sending').length;
    for (const item of items.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free)))
      void this.send(item.key, item.file);
  }

  private async hash(key: string, file: File): Promise<void> {
    const job = this.jobs.get(key);
    if (!job) return;
    const stop = (job.stop = new AbortController());
    const sha256 = await this.world.hash(file, stop.signal).catch(() => undefined);
    if (job.stop === stop) job.stop = null;
    if (stop.signal.aborted) return this.next();
    if (sha256 === undefined) this.change(key, { state: 'failed', problem: { fault: 'reading' } });
    else {
      job.sha256 = sha256;
      this.change(key, { state: 'waiting', problem: null });
    }
    this.next();
  }

  private async send(key: string, file: File): Promise<void> {
    const job = this.jobs.get(key);
    if (!job) return;
    const stop = (job.stop = new AbortController());
    const sha256 = job.sha256 ?? null;
    job.uploadId ??= this.world.kept.find({ ...told(file), sha256 }, this.taken())?.uploadId ?? null;
    this.lookAtKept();
    this.change(key, { state: 'sending', problem: null });
    const problem = await this.sendOnce(key, file, { ...job, sha256 }, stop.signal);
    if (job.stop === stop) job.stop = null;
    if (stop.signal.aborted) return this.next();
    if (!problem) {
      this.pauseMs = FIRST_PAUSE_MS;
      this.change(key, { state: 'ready', progress: 1, uploadId: job.uploadId, problem: null });
    } else if (isPassing(problem.fault)) {
      this.change(key, { state: 'waiting', problem });
      this.waitAWhile();
    } else {
      // Whatever else was said of it: the next try begins from nothing, as nothing usable is there.
      if (problem.fault === 'checksum' || isFileFault(problem.fault)) this.forgetUpload(key);
      this.change(key, { state: isFileFault(problem.fault) ? 'refused' : 'failed', problem });
    }
    this.next();
  }

  /** An upload that is not on the server any more is begun anew, once. */
  private async sendOnce(
    key: string,
    file: File,
    { uploadId, sha256 }: { uploadId: string | null; sha256: string | null },
    signal: AbortSignal,
  ): Promise<UploadProblem | null> {
    const problem = await this.world.send({
      file,
      sha256,
      uploadId,
      signal,
      onBegun: (id) => !signal.aborted && this.begun(key, file, id, sha256),
      onProgress: (bytes) => !signal.aborted && this.progressed(key, bytes),
    });
    if (signal.aborted || uploadId === null || problem?.fault !== 'NOT_FOUND') return problem;
    this.forgetUpload(key);
    this.change(key, { progress: 0 });
    return this.sendOnce(key, file, { uploadId: null, sha256 }, signal);
  }

  private begun(key: string, file: File, uploadId: string, sha256: string | null): void {
    const job = this.jobs.get(key);
    if (!job) return;
    job.uploadId = uploadId;
    const { name, size, modified } = told(file);
    this.world.kept.keep({ uploadId, name, size, modified, sha256, at: this.world.now() });
    this.lookAtKept();
  }

  private progressed(key: string, bytes: number): void {
    const item = this.find(key);
    if (!item) return;
    this.pauseMs = FIRST_PAUSE_MS;
    this.change(key, { progress: item.size > 0 ? Math.min(1, bytes / item.size) : 0 });
  }

  private waitAWhile(): void {
    if (this.callOff || this.stopped) return;
    this.callOff = this.world.after(this.pauseMs, () => {
      this.callOff = null;
      this.next();
    });
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
  }

  private forgetUpload(key: string): void {
    const job = this.jobs.get(key);
    if (!job?.uploadId) return;
    this.world.kept.drop(job.uploadId);
    job.uploadId = null;
    this.lookAtKept();
  }

  private taken(): Set<string> {
    return new Set([...this.jobs.values()].flatMap(({ uploadId }) => uploadId ?? []));
  }

  private takeAway(key: string): void {
    this.forgetUpload(key);
    this.jobs.delete(key);
    this.set(this.state.items.filter((item) => item.key !== key));
    this.next();
  }

  private find(key: string): UploadItem | undefined {
    return this.state.items.find((item) => item.key === key);
  }

  private change(key: string, to: Partial<UploadItem>): void {
    const uploadId = to.state && to.state !== 'ready' ? { uploadId: null } : {};
    this.set(this.state.items.map((item) => (item.key === key ? { ...item, ...to, ...uploadId } : item)));
  }

  private set(items: readonly UploadItem[], unfinished = this.state.unfinished): void {
    this.state = { items, busy: items.some(({ state }) => UNDER_WAY.includes(state)), unfinished };
    for (const listener of this.listeners) listener();
  }

  private lookAtKept(): void {
    const taken = this.taken();
    this.set(
      this.state.items,
      this.world.kept.all().filter(({ uploadId }) => !taken.has(uploadId)),
    );
  }
}

const told = (file: File): Omit<SoughtFile, 'sha256'> => ({
  name: file.name,
  size: file.size,
  modified: file.lastModified,
});
