import { fork, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { extname, join } from 'node:path';
import { Unavailable } from '../errors/index.js';
import type { PictureAnswer, PictureJob } from './picture-jobs.js';

/** What one job may take. */
export interface PictureLimits {
  /** Of the processor; on the clock {@link PATIENCE} times as many, so that a busy machine makes no picture unreadable. */
  readonly milliseconds: number;
  /** Memory of the whole child process. */
  readonly bytes: number;
}

/** The program as it lies beside this file: built, or as it was written (Node strips its types). */
const PROGRAM = join(import.meta.dirname, `picture-process${extname(import.meta.filename)}`);
/** It reads files and calls its two decoders; it may write nothing and start nothing. */
const ARGUMENTS = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-addons',
  '--allow-worker',
  '--max-old-space-size=256',
  '--disable-warning=SecurityWarning',
];
/** What a job takes is looked at so often. */
const LOOK_MS = 50;
const PATIENCE = 3;
/** Linux counts the time of a process in hundredths, whatever its clock. */
const TICK_MS = 10;
/** A little behind those who wait for an answer of the server, but not so far that a busy machine makes no pictures. */
const NICE = 3;

/** The child process that opens pictures, and its end when a job takes more than it may. */
export class PictureProcess {
  private readonly child: ChildProcess;
  private ended = false;

  constructor(private readonly limits: PictureLimits) {
    this.child = fork(PROGRAM, {
      execArgv: ARGUMENTS,
      // Nothing of our environment: it holds the secrets. One arena keeps the memory of many threads together.
      env: { MALLOC_ARENA_MAX: '2' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    // Without a listener, an error of the pipe to a process that just ended would end us.
    this.child.on('error', () => undefined);
    this.child.unref();
    this.child.channel?.unref();
    this.yieldToOthers();
  }

  /** Whether it can be asked; the system may have ended it while nobody looked. */
  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Whether {@link end} ended it, and not the system or what it was reading. */
  get wasEnded(): boolean {
    return this.ended;
  }

  /** The answer to one job; null when the process ended over it. @throws Unavailable when it could not be started */
  ask(job: PictureJob): Promise<PictureAnswer | null> {
    const { child } = this;
    if (child.pid === undefined) return Promise.reject(new Unavailable());
    return new Promise((resolve) => {
      const deadline = setTimeout(() => this.end(), PATIENCE * this.limits.milliseconds);
      let begun: number | null = null;
      let settled = false;
      const compare = async (): Promise<void> => {
        const { milliseconds, bytes } = await this.taken();
        begun ??= milliseconds;
        const tooMuch = bytes > this.limits.bytes || milliseconds - begun > this.limits.milliseconds;
        // What is told after the end of the job must not end the next one.
        if (tooMuch && !settled) this.end();
      };
      const look = setInterval(() => void compare(), LOOK_MS);
      const settle = (answer: PictureAnswer | null): void => {
        settled = true;
        clearTimeout(deadline);
        clearInterval(look);
        child.off('message', onMessage).off('exit', onExit);
        resolve(answer);
      };
      const onMessage = (answer: unknown): void => settle(answer as PictureAnswer);
      const onExit = (): void => settle(null);
      child.once('message', onMessage).once('exit', onExit);
      child.send(job);
    });
  }

  /** At once, whatever it is doing; it holds nothing that could be left half done. */
  end(): void {
    this.ended = true;
    this.child.kill('SIGKILL');
  }

  /** Only Linux tells; elsewhere the clock and the limits of the decoders have to do. */
  private async taken(): Promise<PictureLimits> {
    const told = (name: string): Promise<string> => readFile(`/proc/${this.child.pid}/${name}`, 'utf8').catch(() => '');
    const [status, stat] = await Promise.all([told('status'), told('stat')]);
    // The name of the process stands in brackets and may hold anything; user and system time are the 14th and 15th word.
    const words = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      milliseconds: TICK_MS * (Number(words[11] ?? 0) + Number(words[12] ?? 0)),
      bytes: 1024 * Number(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1] ?? 0),
    };
  }

  /** The processor goes to others first, and when the machine runs out of memory, this process goes first. */
  private yieldToOthers(): void {
    if (this.child.pid === undefined) return;
    try {
      setPriority(this.child.pid, NICE);
    } catch {
      // It is over already, or the system does not let us; the job says the rest.
    }
    void writeFile(`/proc/${this.child.pid}/oom_score_adj`, '1000').catch(() => undefined);
  }
}
