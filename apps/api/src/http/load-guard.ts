import { AsyncResource } from 'node:async_hooks';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Request, RequestHandler, Response } from 'express';
import { Unavailable } from '#platform/errors';
import { graphqlError } from './graphql-gate.js';

/** How much is too much (docs/security.md, *Reliability* 8). */
export const LOAD = {
  /** Requests that are answered at the same time: so many answers can lie in memory. */
  atOnce: 100,
  /** Requests that wait for their turn; beyond them everybody is refused. A page that all its readers fetch anew is a burst. */
  waiting: 400,
  /** Mean delay of the event loop over the last second, milliseconds, above which anonymous reads are refused. */
  lagMs: 200,
  /** Time to take one's answer, milliseconds; whoever reads slower on purpose would hold a place for ever. */
  takeMs: 30_000,
  /** How often the delay is looked at, milliseconds. */
  lookMs: 1_000,
} as const;

/** What this process answers at once, of GraphQL and of what is made by it: one for all that takes part. */
export class Load {
  private readonly running = new Map<Response, number>();
  private readonly waiting: (() => void)[] = [];
  private readonly loop: { lag: () => number };

  constructor(private readonly limits: { readonly [K in keyof typeof LOAD]: number } = LOAD) {
    this.loop = lagOfLoop(limits.lookMs, () => cutOff(this.running, Date.now() - limits.takeMs));
  }

  /** Whether the event loop lags, so that reads of nobody in particular must be refused. */
  get lags(): boolean {
    return this.loop.lag() > this.limits.lagMs;
  }

  /** Goes on with an answer when its turn has come; false where too many wait for theirs. */
  enter(res: Response, next: () => void): boolean {
    // Nobody waits for it any more.
    if (res.closed) return true;
    if (this.running.size < this.limits.atOnce) {
      this.begin(res, next);
      return true;
    }
    if (this.waiting.length >= this.limits.waiting) return false;
    // Bound: its turn comes with another's end, and its lines in the log must not name that one.
    this.waiting.push(AsyncResource.bind(() => this.begin(res, next)));
    return true;
  }

  /**
   * Does a work for an answer if there is a place for it just now, else null. The place is taken until both have ended: a
   * reader who leaves does not stop what was begun for them.
   */
  hold<T>(res: Response, work: () => Promise<T>): Promise<T> | null {
    if (res.closed || this.running.size >= this.limits.atOnce) return null;
    const working = work();
    this.begin(res, () => undefined, working);
    return working;
  }

  private begin(res: Response, next: () => void, working?: Promise<unknown>): void {
    // It went away while it waited: the place is the next one's.
    if (res.closed) return void this.waiting.shift()?.();
    this.running.set(res, Date.now());
    const leave = (): void => {
      this.running.delete(res);
      this.waiting.shift()?.();
    };
    res.once('close', () => {
      if (working) void working.then(leave, leave);
      else leave();
    });
    next();
  }
}

/**
 * Keeps the process answering under more load than it can bear: a bounded number of GraphQL requests at once, and
 * reads of nobody in particular refused first while the event loop lags. Stands after authentication and the body,
 * so that a body that is sent slowly holds no place.
 */
export function loadGuard(load: Load): RequestHandler {
  return (req, res, next) => {
    if ((load.lags && isAnonymousRead(req)) || !load.enter(res, next)) refuse(res);
  };
}

/** Mean delay of the loop, looked at again and again from the first question on: a start is allowed to be work. */
function lagOfLoop(lookMs: number, alsoThen: () => void): { lag: () => number } {
  const resolution = 50;
  const delays = monitorEventLoopDelay({ resolution });
  let lag: number | undefined;
  let before = { count: 0, sum: 0 };
  const look = (): void => {
    // By differences, since a reset would lose the very delay that is going on.
    const now = { count: delays.count, sum: delays.count === 0 ? 0 : delays.count * delays.mean };
    // Node counts the time between two looks of its own, the wanted pause included.
    if (now.count > before.count) lag = (now.sum - before.sum) / (now.count - before.count) / 1e6 - resolution;
    before = now;
    alsoThen();
  };
  return {
    lag() {
      if (lag === undefined) {
        lag = 0;
        delays.enable();
        setInterval(look, lookMs).unref();
      }
      return lag;
    },
  };
}

/** The oldest stand first, as they came. */
function cutOff(running: ReadonlyMap<Response, number>, before: number): void {
  for (const [res, since] of running) {
    if (since > before) return;
    res.destroy();
  }
}

/** Signing in, verifying and the like are acts of people who are not signed in yet: they are let through. */
function isAnonymousRead({ viewer, body }: Request): boolean {
  if (viewer?.isMember) return false;
  const { query } = (body ?? {}) as { query?: unknown };
  return typeof query !== 'string' || !/^[\s,]*mutation\b/.test(query) || /\bquery\b/.test(query);
}

function refuse(res: Response): void {
  const { code, message, details } = new Unavailable();
  res
    .status(503)
    .set({ 'retry-after': String(details.retryAfter), 'cache-control': 'private, no-store' })
    .json(graphqlError(code, message, details));
}
