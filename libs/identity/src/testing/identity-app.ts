import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import express from 'express';
import { ConfigModule, loadConfig } from '#platform/config';
import { DatabaseModule, type Database } from '#platform/database';
import { EventsModule } from '#platform/events';
import { graphqlModule } from '#platform/graphql';
import { createLogger, LoggingModule } from '#platform/logging';
import { SendMail } from '#platform/mail';
import { RealtimeModule } from '#platform/realtime';
import { testDatabase } from '#platform/testing';
import { IdentityModule } from '../identity.module.js';
import { MailPasswordReset } from '../password/mail-password-reset.handler.js';
import { Authentication } from '../session/authentication.service.js';
import { Browser } from './browser.js';

/** Identity alone behind real HTTP, on a database of its own. */
export interface IdentityApp {
  readonly db: Database;
  readonly origin: string;
  readonly dataDir: string;
  /** Asks Nest for a provider. */
  get<T>(type: Type<T>): T;
  /** A browser without cookies. */
  browser(): Browser;
  /** Runs what waits for the worker; answers the messages that went out, oldest first. */
  runJobs(): Promise<SentMail[]>;
  close(): Promise<void>;
}

/** A message as it stood in the queue. */
export interface SentMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** What stands after `#token=`, if anything. */
  readonly token: string | undefined;
}

@Module({})
class IdentityTestModule {}

/** Starts {@link IdentityApp}; `env` adds settings. */
export async function startIdentity(env: Record<string, string> = {}): Promise<IdentityApp> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'copse-identity-'));
  const logger = createLogger('silent');
  const config = loadConfig({ COPSE_DATA: dataDir, ...env });
  const root: DynamicModule = {
    module: IdentityTestModule,
    imports: [
      ConfigModule.forRoot(config),
      LoggingModule.forRoot(logger),
      DatabaseModule.forRoot({ dataSource: database.db.dataSource }),
      EventsModule,
      RealtimeModule,
      IdentityModule,
      graphqlModule({ logger, introspection: false }),
    ],
  };
  const app = await NestFactory.create<NestExpressApplication>(root as never, {
    bodyParser: false,
    logger: false,
    abortOnError: false,
  });
  app.set('trust proxy', config.trustProxy.length > 0 ? [...config.trustProxy] : false);
  app.use(app.get(Authentication).middleware(), express.json());
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const { db } = database;
  return {
    db,
    origin,
    dataDir,
    get: (type) => app.get(type, { strict: false }),
    browser: () => new Browser(origin, config.origins[0] ?? origin),
    async runJobs() {
      const mails: SentMail[] = [];
      for (let job = await takeJob(db); job; job = await takeJob(db)) {
        if (job.identifier === 'mail-password-reset')
          await app.get(MailPasswordReset, { strict: false }).run(job.payload);
        if (job.identifier !== 'send-mail') continue;
        const { rows } = await db.pool.query<Omit<SentMail, 'token'>>(
          'SELECT recipient AS "to", subject, text_body AS text FROM outgoing_mails WHERE id = $1',
          [job.payload.id],
        );
        for (const mail of rows) mails.push({ ...mail, token: /#token=(\S+)/.exec(mail.text)?.[1] });
        await app.get(SendMail, { strict: false }).run(job.payload);
      }
      return mails;
    },
    async close() {
      await app.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Takes the oldest waiting job out of graphile-worker's table, whose documented view has no payload. */
async function takeJob(
  db: Database,
): Promise<{ identifier: string; payload: { id: string; email: string } } | undefined> {
  const { rows } = await db.pool.query<{ identifier: string; payload: { id: string; email: string } }>(
    `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
     WHERE t.id = j.task_id AND j.id = (SELECT min(id) FROM graphile_worker._private_jobs)
     RETURNING t.identifier, j.payload`,
  );
  return rows[0];
}
