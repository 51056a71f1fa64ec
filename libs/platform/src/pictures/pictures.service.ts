import { Inject, Injectable, Optional, type OnModuleDestroy } from '@nestjs/common';
import { Unavailable } from '../errors/index.js';
import { PictureProcess, type PictureLimits } from './picture-child.js';
import type { PictureAnswer, PictureHeader, PictureJob, Preview, Reencoded } from './picture-jobs.js';

/** Jobs that may wait; whoever comes then is asked to come again. */
const MAX_WAITING = 50;
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
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private idle: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(@Optional() @Inject(PICTURE_LIMITS) private readonly limits: PictureLimits = LIMITS) {}

  /** Size and frames of a picture, by its header. @throws Unavailable when there is too much to do */
  async header(path: string): Promise<PictureHeader | null> {
    return (await this.ask({ work: 'header', path })) as PictureHeader | null;
  }

  /**
   * The picture made anew, at most 2,400 pixels wide and high and without what a camera wrote into it (the place, the
   * device); a moving one moves on. Its type may differ from that of the file. @throws Unavailable as above
   */
  async reencode(path: string): Promise<Reencoded | null> {
    return (await this.ask({ work: 'reencode', path })) as Reencoded | null;
  }

  /** Two pictures of a picture, or of the first page of a PDF. @throws Unavailable as above */
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

  private ask(job: PictureJob): Promise<PictureAnswer['result']> {
    if (this.waiting >= MAX_WAITING) throw new Unavailable('Too many pictures are being made. Please try again soon.');
    this.waiting += 1;
    const answer = this.queue.then(() => this.work(job)).finally(() => (this.waiting -= 1));
    this.queue = answer.catch(() => undefined);
    return answer;
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
