import { register, subscribe } from './task.js';

/** A past-tense fact that carries ids only. Its class names it: `static readonly type = 'reply-posted'`. */
export type DomainEvent = object;

/** The class of an event, with its stable name. */
export interface EventClass<E extends DomainEvent> {
  new (...args: never[]): E;
  readonly type: string;
}

/** Runs after commit, at least once, in no promised order: re-read the present state and be safe to run twice. */
export interface Handler<E extends DomainEvent> {
  handle(event: E): Promise<void>;
}

/**
 * Subscribes a handler class to an event. Static metadata: the process that records the event need not run the
 * handler, it must only have loaded its class. `name` is the job's identifier, kebab-case like the file. Jobs with a
 * `queue` run one after the other, so that heavy ones never take all the places of a worker.
 */
export function HandlerOf<E extends DomainEvent>(event: EventClass<E>, name: string, options: { queue?: string } = {}) {
  return (handler: new (...args: never[]) => Handler<E>): void => {
    subscribe(event.type, name, options.queue);
    register({ identifier: name, owner: handler, method: 'handle' });
  };
}
