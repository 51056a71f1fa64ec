import { hash } from '@node-rs/argon2';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphql, type GraphQLSchema } from 'graphql';
import { Client } from 'pg';
import { v7 } from 'uuid';
import { loadDirectoryOnce } from '#communities';
import { Viewer } from '#identity';
import { loadConfig } from '#platform/config';
import { toDomainError } from '#platform/errors';
import { createLogger } from '#platform/logging';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { ApiModule, entities } from '../../apps/api/src/index.js';
import { buildApiSchema } from '../support/schema.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { walk, type Known } from './walk.js';

const SLUG = 'indigenous-practitioners';
const TWIN = 'a-circle-that-is-empty';
/** Stands in everything that only members may know. */
const SECRET = 'Zinnwaldite';

const STRANGERS = ['anonymous', 'unverified', 'account', 'former member', 'facilitator elsewhere', 'staff'] as const;
type Stranger = (typeof STRANGERS)[number];

/** What administrators may do to a community from outside, which is theirs to know and in the audit log. */
const BY_OFFICE = new Set(['Mutation.editCommunity']);
/** What administrators may know of people: that there is an account, of any name. It says nothing of any community. */
const PEOPLE = new Set(['Query.person', 'Query.accounts']);

/** Nobody knows it; operations that ask for the password compare with it. */
const passwordHash = hash(v7(), { memoryCost: 8, timeCost: 1, parallelism: 1 });

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
  let viewers: Record<Stranger, Viewer>;
  let member: Viewer;
  let real: Known;
  let missing: Known;

  const run = (sql: string, values: unknown[] = []) => database.db.pool.query(sql, values);
  const account = async (name: string, more: { staff?: boolean; verified?: boolean } = {}): Promise<Viewer> => {
    const id = v7();
    await run(
      `INSERT INTO accounts (id, name, email, password_hash, language, is_staff, email_verified_at, search_name)
       VALUES ($1::uuid, $2, $1::text || '@example.org', $5, 'EN', $3, CASE WHEN $4 THEN now() END, lower($2))`,
      [id, name, more.staff ?? false, more.verified ?? true, await passwordHash],
    );
    return Viewer.member({
      accountId: id,
      sessionId: v7(),
      tokenId: null,
      isStaff: more.staff ?? false,
      emailVerified: more.verified ?? true,
      language: 'EN',
    });
  };

  beforeAll(async () => {
    database = await testDatabase(entities);
    await loadDirectoryOnce(database.db, { kind: 'bundled' });
    folder = await temporaryFolder();
    const config = loadConfig({
      COPSE_DATA: folder.path,
      RATE_LIMITS:
        'apply=1000/1,invite=1000/1,report=1000/1,sign-up=1000/1,mail=1000/1,upload=1000/1,share=1000/1,attach=1000/1,link=1000/1,read=1000/1,watch=1000/1,mention=1000/1,unsubscribe=1000/1',
    });
    const api = ApiModule.forRoot({ config, logger: createLogger('silent'), dataSource: database.db.dataSource });

    @Module({ imports: [api] })
    class Root {}

    app = await NestFactory.create(Root, { logger: false, abortOnError: false });
    await (app as unknown as { init(): Promise<void> }).init();
    ({ schema } = app.get(GraphQLSchemaHost, { strict: false }));
    ({ doors } = await buildApiSchema());

    // The same community once more, with the same words and nobody and nothing in it.
    const { rows: columns } = await run(
      `SELECT string_agg(quote_ident(column_name), ', ') AS list FROM information_schema.columns
       WHERE table_name = 'communities' AND column_name NOT IN ('id', 'slug')`,
    );
    const list = (columns[0] as { list: string }).list;
    const twinId = v7();
    await run(`INSERT INTO communities (id, slug, ${list}) SELECT $1, $2, ${list} FROM communities WHERE slug = $3`, [
      twinId,
      TWIN,
      SLUG,
    ]);
    const communityId = ((await run(`SELECT id FROM communities WHERE slug = $1`, [SLUG])).rows[0] as { id: string })
      .id;

    const [insider, second, applicant, former] = [
      await account(`${SECRET} Beaulieu`),
      await account(`${SECRET} Parata`),
      await account(`${SECRET} Obomsawin`),
      await account('Former Guest'),
    ];
    for (const [viewer, role] of [
      [insider, 'FACILITATOR'],
      [second, 'MEMBER'],
    ] as const) {
      await run(`INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, $4)`, [
        communityId,
        viewer.accountId,
        role,
        SECRET,
      ]);
    }
    await run(`INSERT INTO community_member_counts (community_id, members) VALUES ($1, 2)`, [communityId]);
    const [threadId, postId, applicationId, invitationId, reportId] = [v7(), v7(), v7(), v7(), v7()];
    await run(
      `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at, pinned_at)
       VALUES ($1, $2, $3, $4, $4, 1, $3, now(), now(), now())`,
      [threadId, communityId, insider.accountId, `About ${SECRET}`],
    );
    await run(`INSERT INTO community_thread_counts (community_id, threads) VALUES ($1, 1)`, [communityId]);
    await run(
      `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at)
       VALUES ($1, $2, 1, $3, $4, $4, 1, 1, now())`,
      [postId, threadId, insider.accountId, SECRET],
    );
    await run(
      `INSERT INTO search_entries (post_id, community_id, at, revision, title, words)
       SELECT id, $2::uuid, created_at, 1, to_tsvector('copse_english', $3), to_tsvector('copse_english', $3) || array_to_tsvector(ARRAY[
         '=c' || $2, '=d' || floor(extract(epoch FROM created_at) / 86400)::int]) FROM posts WHERE id = $1`,
      [postId, communityId, SECRET],
    );
    await run(`INSERT INTO post_reports (id, post_id, community_id, reporter_id, reason) VALUES ($1, $2, $3, $4, $5)`, [
      reportId,
      postId,
      communityId,
      second.accountId,
      SECRET,
    ]);
    await run(
      `INSERT INTO applications (id, community_id, account_id, status, form, answers) VALUES ($1, $2, $3, 'WAITING', '[]', $4)`,
      [applicationId, communityId, applicant.accountId, JSON.stringify({ hope: SECRET })],
    );
    await run(
      `INSERT INTO invitations (id, community_id, email, token_hash, message, invited_by, expires_at)
       VALUES ($1, $2, $3, 'x', $4, $5, now() + interval '1 day')`,
      [invitationId, communityId, `${SECRET}@example.org`, SECRET, insider.accountId],
    );
    await run(
      `INSERT INTO audit_entries (id, actor_account_id, action, subject, community_id, account_id, reason)
       VALUES ($1, $2, 'member-removed', $3::uuid::text, $3::uuid, $4, $5)`,
      [v7(), insider.accountId, communityId, former.accountId, SECRET],
    );

    const [storedId, resourceId, versionId, attachmentId, uploadId] = [v7(), v7(), v7(), v7(), v7()];
    await run(`INSERT INTO stored_files (id, sha256, size) VALUES ($1, repeat('5', 64), 5)`, [storedId]);
    for (const [fileId, use] of [
      [versionId, 'VERSION'],
      [attachmentId, 'ATTACHMENT'],
    ] as const) {
      await run(
        `INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged, preview_state)
         VALUES ($1, $2, $3, $4, $5, 'SHOWN', $6, 'text/plain', 5, 'NONE')`,
        [fileId, communityId, storedId, insider.accountId, use, `${SECRET}.txt`],
      );
    }
    await run(
      `INSERT INTO resources (id, community_id, sharer_id, title, sort_title, description, kind, language, tags, tag_keys,
         licence, last_number, revision, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $4, $4, 'DOCUMENT', 'EN', ARRAY[$4], ARRAY[lower($4)], 'CC0_1_0', 1, 1, now(), now())`,
      [resourceId, communityId, insider.accountId, SECRET],
    );
    await run(
      `INSERT INTO resource_versions (id, resource_id, number, note, author_id, created_at) VALUES ($1, $2, 1, $3, $4, now())`,
      [versionId, resourceId, SECRET, insider.accountId],
    );
    await run(
      `INSERT INTO post_attachments (file_id, post_id, position, alt, name, media_type, size) VALUES ($1, $2, 0, $3, $3, 'text/plain', 5)`,
      [attachmentId, postId, SECRET],
    );
    await run(`UPDATE posts SET attachment_count = 1 WHERE id = $1`, [postId]);
    await run(
      `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, size, state, media_type, sha256)
       VALUES ($1, $2, $3, $4, 'text/plain', 5, 'READY', 'text/plain', repeat('5', 64))`,
      [uploadId, insider.accountId, communityId, `${SECRET}.txt`],
    );
    await run(`INSERT INTO community_storage (community_id, bytes) VALUES ($1, 15)`, [communityId]);

    const elsewhere = await account('Facilitator Elsewhere');
    await run(
      `INSERT INTO memberships (community_id, account_id, role, sort_name)
       SELECT id, $1, 'FACILITATOR', 'x' FROM communities WHERE slug = 'steam'`,
      [elsewhere.accountId],
    );
    viewers = {
      anonymous: Viewer.anonymous,
      unverified: await account('Un Verified', { verified: false }),
      account: await account('Plain Account'),
      'former member': former,
      'facilitator elsewhere': elsewhere,
      staff: await account('Ada Ministratrix', { staff: true }),
    };
    member = insider;
    // What was told of it while they belonged there, or by a mistake, lies in the inbox of every one of them.
    const [mentionId, repliesId] = [v7(), v7()];
    for (const viewer of [insider, ...Object.values(viewers)]) {
      if (viewer.accountId === null) continue;
      for (const [kind, matter, post] of [
        ['MENTION', postId, postId],
        ['REPLY', threadId, null],
        ['NEW_THREAD', threadId, null],
      ] as const) {
        await run(
          `INSERT INTO notifications (id, account_id, kind, matter_id, community_id, thread_id, post_id, first_number,
             last_number, actor_ids, reason, created_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, 1, 1, ARRAY[$8::uuid], 'MENTIONED', now())`,
          [v7(), viewer.accountId, kind, matter, communityId, threadId, post, insider.accountId],
        );
      }
      await run(
        `INSERT INTO notifications (id, account_id, kind, matter_id, community_id, resource_id, actor_ids, reason, created_at)
         VALUES ($1, $2, 'NEW_RESOURCE', $3, $3, $4, ARRAY[$5::uuid], 'FOLLOWS_COMMUNITY', now())`,
        [v7(), viewer.accountId, communityId, resourceId, insider.accountId],
      );
      await run(
        `INSERT INTO thread_watches (thread_id, account_id, community_id, level, cause) VALUES ($1, $2, $3, 'WATCHING', 'CHOSEN')`,
        [threadId, viewer.accountId, communityId],
      );
      await run(
        `INSERT INTO community_preferences (community_id, account_id, level, cadence, token) VALUES ($1, $2, 'WATCHING', 'EACH', $3)`,
        [communityId, viewer.accountId, v7()],
      );
      await run(`INSERT INTO read_marks (account_id, thread_id, number) VALUES ($1, $2, 0)`, [
        viewer.accountId,
        threadId,
      ]);
    }
    await run(`UPDATE notifications SET id = $1 WHERE kind = 'MENTION' AND account_id = $2`, [
      mentionId,
      insider.accountId,
    ]);
    await run(`UPDATE notifications SET id = $1 WHERE kind = 'REPLY' AND account_id = $2`, [
      repliesId,
      insider.accountId,
    ]);
    const fromTheTop = Buffer.from(
      JSON.stringify(['2099-01-01T00:00:00Z', 'ffffffff-ffff-7fff-bfff-ffffffffffff']),
    ).toString('base64url');
    const bestOfAll = Buffer.from(
      JSON.stringify([999_999, '2099-01-01T00:00:00Z', 'ffffffff-ffff-7fff-bfff-ffffffffffff']),
    ).toString('base64url');
    const shared = {
      'notifications.after': fromTheTop,
      'search.after': bestOfAll,
      token: 'a'.repeat(43),
      body: 'x',
      title: 'x',
      reason: 'x',
      message: 'x',
      text: 'x',
      name: 'x',
    };
    real = {
      ...shared,
      slug: SLUG,
      communitySlug: SLUG,
      community: SLUG,
      query: SECRET,
      emails: `${SECRET}@example.org`,
      threadId,
      postId,
      inReplyTo: postId,
      accountId: insider.accountId ?? '',
      applicationId,
      invitationId,
      reportId,
      resourceId,
      versionId,
      attachmentId,
      uploadId,
      tag: SECRET,
      url: 'https://nowhere.invalid/',
      'attachments.id': attachmentId,
      'resource.id': resourceId,
      'thread.id': threadId,
      'post.id': postId,
      'person.id': insider.accountId ?? '',
      'notification.id': mentionId,
      ids: repliesId,
    };
    missing = {
      ...shared,
      slug: TWIN,
      communitySlug: TWIN,
      community: TWIN,
      query: 'Nothingatall',
      emails: 'nothingatall@example.org',
      threadId: v7(),
      postId: v7(),
      inReplyTo: v7(),
      accountId: v7(),
      applicationId: v7(),
      invitationId: v7(),
      reportId: v7(),
      resourceId: v7(),
      versionId: v7(),
      attachmentId: v7(),
      uploadId: v7(),
      tag: 'nothingatall',
      url: 'https://nowhere.invalid/',
      'attachments.id': v7(),
      'resource.id': v7(),
      'thread.id': v7(),
      'post.id': v7(),
      'person.id': v7(),
      'notification.id': v7(),
      ids: v7(),
    };
    names = new Map([
      [SLUG, 'the community'],
      [TWIN, 'the community'],
      [communityId, 'its id'],
      [twinId, 'its id'],
    ]);
  });
  afterAll(async () => {
    Client.prototype.query = query;
    await app.close();
    await database.close();
    await folder.remove();
  });

  let names: Map<string, string>;

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
      for (const [name, instead] of names) said = said.replaceAll(name, instead);
      return { said, statements: sent };
    };
    // What is remembered of names after the first time is the same for both from the second on.
    await once();
    return once();
  };

  it('is asked in ways that do find it, as its facilitator', async () => {
    const finding: string[] = [];
    let statements = 0;
    for (const { name, query: source, variables } of walk(schema, real)) {
      if (!name.startsWith('Query.')) continue;
      const answer = await ask(member, source, variables);
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
    const viewer = viewers[who];
    const [there, notThere] = [walk(schema, real), walk(schema, missing)];
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
