import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { CommunitiesModule, communitiesEntities, loadDirectoryOnce } from '#communities';
import { IdentityModule, identityEntities, Viewer } from '#identity';
import { MembershipModule, membershipEntities } from '#membership';
import { ConfigModule, loadConfig } from '#platform/config';
import { Database, DatabaseModule, statement } from '#platform/database';
import { EventsModule } from '#platform/events';
import { LimitsModule } from '#platform/limits';
import { createLogger, LoggingModule } from '#platform/logging';
import { MailModule } from '#platform/mail';
import { RealtimeModule } from '#platform/realtime';
import { Scanner } from '#platform/scanner';
import { StorageModule } from '#platform/storage';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { DoomedObject } from '../stored-file/doomed-object.entity.js';
import { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import { CommunityStorage } from '../upload/community-storage.entity.js';
import { DropUploadsWhenAccountClosed } from '../upload/drop-uploads-when-account-closed.handler.js';
import { DropUploadsWhenMemberLeft } from '../upload/drop-uploads-when-member-left.handler.js';
import { InspectionService } from '../upload/inspection.service.js';
import { RunningSums } from '../upload/running-sums.service.js';
import { StorageAccountRepository } from '../upload/storage-account.repository.js';
import { StorageAccount } from '../upload/storage-account.service.js';
import { SweepUploads } from '../upload/sweep-uploads.task.js';
import { UploadEnding } from '../upload/upload-ending.service.js';
import { UploadEndpoint } from '../upload/upload-endpoint.service.js';
import { uploadLocks } from '../upload/upload-locks.js';
import { UploadReception } from '../upload/upload-reception.service.js';
import { UploadStore } from '../upload/upload-store.service.js';
import { Upload } from '../upload/upload.entity.js';
import { UploadRepository } from '../upload/upload.repository.js';
import { UploadService } from '../upload/upload.service.js';

/** Somebody with an account. */
export type Sender = Viewer & { readonly accountId: string };

/** A scanner that finds what a test says. */
export class ScannerAsTold extends Scanner {
  /** What it says of the next file; `null`: no scanner is there; an error: it does not answer. */
  finds: 'clean' | 'infected' | Error | null = null;

  override get configured(): boolean {
    return this.finds !== null;
  }

  override scan(): Promise<'clean' | 'infected'> {
    const found = this.finds ?? 'clean';
    return found instanceof Error ? Promise.reject(found) : Promise.resolve(found);
  }
}

const ACCOUNT = statement(
  'test-uploads-account',
  `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at)
   VALUES ($1::uuid, $2, $1::text || '@example.org', 'none', 'EN', $3, CASE WHEN $4::boolean THEN now() END)`,
);
const SLUGS = statement('test-uploads-slugs', `SELECT id, slug FROM communities ORDER BY slug LIMIT 4`);
const ARRANGE = statement(
  'test-uploads-arrange',
  `UPDATE communities SET visibility = $2, status = $3 WHERE slug = $1 RETURNING id`,
);
const JOIN = statement(
  'test-uploads-join',
  `INSERT INTO memberships (community_id, account_id, role, sort_name)
   SELECT id, $2, 'MEMBER', 'x' FROM communities WHERE slug = $1`,
);
const LEAVE = statement(
  'test-uploads-leave',
  `DELETE FROM memberships WHERE account_id = $2 AND community_id = (SELECT id FROM communities WHERE slug = $1)`,
);

/** The endpoint of uploads in a process of its own, as far as one test process can hold two. */
export interface UploadProcess {
  readonly origin: string;
  readonly scanner: ScannerAsTold;
  get<T>(token: abstract new (...args: never[]) => T): T;
  /** Ends it as a process ends that is asked to. */
  stop(): Promise<void>;
}

/** Uploads over real HTTP on a database and a disk of their own. */
export class UploadScene {
  private readonly people = new Map<string, Sender>();
  private readonly processes: UploadProcess[] = [];
  /** The first of the processes. */
  main!: UploadProcess;

  private constructor(
    private readonly database: TestDatabase,
    /** Where the bytes are. */
    readonly folder: string,
    private readonly env: Record<string, string>,
    /** Slugs of a public and of a private community, and of a public one where nobody of the scene belongs. */
    readonly slugs: { readonly open: string; readonly hidden: string; readonly elsewhere: string },
  ) {}

  /** Builds everything; `env` adds settings. */
  static async start(env: Record<string, string> = {}): Promise<UploadScene> {
    const entities = [...identityEntities, ...communitiesEntities, ...membershipEntities];
    const database = await testDatabase([...entities, Upload, CommunityStorage, DoomedObject]);
    await loadDirectoryOnce(database.db, { kind: 'bundled' });
    const rows = await database.db.run<{ slug: string }>(SLUGS);
    const [open = '', hidden = '', elsewhere = ''] = rows.map(({ slug }) => slug);
    const folder = await mkdtemp(join(tmpdir(), 'copse-uploads-'));
    const scene = new UploadScene(database, folder, env, { open, hidden, elsewhere });
    await scene.arrange(open, 'PUBLIC');
    await scene.arrange(hidden, 'PRIVATE');
    await scene.arrange(elsewhere, 'PUBLIC');
    scene.main = await scene.process();
    return scene;
  }

  get db(): Database {
    return this.database.db;
  }

  /** One more process on the same database and disk. */
  async process(): Promise<UploadProcess> {
    const config = loadConfig({ COPSE_DATA: this.folder, ...this.env });
    const logger = createLogger('silent');
    const scanner = new ScannerAsTold(config, logger);

    @Module({
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        DatabaseModule.forRoot({ dataSource: this.db.dataSource }),
        EventsModule,
        RealtimeModule,
        LimitsModule,
        MailModule,
        StorageModule,
        IdentityModule,
        CommunitiesModule,
        MembershipModule,
      ],
      providers: [
        { provide: Scanner, useValue: scanner },
        DoomedObjectRepository,
        DropUploadsWhenAccountClosed,
        DropUploadsWhenMemberLeft,
        InspectionService,
        RunningSums,
        StorageAccount,
        StorageAccountRepository,
        SweepUploads,
        UploadEnding,
        UploadEndpoint,
        UploadReception,
        UploadRepository,
        UploadService,
        UploadStore,
        uploadLocks,
      ],
    })
    class Root {}

    const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await app.init();
    const endpoint = app.get(UploadEndpoint);
    const web = express().set('etag', false).set('x-powered-by', false);
    web.use((req, _res, next) => {
      req.viewer = this.people.get(req.get('x-person') ?? '') ?? Viewer.anonymous;
      next();
    });
    web.use('/uploads', endpoint.handler());
    const server: Server = createServer(web);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const started: UploadProcess = {
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      scanner,
      get: (token) => app.get(token),
      stop: async () => {
        if (!this.processes.includes(started)) return;
        this.processes.splice(this.processes.indexOf(started), 1);
        await endpoint.close();
        server.closeAllConnections();
        await new Promise((closed) => server.close(closed));
        await app.close();
      },
    };
    this.processes.push(started);
    return started;
  }

  /** Somebody with an account; a member of these communities. */
  async person(
    name: string,
    {
      member = [],
      isStaff = false,
      verified = true,
    }: { member?: string[]; isStaff?: boolean; verified?: boolean } = {},
  ): Promise<Sender> {
    // Two days old, so that no limit of the first day counts.
    const accountId = v7({ msecs: Date.now() - 2 * 86_400_000 });
    await this.db.run(ACCOUNT, [accountId, name, isStaff, verified]);
    const facts = {
      accountId,
      sessionId: v7(),
      tokenId: null,
      isStaff,
      emailVerified: verified,
      language: 'EN',
    } as const;
    const person = Viewer.member(facts) as Sender;
    this.people.set(accountId, person);
    for (const slug of member) await this.db.run(JOIN, [slug, accountId]);
    return person;
  }

  /** Gives a community these properties; answers its id. */
  async arrange(slug: string, visibility: 'PUBLIC' | 'PRIVATE', status = 'OPERATIONAL'): Promise<string> {
    const [row] = await this.db.run<{ id: string }>(ARRANGE, [slug, visibility, status]);
    if (!row) throw new Error(`The directory has no ${slug}.`);
    return row.id;
  }

  async leave(person: Sender, slug: string): Promise<void> {
    await this.db.run(LEAVE, [slug, person.accountId]);
  }

  /** Rows of any question a test has. */
  async rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.db.pool.query(sql, values)).rows as Row[];
  }

  /** What the account of room says, and what the rows of uploads add up to. */
  async room(): Promise<{ charged: number; held: number }> {
    const [row] = await this.rows<{ charged: string; held: string }>(
      `SELECT (SELECT coalesce(sum(bytes), 0) FROM community_storage) AS charged,
              (SELECT coalesce(sum(size), 0) FROM uploads WHERE state <> 'REFUSED') AS held`,
    );
    return { charged: Number(row?.charged), held: Number(row?.held) };
  }

  /** Names of everything that the storage has. */
  async objects(): Promise<string[]> {
    const names = await readdir(join(this.folder, 'files'), { recursive: true }).catch((): string[] => []);
    return names.filter((name) => name !== 'tmp').toSorted();
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

  /** Ends everything. */
  async close(): Promise<void> {
    for (const one of this.processes.toReversed()) await one.stop();
    await this.database.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The sum of these bytes, in hex. */
export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
