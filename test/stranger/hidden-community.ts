import { hash } from '@node-rs/argon2';
import type { Pool } from 'pg';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import type { Known } from './walk.js';

const SLUG = 'indigenous-practitioners';
const TWIN = 'a-circle-that-is-empty';
/** Stands in everything that only members may know. */
export const SECRET = 'Zinnwaldite';

/** Who is not of the community, each in a way of their own. */
export const STRANGERS = [
  'anonymous',
  'unverified',
  'account',
  'former member',
  'facilitator elsewhere',
  'staff',
] as const;
export type Stranger = (typeof STRANGERS)[number];

/** Nobody knows it; operations that ask for the password compare with it. */
const passwordHash = hash(v7(), { memoryCost: 8, timeCost: 1, parallelism: 1 });

/** A private community with something of everything in it, and all that a stranger could know of it. */
export interface HiddenCommunity {
  readonly viewers: Readonly<Record<Stranger, Viewer>>;
  /** Its facilitator, who may read it all. */
  readonly member: Viewer;
  /** What is there, and the same of what is not there or empty. */
  readonly real: Known;
  readonly missing: Known;
  /** The names by which the two are told apart, and what stands for both. */
  readonly names: ReadonlyMap<string, string>;
}

/** Fills the community by SQL; the bundled directory is there. */
export async function hideCommunity(pool: Pick<Pool, 'query'>): Promise<HiddenCommunity> {
  const run = (sql: string, values: unknown[] = []) => pool.query(sql, values);
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
  const communityId = ((await run(`SELECT id FROM communities WHERE slug = $1`, [SLUG])).rows[0] as { id: string }).id;

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
  const viewers = {
    anonymous: Viewer.anonymous,
    unverified: await account('Un Verified', { verified: false }),
    account: await account('Plain Account'),
    'former member': former,
    'facilitator elsewhere': elsewhere,
    staff: await account('Ada Ministratrix', { staff: true }),
  };
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
  const real = {
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
  const missing = {
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
  const names = new Map([
    [SLUG, 'the community'],
    [TWIN, 'the community'],
    [communityId, 'its id'],
    [twinId, 'its id'],
  ]);
  return { viewers, member: insider, real, missing, names };
}
