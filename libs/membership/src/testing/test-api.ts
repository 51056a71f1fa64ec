import { randomBytes } from 'node:crypto';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql } from 'graphql';
import { v7 } from 'uuid';
import { ConfigModule, loadConfig } from '#platform/config';
import { Database, DatabaseModule, statement, type Statement } from '#platform/database';
import { toDomainError } from '#platform/errors';
import { EventsModule } from '#platform/events';
import { graphqlModule } from '#platform/graphql';
import { LimitsModule } from '#platform/limits';
import { createLogger, LoggingModule, type Logger } from '#platform/logging';
import { MailModule } from '#platform/mail';
import { RealtimeModule } from '#platform/realtime';
import { testDatabase } from '#platform/testing';
import { foldText } from '#platform/text';
import { IdentityModule, identityEntities, Viewer } from '#identity';
import { CommunitiesModule, communitiesEntities, loadDirectoryOnce } from '#communities';
import { membershipEntities } from '../entities.js';
import { MembershipModule } from '../membership.module.js';

/** What an operation answered, in short. */
export interface TestAnswer<Data> {
  readonly data: Data | null | undefined;
  /** Code of the first refusal. */
  readonly code: string | undefined;
  /** Fields that it names. */
  readonly fields: Readonly<Record<string, string>> | undefined;
  /** What a conflict met. */
  readonly current: { readonly body?: string; readonly revision: number } | undefined;
  /** Its sentence. */
  readonly message: string | undefined;
  /** How many prepared statements were run. */
  readonly statements: number;
  /** Cookies that it set. */
  readonly setCookie: readonly string[];
}

/** A master key of the test's own, so that none is written anywhere. */
const secretKey = (): string => `test:${randomBytes(32).toString('base64')}`;

const INSERT_ACCOUNT = statement(
  'test-account',
  `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at, search_name)
   VALUES ($1, $2, $3, 'none', $4, $5, CASE WHEN $6::boolean THEN now() END, $7)`,
);

/** The operations of this lib on a database of their own with the bundled directory, without HTTP. */
export class TestApi {
  private constructor(
    readonly db: Database,
    private readonly ran: Statement[],
    private readonly app: { get<T>(token: new (...args: never[]) => T): T; close(): Promise<void> },
    private readonly drop: () => Promise<void>,
  ) {}

  /** Builds everything; call once for a file. */
  static async start(logger: Logger = createLogger('silent')): Promise<TestApi> {
    const t = await testDatabase([...identityEntities, ...communitiesEntities, ...membershipEntities]);
    await loadDirectoryOnce(t.db, { kind: 'bundled' });

    @Module({
      imports: [
        ConfigModule.forRoot(loadConfig({ COPSE_SECRET_KEY: secretKey() })),
        LoggingModule.forRoot(logger),
        DatabaseModule.forRoot({ dataSource: t.db.dataSource }),
        EventsModule,
        RealtimeModule,
        LimitsModule,
        MailModule,
        IdentityModule,
        CommunitiesModule,
        MembershipModule,
        graphqlModule({ logger, introspection: true }),
      ],
    })
    class Root {}

    const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await app.init();
    const db = app.get(Database);
    const ran: Statement[] = [];
    const run = db.run.bind(db);
    db.run = (prepared, values) => {
      // Nobody's question: it wakes the workers of other processes, some time after a commit.
      if (prepared.name !== 'outbox-wake') ran.push(prepared);
      return run(prepared, values);
    };
    return new TestApi(db, ran, app, t.close);
  }

  /** Runs an operation as this viewer, through doors, checks and formats of input. */
  async ask<Data>(
    viewer: Viewer,
    source: string,
    variableValues: Record<string, unknown> = {},
  ): Promise<TestAnswer<Data>> {
    const before = this.ran.length;
    const setCookie: string[] = [];
    const req = { viewer, ip: '192.0.2.1', get: () => undefined };
    const res = { append: (_name: string, line: string) => setCookie.push(line) };
    const { schema } = this.app.get(GraphQLSchemaHost);
    const { data, errors } = await graphql({
      schema,
      source,
      variableValues,
      contextValue: { req, res },
    });
    const thrown = errors?.[0];
    const refusal = toDomainError(thrown?.originalError);
    if (thrown && !refusal) throw thrown.originalError ?? thrown;
    return {
      data: data as Data,
      code: refusal?.code,
      fields: refusal?.details.fields,
      current: refusal?.details.current,
      message: refusal?.message,
      statements: this.ran.length - before,
      setCookie,
    };
  }

  /** A provider of the product. */
  get<T>(token: new (...args: never[]) => T): T {
    return this.app.get(token);
  }

  /** Somebody with an account. */
  async person(
    name: string,
    facts: { isStaff?: boolean; emailVerified?: boolean; language?: 'EN' | 'FR' } = {},
  ): Promise<Viewer & { accountId: string }> {
    const { isStaff = false, emailVerified = true, language = 'EN' } = facts;
    const accountId = v7();
    const email = `${accountId}@example.org`;
    await this.db.run(INSERT_ACCOUNT, [accountId, name, email, language, isStaff, emailVerified, foldText(name)]);
    return Viewer.member({ accountId, sessionId: v7(), tokenId: null, isStaff, emailVerified, language }) as Viewer & {
      accountId: string;
    };
  }

  /** Ends the connections and drops the database. */
  async close(): Promise<void> {
    await this.app.close();
    await this.drop();
  }
}
