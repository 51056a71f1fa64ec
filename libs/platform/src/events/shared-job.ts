import type { DomainEvent } from './handler.js';
import { eventTypes, queueOf, subscribersOf } from './task.js';

/** What is to be done: the name of a task, of a handler or of a job that handlers share, and its payload. */
export interface Part {
  readonly identifier: string;
  readonly payload: object;
}

/** Payload of a shared job: what happened, and the names of the handlers that follow it. */
interface SharedPayload {
  readonly event: object;
  readonly handlers: readonly string[];
}

const PREFIX = 'after-';

/**
 * The jobs that follow an event. Handlers that wait in no queue share one, named `after-reply-posted`: to write down, take
 * and strike off a job costs more than most handlers do. It says which, since a worker of another release may know others.
 */
export function jobsAfter(type: string, event: DomainEvent): Part[] {
  const names = subscribersOf(type);
  const handlers = names.filter((name) => queueOf(name) === undefined);
  const own = (identifier: string): Part => ({ identifier, payload: event });
  if (handlers.length < 2) return names.map(own);
  const payload: SharedPayload = { event, handlers };
  return [{ identifier: PREFIX + type, payload }, ...names.filter((name) => !handlers.includes(name)).map(own)];
}

/** Names of the jobs that handlers may share after the events which this process knows. */
export const sharedJobs = (): readonly string[] => eventTypes().map((type) => PREFIX + type);

/** What a job consists of: the handlers that share it, in the order in which they subscribed, or itself. */
export function partsOf({ identifier, payload }: Part): readonly Part[] {
  if (!identifier.startsWith(PREFIX)) return [{ identifier, payload }];
  const { event, handlers } = payload as SharedPayload;
  return handlers.map((name) => ({ identifier: name, payload: event }));
}

/** What became of a handler that was not done with the others: `error` is undefined where nobody here knows it. */
export interface LeftPart extends Part {
  readonly error?: unknown;
}

/**
 * Does the parts of a shared job one after the other, as a single job would, and answers those that are left, which become
 * jobs of their own. `act` answers null for what nobody here knows. Throws where every part failed: the job is tried again.
 */
export async function doParts(
  parts: readonly Part[],
  act: (part: Part) => Promise<void> | null,
  failed: (part: Part, error: unknown) => void,
): Promise<LeftPart[]> {
  const left: LeftPart[] = [];
  for (const part of parts) {
    try {
      const doing = act(part);
      if (doing) await doing;
      else left.push(part);
    } catch (error) {
      failed(part, error);
      left.push({ ...part, error });
    }
  }
  if (left.length > 0 && left.length === parts.length && left.every((part) => 'error' in part)) {
    const causes = left.map(({ identifier, error }) => `${identifier}: ${String(error)}`);
    throw new Error(`All ${left.length} handlers failed. ${causes.join('; ')}`);
  }
  return left;
}
