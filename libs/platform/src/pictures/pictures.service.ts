import { Inject, Injectable, Optional, type OnModuleDestroy } from '@nestjs/common';
import { Unavailable } from '../errors/index.js';
import { PictureProcess, type PictureLimits } from './picture-child.js';
import type { PictureAnswer, PictureHeader, PictureJob, Preview, Reencoded } from './picture-jobs.js';

/** Jobs that may be here, the one that is being done included; whoever comes then is asked to come again. */
const MAX_WAITING = 50;
/** The same of one account, so that nobody has to wait for more than a few of anybody else's. */
const MAX_OF_ONE = 3;
/** A process that nobody needed for so long is ended. */
const IDLE_MS = 60_000;

/** What one job may take before its process is ended, and with it the job. */
const LIMITS: PictureLimits = { milliseconds: 20_000, bytes: 1200 * 1024 * 1024 };

/** Token for other limits; tests alone provide it. */
export const PICTURE_LIMITS = Symbol('copse picture limits');

/**
 * Opens pictures and PDFs of people in a child process of bounded time and memory, one at a time. A null answers what
 * cannot be read within the limits; whatever a file does to the process, the next job finds a new one.
 */
@Injectable()
export class Pictures implements OnModuleDestroy {
  private child: PictureProcess | null = null;
  private busy = false;
  private waiting = 0;
  private readonly ofOne = new Map<string, number>();
  /** Those somebody waits for go before those that may be done at any time. */
  private readonly soon: (() => void)[] = [];
  private readonly anyTime: (() => void)[] = [];
  private idle: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(@Optional() @Inject(PICTURE_LIMITS) private readonly limits: PictureLimits = LIMITS) {}

  /** Size and frames of a picture, by its header. @throws Unavailable when there is too much to do */
  async header(path: string): Promise<PictureHeader | null> {
    return (await this.ask({ work: 'header', path })) as PictureHeader | null;
  }

  /**
   * The picture made anew, at most 2,400 pixels wide and high and without what a camera wrote into it (the place, the
   * device); a moving one moves on. Its type may differ from that of the file. `accountId` is whose it is.
   * @throws Unavailable as above, and when too many are being made for this account
   */
  async reencode(path: string, accountId: string): Promise<Reencoded | null> {
    const own = this.ofOne.get(accountId) ?? 0;
    if (own >= MAX_OF_ONE) throw new Unavailable('Several pictures of yours are being made. Please try again soon.');
    this.ofOne.set(accountId, own + 1);
    try {
      return (await this.ask({ work: 'reencode', path })) as Reencoded | null;
    } finally {
      const left = (this.ofOne.get(accountId) ?? 1) - 1;
      if (left > 0) this.ofOne.set(accountId, left);
      else this.ofOne.delete(accountId);
    }
  }

  /** Two pictures of a picture, or of the first page of a PDF; made when nothing else is. @throws Unavailable as above */
  async preview(path: string, mediaType: string): Promise<Preview | null> {
    return (await this.ask({ work: 'preview', path, mediaType })) as Preview | null;
  }

  /** Ends the process; whose job is cut off hears that it was not done, instead of that it cannot be. */
  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.idle);
    this.child?.end();
    this.child = null;
  }

  private async ask(job: PictureJob): Promise<PictureAnswer['result']> {
    if (this.waiting >= MAX_WAITING) throw new Unavailable('Too many pictures are being made. Please try again soon.');
    this.waiting += 1;
    try {
      return await this.inTurn(job);
    } finally {
      this.waiting -= 1;
    }
  }

  private async inTurn(job: PictureJob): Promise<PictureAnswer['result']> {
    const line = job.work === 'preview' ? this.anyTime : this.soon;
    if (this.busy) await new Promise<void>((go) => line.push(go));
    this.busy = true;
    try {
      return await this.work(job);
    } finally {
      // The place is handed on, so nobody overtakes those who wait.
      const next = this.soon.shift() ?? this.anyTime.shift();
      if (next) next();
      else this.busy = false;
    }
  }

  private async work(job: PictureJob): Promise<PictureAnswer['result']> {
    if (this.stopped) throw new Unavailable();
    clearTimeout(this.idle);
    const answer = (await this.attempt(job)) ?? (this.child?.wasEnded ? null : await this.attempt(job));
    if (this.stopped) throw new Unavailable();
    if (answer === null || answer.last) this.dismiss();
    this.idle = setTimeout(() => this.dismiss(), IDLE_MS).unref();
    return answer?.result ?? null;
  }

  /** A second one finds out whether it was the file, or the system that ended the process for its memory. */
  private attempt(job: PictureJob): Promise<PictureAnswer | null> {
    if (this.stopped) return Promise.resolve(null);
    if (!this.child?.alive) this.child = new PictureProcess(this.limits);
    return this.child.ask(job);
  }

  private dismiss(): void {
    this.child?.end();
    this.child = null;
  }
}
