import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { graphql } from 'graphql';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { CommunitiesModule, communitiesEntities, loadDirectoryOnce } from '#communities';
import { IdentityModule, identityEntities, Viewer } from '#identity';
import { MembershipModule, membershipEntities } from '#membership';
import { ConfigModule, loadConfig } from '#platform/config';
import { Database, DatabaseModule } from '#platform/database';
import { toDomainError } from '#platform/errors';
import { EventsModule } from '#platform/events';
import { graphqlModule } from '#platform/graphql';
import { LimitsModule } from '#platform/limits';
import { createLogger, LoggingModule } from '#platform/logging';
import { MailModule } from '#platform/mail';
import { PicturesModule } from '#platform/pictures';
import { RealtimeModule } from '#platform/realtime';
import { PublicPages } from '#platform/safe-fetch';
import { ScannerModule } from '#platform/scanner';
import { FileStorage, StorageModule } from '#platform/storage';
import { testDatabase } from '#platform/testing';
import { KeptFile } from '../file/file.entity.js';
import { Preview } from '../preview/preview.entity.js';
import { Resource } from '../resource/resource.entity.js';
import { ResourcesModule } from '../resources.module.js';
import { DoomedObject } from '../stored-file/doomed-object.entity.js';
import { StoredFile } from '../stored-file/stored-file.entity.js';
import { CommunityStorage } from '../upload/community-storage.entity.js';
import { Upload } from '../upload/upload.entity.js';
import { ResourceVersion } from '../version/resource-version.entity.js';
import { PARTS, valueOf, type Answer, type Shared } from './library-answer.js';
import { ACCOUNT, ARRANGE, AUDIT, CHARGED, JOIN, LEAVE, LETTERS, SLUGS, UPLOAD } from './library-sql.js';

/** Somebody with an account. */
export type Person = Viewer & { readonly accountId: string };

/** A page of the public internet that says what a test says. */
export class PagesAsTold extends PublicPages {
  title: string | null = null;
  readonly asked: string[] = [];

  override titleOf(url: string): Promise<string | null> {
    this.asked.push(url);
    return Promise.resolve(this.title);
  }
}

/** Ids of accounts made two days ago: the limits of the first day do not count for them. */
const oldId = (): string => v7({ msecs: Date.now() - 2 * 86_400_000 });

/** The library through doors, checks and formats of input, on a database and a disk of their own, and people of all kinds. */
export class LibraryScene {
  /** Slugs of a public and of a private community, of which Ann and Bob are members and Lead a facilitator, and of a third. */
  open!: string;
  hidden!: string;
  elsewhere!: string;
  ann!: Person;
  bob!: Person;
  lead!: Person;
  staff!: Person;
  stranger!: Person;
  /** Member of the third community. */
  other!: Person;
  /** No more in either. */
  former!: Person;

  private constructor(
    readonly db: Database,
    readonly pages: PagesAsTold,
    readonly app: { get<T>(token: abstract new (...args: never[]) => T, options?: { strict: boolean }): T },
    private readonly end: () => Promise<void>,
  ) {}

  /** Builds everything; call once for a file. `env` adds settings. */
  static async start(env: Record<string, string> = {}): Promise<LibraryScene> {
    const own = [CommunityStorage, Upload, StoredFile, DoomedObject, KeptFile, Preview, Resource, ResourceVersion];
    const t = await testDatabase([...identityEntities, ...communitiesEntities, ...membershipEntities, ...own]);
    await loadDirectoryOnce(t.db, { kind: 'bundled' });
    const folder = await mkdtemp(join(tmpdir(), 'copse-library-'));
    const logger = createLogger('silent');
    const pages = new PagesAsTold();

    @Global()
    @Module({ providers: [{ provide: PublicPages, useValue: pages }], exports: [PublicPages] })
    class PagesModule {}

    @Module({
      imports: [
        ConfigModule.forRoot(loadConfig({ COPSE_DATA: folder, RATE_LIMITS: 'share=100000/600', ...env })),
        LoggingModule.forRoot(logger),
        DatabaseModule.forRoot({ dataSource: t.db.dataSource }),
        EventsModule,
        RealtimeModule,
        LimitsModule,
        MailModule,
        PagesModule,
        PicturesModule,
        ScannerModule,
        StorageModule,
        IdentityModule,
        CommunitiesModule,
        MembershipModule,
        ResourcesModule,
        graphqlModule({ logger, introspection: true }),
      ],
    })
    class Root {}

    const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await app.init();
    const scene = new LibraryScene(t.db, pages, app, async () => {
      await app.close();
      await t.close();
      await rm(folder, { recursive: true, force: true });
    });
    await scene.people();
    return scene;
  }

  private async people(): Promise<void> {
    const slugs = (await this.db.run<{ slug: string }>(SLUGS)).map(({ slug }) => slug);
    [this.open = '', this.hidden = '', this.elsewhere = ''] = slugs;
    await this.arrange(this.open);
    await this.arrange(this.hidden, 'PRIVATE');
    await this.arrange(this.elsewhere);
    [this.ann, this.bob, this.lead] = [await this.person('Ann'), await this.person('Bob'), await this.person('Lead')];
    [this.stranger, this.other] = [await this.person('Stranger'), await this.person('Other')];
    [this.former, this.staff] = [await this.person('Former'), await this.person('Staff', { isStaff: true })];
    for (const slug of [this.open, this.hidden]) {
      for (const person of [this.ann, this.bob, this.former]) await this.join(person, slug);
      await this.join(this.lead, slug, 'FACILITATOR');
      await this.leave(this.former, slug);
    }
    await this.join(this.other, this.elsewhere);
  }

  /** A provider of the product. */
  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token, { strict: false });
  }

  /** Runs an operation as this viewer. */
  async ask(viewer: Viewer, source: string, variableValues: Record<string, unknown> = {}): Promise<Answer> {
    const { schema } = this.app.get(GraphQLSchemaHost, { strict: false });
    const contextValue = { req: { viewer }, res: {} };
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    const thrown = errors?.[0];
    const refusal = toDomainError(thrown?.originalError);
    if (thrown && !refusal) throw thrown.originalError ?? thrown;
    return {
      data: data as Answer['data'],
      code: refusal?.code,
      message: refusal?.message,
      details: refusal?.details,
    };
  }

  /** Runs an operation that must succeed, and gives the value of its first field. */
  async read<Value>(viewer: Viewer, source: string, variables: Record<string, unknown> = {}): Promise<Value> {
    return valueOf(await this.ask(viewer, source, variables));
  }

  /** Calls a mutation that takes `input`. */
  call(viewer: Viewer, name: string, input: object, selection = PARTS): Promise<Answer> {
    const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input`;
    return this.ask(viewer, `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, { input });
  }

  /** Somebody with an account. */
  async person(
    name: string,
    facts: { isStaff?: boolean; emailVerified?: boolean; language?: 'EN' | 'FR' } = {},
  ): Promise<Person> {
    const { isStaff = false, emailVerified = true, language = 'EN' } = facts;
    const accountId = oldId();
    await this.db.run(ACCOUNT, [accountId, name, isStaff, emailVerified, language]);
    const credentials = { accountId, sessionId: v7(), tokenId: null, isStaff, emailVerified, language };
    return Viewer.member(credentials) as Person;
  }

  /** Gives a community these properties; answers its id. */
  async arrange(
    slug: string,
    visibility: 'PUBLIC' | 'PRIVATE' = 'PUBLIC',
    status = 'OPERATIONAL',
    eligibility = 'ANYONE',
  ): Promise<string> {
    const [row] = await this.db.run<{ id: string }>(ARRANGE, [slug, visibility, status, eligibility]);
    if (!row) throw new Error(`The directory has no ${slug}.`);
    return row.id;
  }

  async join(person: Person, slug: string, role: 'MEMBER' | 'FACILITATOR' = 'MEMBER'): Promise<void> {
    await this.db.run(JOIN, [slug, person.accountId, role]);
  }

  async leave(person: Person, slug: string): Promise<void> {
    await this.db.run(LEAVE, [slug, person.accountId]);
  }

  /** An upload of this person that is whole and was looked at, as the endpoint leaves it; answers its id. */
  async upload(
    person: Person,
    slug = this.open,
    { name = 'Plan du musée.pdf', type = 'application/pdf', content = randomBytes(64) } = {},
  ): Promise<string> {
    const id = v7();
    await this.get(FileStorage).write(id, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    await this.db.run(UPLOAD, [id, person.accountId, slug, name, type, content.length, sha256]);
    return id;
  }

  /** A resource of this person. */
  async shared(person: Person, slug = this.open, more: object = {}): Promise<Shared> {
    const uploadId = await this.upload(person, slug);
    return valueOf(await this.call(person, 'shareResource', { communitySlug: slug, uploadId, ...more }));
  }

  /** Does this in a transaction that is kept open until something that `meanwhile` began waits for one of its rows. */
  async waitedFor<T>(source: string, values: unknown[], meanwhile: () => Promise<T>): Promise<T> {
    const holder = await this.db.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query(source, values);
      const asked = meanwhile();
      for (let waiting = 0; waiting === 0;) {
        const { rowCount } = await this.db.pool.query(
          `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        waiting = rowCount ?? 0;
      }
      await holder.query('COMMIT');
      return await asked;
    } finally {
      holder.release();
    }
  }

  /** What a community is charged with, bytes. */
  async charged(slug: string): Promise<number> {
    return (await this.db.run<{ bytes: number }>(CHARGED, [slug]))[0]?.bytes ?? 0;
  }

  /** What is on its way to somebody by mail, oldest first. */
  letters(person: Person): Promise<{ subject: string; text: string; about: string[] }[]> {
    return this.db.run(LETTERS, [person.accountId]);
  }

  /** What the audit log says of a thing, oldest first. */
  audit(subject: string): Promise<{ action: string; accountId: string | null; reason: string | null }[]> {
    return this.db.run(AUDIT, [subject]);
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
  close(): Promise<void> {
    return this.end();
  }
}
