import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql } from 'graphql';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { CommunitiesModule, communitiesEntities, loadDirectoryOnce } from '#communities';
import { IdentityModule, identityEntities, Viewer } from '#identity';
import { MembershipModule, membershipEntities } from '#membership';
import { ConfigModule, loadConfig } from '#platform/config';
import { Database, DatabaseModule, statement } from '#platform/database';
import { toDomainError, type ErrorDetails } from '#platform/errors';
import { EventsModule } from '#platform/events';
import { graphqlModule } from '#platform/graphql';
import { LimitsModule } from '#platform/limits';
import { createLogger, LoggingModule } from '#platform/logging';
import { MailModule } from '#platform/mail';
import { PicturesModule } from '#platform/pictures';
import { RealtimeModule } from '#platform/realtime';
import { SafeFetchModule } from '#platform/safe-fetch';
import { ScannerModule } from '#platform/scanner';
import { FileStorage, StorageModule } from '#platform/storage';
import { testDatabase } from '#platform/testing';
import { foldText } from '#platform/text';
import { ResourcesModule, resourcesEntities } from '#resources';
import { PostAttachment } from '../post/post-attachment.entity.js';
import { Post } from '../post/post.entity.js';
import { PostRevision } from '../post/post-revision.entity.js';
import { PostsModule } from '../posts.module.js';
import { ReadMark } from '../read-mark/read-mark.entity.js';
import { Report } from '../report/report.entity.js';
import { SearchEntry } from '../search/search-entry.entity.js';
import { ThreadCount } from '../thread/thread-count.entity.js';
import { Thread } from '../thread/thread.entity.js';

/** Somebody with an account. */
export type Person = Viewer & { readonly accountId: string };

/** What a lib on the right adds to this one for its own tests. */
export interface More {
  readonly entities: readonly (new () => object)[];
  readonly modules: readonly (new () => object)[];
}

/** What an operation answered, in short. */
export interface TestAnswer {
  // Tests read answers of many shapes; `expect` is what checks them.
  readonly data: Readonly<Record<string, never>> | null | undefined;
  /** Code of the first refusal. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly details: ErrorDetails | undefined;
}

const ACCOUNT = statement(
  'test-posts-account',
  `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at, search_name)
   VALUES ($1::uuid, $2, $1::text || '@example.org', 'none', $5, $3, CASE WHEN $4::boolean THEN now() END, $6)`,
);
const COMMUNITY = statement(
  'test-posts-community',
  `UPDATE communities SET visibility = $2, status = $3 WHERE slug = $1 RETURNING id`,
);
const SLUGS = statement('test-posts-slugs', `SELECT slug FROM communities ORDER BY slug <> 'small-museums', slug`);
const JOIN = statement(
  'test-posts-join',
  `INSERT INTO memberships (community_id, account_id, role, sort_name)
   SELECT id, $2, $3, 'x' FROM communities WHERE slug = $1 ON CONFLICT DO NOTHING`,
);
const LEAVE = statement(
  'test-posts-leave',
  `DELETE FROM memberships WHERE account_id = $2 AND community_id = (SELECT id FROM communities WHERE slug = $1)`,
);

const CHARGE = statement(
  'test-posts-charge',
  `INSERT INTO community_storage AS s (community_id, bytes) SELECT id, $2 FROM communities WHERE slug = $1
   ON CONFLICT (community_id) DO UPDATE SET bytes = s.bytes + $2`,
);
const UPLOAD = statement(
  'test-posts-upload',
  `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, media_type, sha256, size, state)
   SELECT $1, $2, id, $4, $5, $5, $6, $7, 'READY' FROM communities WHERE slug = $3`,
);

/** Ids of accounts made two days ago: the limits of the first day do not count for them. */
const oldId = (): string => v7({ msecs: Date.now() - 2 * 86_400_000 });

/** The operations of this lib, through doors, checks and formats of input, on a database of their own without HTTP. */
export class TestApi {
  private constructor(
    readonly db: Database,
    /** PostgreSQL URL, for a worker. */
    readonly url: string,
    readonly app: {
      get<T>(token: abstract new (...args: never[]) => T, options?: { strict: boolean }): T;
      close(): Promise<void>;
    },
    private readonly drop: () => Promise<void>,
  ) {}

  /** Builds everything; call once for a file. `env` adds settings, `more` a lib on the right. */
  static async start(env: Record<string, string> = {}, more: More = { entities: [], modules: [] }): Promise<TestApi> {
    const entities = [
      ...more.entities,
      ...identityEntities,
      ...communitiesEntities,
      ...membershipEntities,
      ...resourcesEntities,
      Thread,
      ThreadCount,
      Post,
      PostAttachment,
      PostRevision,
      Report,
      ReadMark,
      SearchEntry,
    ];
    const t = await testDatabase(entities);
    await loadDirectoryOnce(t.db, { kind: 'bundled' });
    const logger = createLogger('silent');
    const folder = await mkdtemp(join(tmpdir(), 'copse-posts-'));

    @Module({
      imports: [
        ConfigModule.forRoot(
          loadConfig({ RATE_LIMITS: 'reply=100000/600,thread=100000/600', COPSE_DATA: folder, ...env }),
        ),
        LoggingModule.forRoot(logger),
        DatabaseModule.forRoot({ dataSource: t.db.dataSource }),
        EventsModule,
        RealtimeModule,
        LimitsModule,
        MailModule,
        PicturesModule,
        SafeFetchModule,
        ScannerModule,
        StorageModule,
        IdentityModule,
        CommunitiesModule,
        MembershipModule,
        ResourcesModule,
        PostsModule,
        ...more.modules,
        graphqlModule({ logger, introspection: true }),
      ],
    })
    class Root {}

    const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await app.init();
    return new TestApi(t.db, t.url, app, async () => {
      await t.close();
      await rm(folder, { recursive: true, force: true });
    });
  }

  /** Runs an operation as this viewer. */
  async ask(viewer: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<TestAnswer> {
    const { schema } = this.app.get(GraphQLSchemaHost, { strict: false });
    const { data, errors } = await graphql({
      schema,
      source,
      variableValues,
      contextValue: { req: { viewer, ip: '192.0.2.1', get: () => undefined }, res: {} },
    });
    const thrown = errors?.[0];
    const refusal = toDomainError(thrown?.originalError);
    if (thrown && !refusal) throw thrown.originalError ?? thrown;
    return {
      data: data as TestAnswer['data'],
      code: refusal?.code,
      message: refusal?.message,
      details: refusal?.details,
    };
  }

  /** Runs an operation that must succeed, and gives the value of its first field. */
  async get<Value>(viewer: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<Value> {
    const { data, code, message } = await this.ask(viewer, source, variables);
    if (code !== undefined) throw new Error(`${code}: ${message}`);
    return Object.values(data ?? {})[0] as Value;
  }

  /** Calls a mutation that takes `input`. */
  call(viewer: Viewer, name: string, input: object, selection: string): Promise<TestAnswer> {
    const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
    return this.ask(viewer, `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, { input });
  }

  /** Somebody with an account that is two days old, or made just now. */
  async person(
    name: string,
    facts: { isStaff?: boolean; emailVerified?: boolean; fresh?: boolean; language?: 'EN' | 'FR' } = {},
  ): Promise<Person> {
    const { isStaff = false, emailVerified = true, fresh = false, language = 'EN' } = facts;
    const accountId = fresh ? v7() : oldId();
    await this.db.run(ACCOUNT, [accountId, name, isStaff, emailVerified, language, foldText(name)]);
    return Viewer.member({
      accountId,
      sessionId: v7(),
      tokenId: null,
      isStaff,
      emailVerified,
      language,
    }) as Person;
  }

  /** Gives a community of the directory these properties; answers its id. */
  async community(slug: string, visibility: 'PUBLIC' | 'PRIVATE' = 'PUBLIC', status = 'OPERATIONAL'): Promise<string> {
    const [row] = await this.db.run<{ id: string }>(COMMUNITY, [slug, visibility, status]);
    if (!row) throw new Error(`The directory has no ${slug}.`);
    return row.id;
  }

  /** Slugs of the directory, `small-museums` first. */
  async slugs(): Promise<string[]> {
    return (await this.db.run<{ slug: string }>(SLUGS)).map(({ slug }) => slug);
  }

  async join(person: Person, slug: string, role: 'MEMBER' | 'FACILITATOR' = 'MEMBER'): Promise<void> {
    await this.db.run(JOIN, [slug, person.accountId, role]);
  }

  async leave(person: Person, slug: string): Promise<void> {
    await this.db.run(LEAVE, [slug, person.accountId]);
  }

  /** A thread of this person with its first post. */
  async aThread(person: Person, communitySlug: string, body = 'First.', title = 'A thread'): Promise<string> {
    const { data, code, message } = await this.call(person, 'startThread', { communitySlug, title, body }, '{ id }');
    if (code !== undefined) throw new Error(`${code}: ${message}`);
    return (data as unknown as { startThread: { id: string } }).startThread.id;
  }

  /** A reply of this person. */
  async aReply(person: Person, threadId: string, body = 'A reply.'): Promise<{ id: string; number: number }> {
    const { data, code, message } = await this.call(person, 'reply', { threadId, body }, '{ id number }');
    if (code !== undefined) throw new Error(`${code}: ${message}`);
    return (data as unknown as { reply: { id: string; number: number } }).reply;
  }

  /** An upload of this person for this community that has arrived and was found to be in order; answers its id. */
  async anUpload(person: Person, slug: string, fileName: string, mediaType: string, bytes: Buffer): Promise<string> {
    const id = v7();
    await this.app.get(FileStorage, { strict: false }).write(id, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.db.run(CHARGE, [slug, bytes.length]);
    await this.db.run(UPLOAD, [id, person.accountId, slug, fileName, mediaType, sha256, bytes.length]);
    return id;
  }

  /** A text file of this person that waits for a post in this community; answers its id. */
  async aFile(person: Person, slug: string, text = `Text ${v7()}`, fileName = 'Notes d’été.txt'): Promise<string> {
    const uploadId = await this.anUpload(person, slug, fileName, 'text/plain', Buffer.from(text));
    const { data, code, message } = await this.call(person, 'attachFile', { uploadId }, '{ id }');
    if (code !== undefined) throw new Error(`${code}: ${message}`);
    return (data as unknown as { attachFile: { id: string } }).attachFile.id;
  }

  /** Whatever was sent to PostgreSQL while this ran, BEGIN and COMMIT included; not that others are woken for what it left to do. */
  async statementsOf(work: () => Promise<unknown>): Promise<string[]> {
    const sent: string[] = [];
    const { prototype } = Client;
    // oxlint-disable-next-line typescript/unbound-method -- called with its own receiver below
    const { query } = prototype;
    prototype.query = function counted(this: Client, ...args: unknown[]) {
      const [what] = args as [string | { names?: string[]; name?: string; text?: string }];
      // Look-ups of one moment go in one message (`ReadDesk`); each counts.
      sent.push(...(typeof what === 'string' ? [what] : (what.names ?? [what.name ?? what.text ?? ''])));
      return (query as unknown as (...all: unknown[]) => unknown).apply(this, args);
    } as unknown as typeof query;
    try {
      await work();
    } finally {
      prototype.query = query;
    }
    return sent.filter((name) => name !== 'outbox-wake');
  }

  /** Ends the connections and drops the database. */
  async close(): Promise<void> {
    await this.app.close();
    await this.drop();
  }
}
