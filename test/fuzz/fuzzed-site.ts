import { Module } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, parse, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { v7 } from 'uuid';
import { ApiModule } from '#apps/api';
import { entities } from '#apps/base';
import { Viewer } from '#identity';
import { loadConfig } from '#platform/config';
import { toDomainError } from '#platform/errors';
import { partsOf, registeredTasks } from '#platform/events';
import { createLogger } from '#platform/logging';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { NO_LIMITS } from '../support/no-limits.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { COMMUNITIES, PEOPLE, type CommunityName, type PersonName } from './model/people.js';

/** What tells people something, or takes it back; everything else (mail, sockets, sorting) says nothing that is asked here. */
const TELLS = /^(?:notify|recount|withdraw|forget)-/;

/** What one operation answered. */
export interface Answered {
  readonly data: Readonly<Record<string, unknown>> | null | undefined;
  /** Code of the first refusal. */
  readonly code: string | undefined;
}

/** The people of one story, and its communities by their place in the product. */
export interface Cast {
  readonly viewers: Readonly<Record<PersonName, Viewer>>;
  readonly slugs: Readonly<Record<CommunityName, string>>;
}

interface Job {
  readonly identifier: string;
  readonly payload: object;
}

/** All operations of the product on a real database, in this process and without HTTP; jobs run when they are asked to. */
export class FuzzedSite {
  private readonly documents = new Map<string, DocumentNode>();
  private readonly schema: GraphQLSchema;
  private readonly modules: ModuleRef;

  private constructor(
    private readonly database: TestDatabase,
    private readonly app: {
      get<T>(token: abstract new (...args: never[]) => T, options?: { strict: boolean }): T;
      close(): Promise<void>;
    },
    private readonly clear: () => Promise<void>,
  ) {
    ({ schema: this.schema } = app.get(GraphQLSchemaHost, { strict: false }));
    this.modules = app.get(ModuleRef as never, { strict: false });
  }

  /** Builds everything; call once for a file. */
  static async start(): Promise<FuzzedSite> {
    const [database, folder] = await Promise.all([testDatabase(entities), temporaryFolder()]);
    const config = loadConfig({ COPSE_DATA: folder.path, RATE_LIMITS: NO_LIMITS });
    const api = ApiModule.forRoot({ config, logger: createLogger('silent'), dataSource: database.db.dataSource });

    @Module({ imports: [api] })
    class Root {}

    const app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await app.init();
    await database.db.pool.query(`INSERT INTO associations (id, slug, name_en, name_fr, languages, position)
      VALUES ('${v7()}', 'ground', 'Ground', 'Sol', ARRAY['EN', 'FR'], 0)`);
    return new FuzzedSite(database, app, folder.remove);
  }

  /** New people, and communities in which they stand as the model begins. */
  async cast(): Promise<Cast> {
    const tag = v7();
    const names = Object.keys(PEOPLE) as PersonName[];
    const ids = new Map(names.map((name) => [name, v7({ msecs: Date.now() - 2 * 86_400_000 })]));
    const slugs = Object.fromEntries(Object.keys(COMMUNITIES).map((name) => [name, `${name}-${tag}`]));
    const people = names.filter((name) => name !== 'nobody');
    const { pool } = this.database.db;
    await pool.query(
      `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at, search_name)
       SELECT id, name, id || '@example.org', 'none', 'EN', staff, CASE WHEN verified THEN now() END, lower(name)
       FROM jsonb_to_recordset($1) AS r (id uuid, name text, staff boolean, verified boolean)`,
      [JSON.stringify(people.map((name) => ({ id: ids.get(name), name, ...PEOPLE[name] })))],
    );
    await pool.query(
      `WITH made AS (
         INSERT INTO communities (id, slug, association_id, name_en, name_fr, summary_en, summary_fr, visibility, join_policy,
           eligibility, status, tags, search_text, enrolled_programmes, application_form, position)
         SELECT uuidv7(), r.slug, a.id, r.slug, r.slug, 's', 's', r.visibility, r."joinPolicy", 'ANYONE', 'OPERATIONAL', '{}', r.slug, '{}', '[]', 0
         FROM jsonb_to_recordset($1) AS r (slug text, visibility text, "joinPolicy" text), associations a RETURNING id, slug
       ), joined AS (
         INSERT INTO memberships (community_id, account_id, role, sort_name)
         SELECT c.id, m.account, m.role, 'x' FROM jsonb_to_recordset($2) AS m (slug text, account uuid, role text)
         JOIN made c USING (slug) RETURNING community_id)
       INSERT INTO community_member_counts (community_id, members) SELECT community_id, count(*) FROM joined GROUP BY community_id`,
      [
        JSON.stringify(Object.entries(COMMUNITIES).map(([name, facts]) => ({ slug: slugs[name], ...facts }))),
        JSON.stringify(
          Object.entries(COMMUNITIES).flatMap(([name, { members }]) =>
            Object.entries(members).map(([who, role]) => ({
              slug: slugs[name],
              account: ids.get(who as PersonName),
              role,
            })),
          ),
        ),
      ],
    );
    const viewers = names.map((name): [string, Viewer] => {
      const { staff, verified } = PEOPLE[name];
      const accountId = ids.get(name) ?? '';
      if (name === 'nobody') return [name, Viewer.anonymous];
      const facts = { accountId, sessionId: v7(), tokenId: null, isStaff: staff, emailVerified: verified };
      return [name, Viewer.member({ ...facts, language: 'EN' })];
    });
    return { viewers: Object.fromEntries(viewers) as Cast['viewers'], slugs: slugs as Cast['slugs'] };
  }

  /** Runs an operation as this viewer, through doors, checks and formats of input. Throws whatever is no refusal. */
  async ask(viewer: Viewer, source: string, variableValues: Record<string, unknown>): Promise<Answered> {
    const { data, errors } = await execute({
      schema: this.schema,
      document: this.document(source),
      variableValues,
      contextValue: { req: { viewer, headers: {}, ip: '192.0.2.1', get() {} }, res: { append() {}, set() {} } },
    });
    const [thrown] = errors ?? [];
    if (!thrown) return { data, code: undefined };
    const refusal = toDomainError(thrown.originalError);
    if (!refusal) throw thrown.originalError ?? thrown;
    return { data, code: refusal.code };
  }

  /** The worker does what is to do, in order, and what that gives it to do; `twice`: as if each job's end had been lost. */
  async work(twice: boolean): Promise<void> {
    for (let jobs = await this.take(); jobs.length > 0; jobs = await this.take()) {
      for (const job of jobs) {
        await this.run(job);
        if (twice) await this.run(job);
      }
    }
  }

  /** Ends the connections and drops the database. */
  async close(): Promise<void> {
    await this.app.close();
    await this.database.close();
    await this.clear();
  }

  private document(source: string): DocumentNode {
    const known = this.documents.get(source);
    if (known) return known;
    const made = parse(source);
    const [wrong] = validate(this.schema, made);
    if (wrong) throw wrong;
    this.documents.set(source, made);
    return made;
  }

  private async take(): Promise<Job[]> {
    const { rows } = await this.database.db.pool.query<Job & { id: string }>(
      `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
       WHERE t.id = j.task_id RETURNING j.id, t.identifier, j.payload`,
    );
    return rows
      .toSorted((one, other) => Number(BigInt(one.id) - BigInt(other.id)))
      .flatMap(partsOf)
      .filter(({ identifier }) => TELLS.test(identifier));
  }

  private async run({ identifier, payload }: Job): Promise<void> {
    const task = registeredTasks().find((one) => one.identifier === identifier);
    if (!task) throw new Error(`Nobody does ${identifier}.`);
    const provider = this.modules.get<Record<string, (payload: unknown) => Promise<void>>>(task.owner, {
      strict: false,
    });
    await provider[task.method]?.(payload);
  }
}
