/** A job with a name of its own, not caused by an event: outgoing mail, sweeps, schedules. */
export interface Task<Payload = unknown> {
  run(payload: Payload): Promise<void>;
}

/** One entry of the task list: which provider runs jobs of this identifier, and when by itself. */
export interface RegisteredTask {
  readonly identifier: string;
  readonly owner: new (...args: never[]) => object;
  readonly method: 'handle' | 'run';
  /** Five crontab fields in UTC, for tasks that come round by themselves. */
  readonly schedule?: string;
  /** How many of its jobs may run at once in one process; as many as there is room for by default. */
  readonly atOnce?: number;
}

const tasks = new Map<string, RegisteredTask>();
const subscriptions = new Map<string, string[]>();
const queues = new Map<string, string>();

/** Puts a task on the list; two owners of one identifier are a programming error. */
export function register(task: RegisteredTask): void {
  const present = tasks.get(task.identifier);
  if (present && present.owner.name !== task.owner.name) throw new Error(`Two owners of the task ${task.identifier}.`);
  tasks.set(task.identifier, task);
}

/** Notes that a job of this identifier follows every event of this type, in this queue where one is named. */
export function subscribe(eventType: string, identifier: string, queue?: string): void {
  const names = subscriptions.get(eventType) ?? [];
  if (!names.includes(identifier)) subscriptions.set(eventType, [...names, identifier]);
  if (queue !== undefined) queues.set(identifier, queue);
}

/**
 * Names a provider class as the runner of jobs of this identifier; `schedule` also runs it by itself, `atOnce` leaves
 * places of the worker to others (for what may wait long for somebody else).
 */
export function TaskOf(identifier: string, options: { schedule?: string; atOnce?: number } = {}) {
  return (owner: new (...args: never[]) => Task<never>): void => {
    register({ identifier, owner, method: 'run', ...options });
  };
}

/** Everything that a worker of this process can run. */
export const registeredTasks = (): readonly RegisteredTask[] => [...tasks.values()];

/** The queue in which jobs of this identifier wait for each other; undefined: they run side by side. */
export const queueOf = (identifier: string): string | undefined => queues.get(identifier);

/** Marks jobs of this identifier, so that a worker can be told to leave them; undefined: nothing limits them. */
export const flagsOf = (identifier: string): string[] | undefined =>
  tasks.get(identifier)?.atOnce === undefined ? undefined : [identifier];

/** The handlers that follow an event of this type. */
export const subscribersOf = (eventType: string): readonly string[] => subscriptions.get(eventType) ?? [];

/** Types of the events that any handler follows. */
export const eventTypes = (): readonly string[] => [...subscriptions.keys()];
