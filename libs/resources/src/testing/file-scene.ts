import { randomBytes, createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import express from 'express';
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
import { Pictures, type Preview as Pair } from '#platform/pictures';
import { RealtimeModule } from '#platform/realtime';
import { FileStorage, StorageModule } from '#platform/storage';
import { testDatabase } from '#platform/testing';
import { DownloadCount } from '../file/download-count.service.js';
import { FileEndpoint } from '../file/file-endpoint.service.js';
import type { FileState, NewFile } from '../file/file-facts.js';
import { KeptFile } from '../file/file.entity.js';
import { FileRepository } from '../file/file.repository.js';
import { FileService } from '../file/file.service.js';
import { MakePreviewWhenFileKept } from '../preview/make-preview-when-file-kept.handler.js';
import { Preview } from '../preview/preview.entity.js';
import { PreviewRepository } from '../preview/preview.repository.js';
import { PreviewService } from '../preview/preview.service.js';
import { ResourceRepository } from '../resource/resource.repository.js';
import { DoomedObject } from '../stored-file/doomed-object.entity.js';
import { DoomedObjectRepository } from '../stored-file/doomed-object.repository.js';
import { StorageSweep } from '../stored-file/storage-sweep.service.js';
import { StoredFile } from '../stored-file/stored-file.entity.js';
import { StoredFileRepository } from '../stored-file/stored-file.repository.js';
import { StoredFileService } from '../stored-file/stored-file.service.js';
import { CommunityStorage } from '../upload/community-storage.entity.js';
import { StorageAccountRepository } from '../upload/storage-account.repository.js';
import { StorageAccount } from '../upload/storage-account.service.js';
import { Upload } from '../upload/upload.entity.js';

/** Somebody with an account. */
export type Person = Viewer & { readonly accountId: string };

/** Makes pictures as a test says, where what is looked at is what becomes of them. */
export class PicturesAsTold extends Pictures {
  /** What every file looks like; null: nothing can be made of it. */
  next: Pair | null = null;
  /** Called while a picture is being made. */
  meanwhile: () => Promise<void> = () => Promise.resolve();
  made = 0;

  override async preview(): Promise<Pair | null> {
    this.made += 1;
    await this.meanwhile();
    return this.next;
  }
}

/** What a test keeps, besides its bytes. */
export type Told = Partial<Omit<NewFile, 'storedFileId'>> & { readonly communityId: string; readonly ownerId: string };

const ACCOUNT = statement(
  'test-files-account',
  `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at)
   VALUES ($1::uuid, $2, $1::text || '@example.org', 'none', 'EN', $3, CASE WHEN $4::boolean THEN now() END)`,
);
const COMMUNITIES = statement('test-files-communities', `SELECT id FROM communities ORDER BY slug LIMIT $1`);
const ARRANGE = statement(
  'test-files-arrange',
  `UPDATE communities SET visibility = $2, status = 'OPERATIONAL' WHERE id = $1`,
);
const JOIN = statement(
  'test-files-join',
  `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, 'x')`,
);
const LEAVE = statement('test-files-leave', `DELETE FROM memberships WHERE community_id = $1 AND account_id = $2`);
const CHARGE = statement(
  'test-files-charge',
  `INSERT INTO community_storage AS s (community_id, bytes) VALUES ($1, $2)
   ON CONFLICT (community_id) DO UPDATE SET bytes = s.bytes + $2`,
);

/** Files, their contents and how they are served, on a database and a disk of their own, over real HTTP. */
export class FileScene {
  /** How many statements were run on the pool. */
  statements = 0;

  private constructor(
    readonly db: Database,
    readonly pictures: PicturesAsTold,
    /** The server of `/files`, `http://127.0.0.1:port`. */
    readonly origin: string,
    private readonly people: Map<string, Person>,
    private readonly app: { get<T>(token: abstract new (...args: never[]) => T): T },
    private readonly end: () => Promise<void>,
  ) {}

  /** Builds everything; call once for a file. */
  static async start(): Promise<FileScene> {
    const entities = [...identityEntities, ...communitiesEntities, ...membershipEntities];
    const own = [KeptFile, Preview, StoredFile, DoomedObject, Upload, CommunityStorage];
    const t = await testDatabase([...entities, ...own]);
    await loadDirectoryOnce(t.db, { kind: 'bundled' });
    const folder = await mkdtemp(join(tmpdir(), 'copse-files-'));
    const logger = createLogger('silent');
    const pictures = new PicturesAsTold();

    @Module({
      imports: [
        ConfigModule.forRoot(loadConfig({ COPSE_DATA: folder })),
        LoggingModule.forRoot(logger),
        DatabaseModule.forRoot({ dataSource: t.db.dataSource }),
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
        { provide: Pictures, useValue: pictures },
        DoomedObjectRepository,
        DownloadCount,
        FileEndpoint,
        FileRepository,
        FileService,
        MakePreviewWhenFileKept,
        PreviewRepository,
        PreviewService,
        ResourceRepository,
        StorageAccount,
        StorageAccountRepository,
        StorageSweep,
        StoredFileRepository,
        StoredFileService,
      ],
    })
    class Root {}

    const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await app.init();
    const people = new Map<string, Person>();
    const web = express().set('etag', false).set('x-powered-by', false).set('query parser', 'simple');
    web.use((req, _res, next) => {
      req.viewer = people.get(req.get('x-person') ?? '') ?? Viewer.anonymous;
      if (req.get('x-refused') !== undefined) req.credentialRefused = true;
      next();
    });
    web.use('/files', app.get(FileEndpoint).handler());
    const server = await new Promise<Server>((resolve) => {
      const listening = web.listen(0, '127.0.0.1', () => resolve(listening));
    });
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const db = app.get(Database);
    const scene = new FileScene(db, pictures, origin, people, app, async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
      await t.close();
      await rm(folder, { recursive: true, force: true });
    });
    const run = db.run.bind(db);
    db.run = (prepared, values) => {
      scene.statements += 1;
      return run(prepared, values);
    };
    return scene;
  }

  /** A provider of the product. */
  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token);
  }

  /** Somebody with an account, who may ask for files. */
  async person(name: string, facts: { isStaff?: boolean; emailVerified?: boolean } = {}): Promise<Person> {
    const { isStaff = false, emailVerified = true } = facts;
    const accountId = v7();
    await this.db.run(ACCOUNT, [accountId, name, isStaff, emailVerified]);
    const credentials = { accountId, sessionId: v7(), tokenId: null, isStaff, emailVerified, language: 'EN' as const };
    const person = Viewer.member(credentials) as Person;
    this.people.set(accountId, person);
    return person;
  }

  /** Ids of communities with these visibilities. */
  async communities(...visibilities: readonly ('PUBLIC' | 'PRIVATE')[]): Promise<string[]> {
    const rows = await this.db.run<{ id: string }>(COMMUNITIES, [visibilities.length]);
    for (const [at, { id }] of rows.entries()) await this.db.run(ARRANGE, [id, visibilities[at]]);
    return rows.map(({ id }) => id);
  }

  async join(communityId: string, person: Person, role: 'MEMBER' | 'FACILITATOR' = 'MEMBER'): Promise<void> {
    await this.db.run(JOIN, [communityId, person.accountId, role]);
  }

  async leave(communityId: string, person: Person): Promise<void> {
    await this.db.run(LEAVE, [communityId, person.accountId]);
  }

  /** Bytes that came in whole, as an upload leaves them. */
  async bytes(content: Buffer = randomBytes(64)): Promise<{ key: string; sha256: string; size: number }> {
    const key = v7();
    await this.get(FileStorage).write(key, content);
    return { key, sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
  }

  /** A file of this content, by default one that is shown in the library; answers its id. */
  async keep(told: Told, content?: Buffer): Promise<string> {
    const id = told.id ?? v7();
    const incoming = await this.bytes(content);
    await this.db.run(CHARGE, [told.communityId, incoming.size]);
    await this.db.tx(async (tx) => {
      const storedFileId = await this.get(StoredFileService).take(tx, incoming);
      const defaults = { use: 'VERSION', state: 'SHOWN', name: 'Plan.pdf', mediaType: 'application/pdf' } as const;
      await this.get(FileService).keep(tx, { ...defaults, charged: incoming.size, ...told, id, storedFileId });
    });
    return id;
  }

  /** Shows, holds or withholds a file. */
  async setState(id: string, state: FileState): Promise<void> {
    await this.db.tx((tx) => this.get(FileRepository).setState(tx, [id], state));
  }

  /** Asks for an address below `/files` as this person, or as nobody. */
  ask(person: Person | null, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      ...(person ? { 'x-person': person.accountId } : {}),
      ...(init.headers as Record<string, string>),
    };
    return fetch(this.origin + path, { ...init, headers });
  }

  /** Ends everything. */
  close(): Promise<void> {
    return this.end();
  }
}
