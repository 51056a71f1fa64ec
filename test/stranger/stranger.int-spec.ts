import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql, type GraphQLSchema } from 'graphql';
import { Client } from 'pg';
import { ApiModule } from '#apps/api';
import { entities } from '#apps/base';
import { loadDirectoryOnce } from '#communities';
import type { Viewer } from '#identity';
import { loadConfig } from '#platform/config';
import { toDomainError } from '#platform/errors';
import { createLogger } from '#platform/logging';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { NO_LIMITS } from '../support/no-limits.js';
import { buildApiSchema } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { hideCommunity, SECRET, STRANGERS, type HiddenCommunity } from './hidden-community.js';
import { walk } from './walk.js';

/** What administrators may do to a community from outside, which is theirs to know and in the audit log. */
const BY_OFFICE = new Set(['Mutation.editCommunity']);
/** What administrators may know of people: that there is an account, of any name. It says nothing of any community. */
const PEOPLE = new Set(['Query.person', 'Query.accounts']);

/** How many statements this process sent to PostgreSQL. */
let sent = 0;
const query = Client.prototype.query;
Client.prototype.query = function counted(this: Client, ...args: unknown[]) {
  const [what] = args as [string | { names?: string[]; name?: string }];
  // Look-ups of one moment go in one message, and each counts; what wakes workers after a commit is nobody's question.
  if (typeof what === 'string') sent += 1;
  else if (what.name !== 'outbox-wake') sent += what.names?.length ?? 1;
  return (query as (...given: unknown[]) => never).apply(this, args);
} as typeof query;

describe('a stranger to Indigenous Practitioners', () => {
  let database: TestDatabase;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let app: { get<T>(token: new (...args: never[]) => T, options?: { strict: boolean }): T; close(): Promise<void> };
  let schema: GraphQLSchema;
  let doors: ReadonlyMap<string, unknown>;
  let hidden: HiddenCommunity;

  beforeAll(async () => {
    database = await testDatabase(entities);
    await loadDirectoryOnce(database.db, { kind: 'bundled' });
    folder = await temporaryFolder();
    const config = loadConfig({ COPSE_DATA: folder.path, RATE_LIMITS: NO_LIMITS });
    const api = ApiModule.forRoot({ config, logger: createLogger('silent'), dataSource: database.db.dataSource });

    @Module({ imports: [api] })
    class Root {}

    app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await (app as unknown as { init(): Promise<void> }).init();
    ({ schema } = app.get(GraphQLSchemaHost, { strict: false }));
    ({ doors } = await buildApiSchema());
    hidden = await hideCommunity(database.db.pool);
  });
  afterAll(async () => {
    Client.prototype.query = query;
    await app.close();
    await database.close();
    await folder.remove();
  });

  /** What is said, without the names by which the two communities are told apart, and how many statements it took. */
  const ask = async (viewer: Viewer, source: string, variables: object) => {
    const once = async () => {
      sent = 0;
      const { data, errors } = await graphql({
        schema,
        source,
        variableValues: variables as Record<string, unknown>,
        contextValue: { req: { viewer, headers: {}, ip: '192.0.2.1', get() {} }, res: { append() {}, set() {} } },
      });
      const told = errors?.map((error) => {
        const known = toDomainError(error.originalError);
        if (!known) throw error.originalError ?? error;
        return { code: known.code, message: known.message, fields: known.details.fields, path: error.path };
      });
      // The name of an act is its time, which is another each time.
      let said = JSON.stringify({ data, told }).replace(/"act":"[\w-]+"/, '"act":"now"');
      for (const [name, instead] of hidden.names) said = said.replaceAll(name, instead);
      return { said, statements: sent };
    };
    // What is remembered of names after the first time is the same for both from the second on.
    await once();
    return once();
  };

  it('is asked in ways that do find it, as its facilitator', async () => {
    const finding: string[] = [];
    let statements = 0;
    for (const { name, query: source, variables } of walk(schema, hidden.real)) {
      if (!name.startsWith('Query.')) continue;
      const answer = await ask(hidden.member, source, variables);
      statements += answer.statements;
      if (answer.said.includes(SECRET)) finding.push(name);
    }
    expect(finding).toEqual(
      expect.arrayContaining([
        'Query.community',
        'Query.thread',
        'Query.post',
        'Query.person',
        'Query.resource',
        'Query.notification',
        'Query.notifications',
        'Query.search',
      ]),
    );
    expect(statements).toBeGreaterThan(finding.length);
  });

  it.each(STRANGERS)('learns as %s, by no operation, more than of one that is empty, or not there', async (who) => {
    const viewer = hidden.viewers[who];
    const [there, notThere] = [walk(schema, hidden.real), walk(schema, hidden.missing)];
    expect(there.length).toBeGreaterThan(50);
    const differences: unknown[] = [];
    for (const [index, { name, query: source, variables }] of there.entries()) {
      const byOffice = who === 'staff' && (doors.get(name) === 'staff' || BY_OFFICE.has(name));
      if (byOffice && name.startsWith('Mutation.')) continue;
      const mine = await ask(viewer, source, variables);
      if (who === 'staff' && PEOPLE.has(name)) continue;
      const theirs = await ask(viewer, source, notThere[index]?.variables ?? {});
      if (mine.said.includes(SECRET)) differences.push({ name, said: mine.said });
      if (mine.said !== theirs.said || mine.statements !== theirs.statements)
        differences.push({ name, there: mine, notThere: theirs });
    }
    expect(differences).toEqual([]);
  });
});
