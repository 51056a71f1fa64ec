import { ModuleRef } from '@nestjs/core';
import { Logger as GraphileLogger, runOnce, type TaskList } from 'graphile-worker';
import { Pool } from 'pg';
import { doParts, partsOf, registeredTasks, sharedJobs } from '#platform/events';
import { statement } from '#platform/database';
import type { Viewer } from '#identity';
import { aScene as aPostsScene, type Person, type Scene, type TestAnswer, type TestApi } from '#posts/testing';
import { notificationsEntities } from '../entities.js';
import { NotificationsModule } from '../notifications.module.js';

export type { Person, Scene, TestApi } from '#posts/testing';
export { firstPost, refusal, value } from '#posts/testing';

/**
 * A public community, a private one and a third, and people who stand to them in every way, with the operations and
 * handlers of this lib. `env` adds settings. Jobs wait until {@link deliver} runs them.
 */
export const aScene = (env: Record<string, string> = {}): Promise<Scene> =>
  aPostsScene(
    {
      ...env,
      RATE_LIMITS: ['reply=100000/600,thread=100000/600,read=100000/600,watch=100000/600', env['RATE_LIMITS']]
        .filter(Boolean)
        .join(','),
    },
    { entities: notificationsEntities, modules: [NotificationsModule] },
  );

/**
 * Runs all jobs that are due, and those that they add, `concurrency` at once; throws what the first failing one threw.
 * `only` are the identifiers to run; others go on waiting.
 */
export async function deliver(
  api: TestApi,
  { only, concurrency = 1 }: { only?: RegExp; concurrency?: number } = {},
): Promise<void> {
  const modules = api.app.get(ModuleRef as never, { strict: false }) as ModuleRef;
  const failures: unknown[] = [];
  const acts = new Map<string, (payload: unknown) => Promise<void>>();
  for (const { identifier, owner, method } of registeredTasks()) {
    if (only && !only.test(identifier)) continue;
    acts.set(identifier, async (payload) => {
      const provider = modules.get(owner, { strict: false }) as Record<string, (payload: unknown) => Promise<void>>;
      await provider[method]?.(payload).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
    });
  }
  const taskList: TaskList = Object.fromEntries(acts);
  for (const shared of sharedJobs()) {
    // What is not to be run goes on waiting by itself, as what a worker does not know.
    taskList[shared] = async (payload, { addJob }) => {
      const parts = partsOf({ identifier: shared, payload: payload as object });
      const left = await doParts(
        parts,
        (part) => acts.get(part.identifier)?.(part.payload) ?? null,
        () => undefined,
      );
      for (const part of left) await addJob(part.identifier, part.payload);
    };
  }
  const logger = new GraphileLogger(() => () => undefined);
  const pgPool = new Pool({ connectionString: api.url, max: concurrency + 1 });
  // A connection that is closing may still be told that its database goes.
  pgPool.on('error', () => undefined);
  pgPool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await runOnce({ pgPool, taskList, concurrency, noHandleSignals: true, logger });
  } finally {
    await pgPool.end();
  }
  if (failures.length > 0) throw failures[0];
}

const WAITS = statement(
  'test-notifications-waits',
  `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
);

/** Somebody waits for a lock of somebody else. */
export async function waiting(api: TestApi): Promise<void> {
  for (let looks = 0; looks < 500; looks += 1) {
    if ((await api.db.run(WAITS)).length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
}

const FORGET_JOBS = statement('test-notifications-forget-jobs', `DELETE FROM graphile_worker._private_jobs`);

/** Drops every job that waits, so that a test begins with silence. */
export const dropJobs = async (api: TestApi): Promise<void> => {
  await api.db.run(FORGET_JOBS);
};

/** What tests ask of a notification. */
export const PARTS =
  'id kind title url readAt createdAt reason count number actors { name } thread { id title } community { slug } resource { id title }';

/** A notification as tests read it. */
export interface Told {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly url: string;
  readonly readAt: string | null;
  readonly createdAt: string;
  readonly reason: string;
  readonly count: number;
  readonly number: number | null;
  readonly actors: { readonly name: string }[];
  readonly thread: { readonly id: string; readonly title: string } | null;
  readonly community: { readonly slug: string };
  readonly resource: { readonly id: string; readonly title: string } | null;
}

/** The first 50 of somebody's inbox, newest first. */
export async function inboxOf(api: TestApi, person: Person, args = ''): Promise<Told[]> {
  const page = await api.get<{ edges: { node: Told }[] }>(
    person,
    `{ notifications(first: 50${args}) { edges { node { ${PARTS} } } } }`,
  );
  return page.edges.map(({ node }) => node);
}

/** How many notifications of somebody are unread. */
export const unreadOf = (api: TestApi, person: Person): Promise<number> => api.get<number>(person, '{ unreadCount }');

/** Somebody marks notifications: `name` is markNotificationsRead or markNotificationsUnread. */
export const markNotifications = (
  api: TestApi,
  person: Viewer,
  name: string,
  ids: readonly string[],
): Promise<TestAnswer> =>
  api.ask(person, `mutation ($input: MarkNotificationsReadInput!) { ${name}(input: $input) }`, { input: { ids } });

/** Somebody moves their mark in a thread: `name` is markRead or markUnread. */
export const markThreadTo = (
  api: TestApi,
  person: Viewer,
  name: string,
  threadId: string,
  number: number,
): Promise<TestAnswer> =>
  api.ask(person, `mutation ($input: MarkReadInput!) { ${name}(input: $input) { id } }`, {
    input: { threadId, number },
  });

/** A mention of somebody, as the composer writes it. */
export const mention = ({ accountId }: Person, name: string): string => `[@${name}](/people/${accountId})`;
