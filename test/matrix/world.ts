import { createHash, randomBytes } from 'node:crypto';
import { hash as hashPassword } from '@node-rs/argon2';
import type { Client } from 'pg';
import { v7 } from 'uuid';
import type { Actor, Place } from './actors.js';

/** What a cell of the matrix needs to know of its own small world. */
export interface World {
  readonly actor: Actor;
  readonly place: Place;
  /** Value of the Cookie header; undefined for nobody. */
  readonly cookie: string | undefined;
  readonly actorId: string;
  readonly email: string;
  readonly slug: string;
  readonly communityId: string;
  /** A member and author, a plain member, an account without any tie, somebody who applied. */
  readonly authorId: string;
  readonly memberId: string;
  readonly strangerId: string;
  readonly threadId: string;
  /** Written by the actor, by the author, by the author and removed, by the author and reported. */
  readonly ownPostId: string;
  readonly postId: string;
  readonly removedPostId: string;
  readonly reportId: string;
  readonly applicationId: string;
  readonly ownApplicationId: string;
  /** Declined before. */
  readonly declinedId: string;
  readonly invitationId: string;
  /** An invitation to the actor's address, which the actor has proved. */
  readonly ownInvitationId: string;
  /** Of an invitation to the actor's address. */
  readonly invitationToken: string;
  readonly institutionId: string;
  readonly sessionId: string;
  readonly accessTokenId: string;
  readonly programme: string;
  /** A script's key to the actor's account. */
  readonly accessToken: string;
  /** Shared by the actor, by the author, by the author and deleted by a facilitator, by the actor and deleted by them. */
  readonly ownResourceId: string;
  readonly resourceId: string;
  readonly removedResourceId: string;
  readonly ownDeletedResourceId: string;
  /** Files of the author's resource and of the one that was deleted; standing with the author's post and with the removed one. */
  readonly versionId: string;
  readonly removedVersionId: string;
  readonly attachmentId: string;
  readonly removedAttachmentId: string;
  /** Not posted yet: the actor's and the author's. */
  readonly ownHeldId: string;
  readonly heldId: string;
  /** Whole and looked at: the actor's and the author's. */
  readonly ownUploadId: string;
  readonly uploadId: string;
  /** That the author's post mentions the actor, and the author was told of something as well. */
  readonly notificationId: string;
  readonly otherNotificationId: string;
  /** Stands in the author's post and nowhere else. */
  readonly word: string;
  /** In every mail of the community to its plain member. */
  readonly mailToken: string;
}

const hash = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
const text = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);

/** The password of every actor; hashed cheaply, since nobody has to guess it. */
export const PASSWORD = 'a copse of young birches';
const passwordHash = hashPassword(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });

/** One association that all worlds share. */
export const ASSOCIATION = '0198f000-0000-7000-8000-000000000001';

/** The bytes of every file, which all worlds share; they stand in the storage under {@link STORED}. */
export const BYTES = 'birches\n';
/** Name of those bytes in the storage. */
export const STORED = '0198f000-0000-7000-8000-000000000002';

/** Makes what all worlds share; call once for a database. */
export async function makeGround(client: Client): Promise<void> {
  await client.query(`INSERT INTO stored_files (id, sha256, size) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
    STORED,
    createHash('sha256').update(BYTES).digest('hex'),
    BYTES.length,
  ]);
  await client.query(`INSERT INTO associations (id, slug, name_en, name_fr, languages, position)
    VALUES ('${ASSOCIATION}', 'ground', 'Ground', 'Sol', ARRAY['EN','FR'], 0) ON CONFLICT DO NOTHING`);
}

/**
 * Makes one world by SQL, so that it rests on no operation that is tested: a community of the kind, people in every
 * position to it, and the actor. `open` gives it an open door in place of an application.
 */
export async function makeWorld(client: Client, actor: Actor, place: Place, open = false): Promise<World> {
  const id = (): string => v7();
  const name = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('base64url');
  const invitationToken = randomBytes(32).toString('base64url');
  const world: World = {
    actor,
    place,
    cookie: actor === 'anonymous' ? undefined : `copse=${secret}`,
    actorId: id(),
    email: `${name}-actor@example.org`,
    slug: `c-${name}`,
    communityId: id(),
    authorId: id(),
    memberId: id(),
    strangerId: id(),
    threadId: id(),
    ownPostId: id(),
    postId: id(),
    removedPostId: id(),
    reportId: id(),
    applicationId: id(),
    ownApplicationId: id(),
    declinedId: id(),
    invitationId: id(),
    ownInvitationId: id(),
    invitationToken,
    institutionId: id(),
    sessionId: id(),
    accessTokenId: id(),
    programme: `p-${name}`,
    accessToken: randomBytes(32).toString('base64url'),
    ownResourceId: id(),
    resourceId: id(),
    removedResourceId: id(),
    ownDeletedResourceId: id(),
    versionId: id(),
    removedVersionId: id(),
    attachmentId: id(),
    removedAttachmentId: id(),
    ownHeldId: id(),
    heldId: id(),
    ownUploadId: id(),
    uploadId: id(),
    notificationId: id(),
    otherNotificationId: id(),
    word: `wren${name}`,
    mailToken: randomBytes(24).toString('base64url'),
  };
  const [facilitator, second, applicant, elsewhere, office] = [id(), id(), id(), id(), id()];
  const isPublic = place !== 'private';
  const account = (accountId: string, who: string, extra = ''): string =>
    `INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at, search_name) VALUES
     ('${accountId}', '${who} ${name}', '${name}-${who}@example.org', 'none', 'EN', now(), '${who} ${name}'); ${extra}`;
  const member = (communityId: string, accountId: string, role: string): string =>
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ('${communityId}', '${accountId}', '${role}', 'x');
     INSERT INTO community_member_counts (community_id, members) VALUES ('${communityId}', 1)
     ON CONFLICT (community_id) DO UPDATE SET members = community_member_counts.members + 1;
     ${isPublic ? `INSERT INTO public_members (account_id) VALUES ('${accountId}') ON CONFLICT DO NOTHING;` : ''}`;
  const community = (communityId: string, slug: string, visibility: string, status: string, policy: string): string =>
    `INSERT INTO communities (id, slug, association_id, name_en, name_fr, summary_en, summary_fr, visibility, join_policy,
       eligibility, status, tags, search_text, enrolled_programmes, application_form, position) VALUES
     ('${communityId}', '${slug}', '${ASSOCIATION}', '${slug}', '${slug}', 's', 's', '${visibility}', '${policy}', 'ANYONE',
      '${status}', '{}', '${slug}', ARRAY['p-${name}'], '[]', 0);`;
  const post = (postId: string, number: number, authorId: string, removed = false): string =>
    `INSERT INTO posts (id, thread_id, number, author_id, body, body_html, renderer_version, revision, created_at,
       removed_at, removal_reason) VALUES ('${postId}', '${world.threadId}', ${number}, '${authorId}', 'b', '<p>b</p>', 1, 1, now(),
       ${removed ? `now(), 'off topic'` : 'NULL, NULL'});`;
  const form = JSON.stringify([
    { key: 'k', kind: 'SHORT_TEXT', required: false, private: true, labels: { EN: 'q', FR: 'q' }, options: [] },
  ]);
  const application = (applicationId: string, accountId: string, declined = false): string =>
    `INSERT INTO applications (id, community_id, account_id, status, form, answers, decided_at) VALUES
     ('${applicationId}', '${world.communityId}', '${accountId}', ${declined ? `'DECLINED'` : `'WAITING'`}, '${form}', '{}',
      ${declined ? 'now()' : 'NULL'});
     ${declined ? '' : `INSERT INTO application_secrets (application_id, key, sealed) VALUES ('${applicationId}', 'k', '\\x00');`}`;
  const file = (fileId: string, ownerId: string, use: string, state: string): string =>
    `INSERT INTO files (id, community_id, stored_file_id, owner_id, use, state, name, media_type, charged, preview_state) VALUES
     ('${fileId}', '${world.communityId}', '${STORED}', '${ownerId}', '${use}', '${state}', 'birches.txt', 'text/plain', 0, 'READY');
     INSERT INTO previews (file_id, size, object_key, width, height, bytes) VALUES
     ('${fileId}', 'small', '${fileId}.small', 1, 1, ${BYTES.length}), ('${fileId}', 'large', '${fileId}.large', 1, 1, ${BYTES.length});`;
  const resource = (resourceId: string, sharerId: string, versionId: string, deletedBy?: string): string =>
    `INSERT INTO resources (id, community_id, sharer_id, title, sort_title, description, kind, language, tags, tag_keys, licence,
       last_number, revision, created_at, updated_at, deleted_at, deleted_by) VALUES
     ('${resourceId}', '${world.communityId}', '${sharerId}', 'r', 'r', 'd', 'DOCUMENT', 'EN', ARRAY['bark'], ARRAY['bark'], 'CC0_1_0',
      1, 1, now(), now(), ${deletedBy === undefined ? 'NULL, NULL' : `now(), '${deletedBy}'`});
     ${file(versionId, sharerId, 'VERSION', deletedBy === undefined ? 'SHOWN' : 'WITHHELD')}
     INSERT INTO resource_versions (id, resource_id, number, author_id, created_at) VALUES
     ('${versionId}', '${resourceId}', 1, '${sharerId}', now());`;
  const attachment = (fileId: string, postId: string, state: string): string =>
    `${file(fileId, world.authorId, 'ATTACHMENT', state)}
     INSERT INTO post_attachments (file_id, post_id, position, alt, name, media_type, size) VALUES
     ('${fileId}', '${postId}', 0, '', 'birches.txt', 'text/plain', ${BYTES.length});
     UPDATE posts SET attachment_count = 1 WHERE id = '${postId}';`;
  const upload = (uploadId: string, accountId: string): string =>
    `INSERT INTO uploads (id, account_id, community_id, file_name, declared_type, size, state, media_type, sha256) VALUES
     ('${uploadId}', '${accountId}', '${world.communityId}', 'birches.txt', 'text/plain', ${BYTES.length}, 'READY', 'text/plain',
      '${createHash('sha256').update(BYTES).digest('hex')}');`;
  const mention = (notificationId: string, accountId: string): string =>
    `INSERT INTO notifications (id, account_id, kind, matter_id, community_id, thread_id, post_id, first_number, last_number,
       actor_ids, reason, created_at) VALUES
     ('${notificationId}', '${accountId}', 'MENTION', '${world.postId}', '${world.communityId}', '${world.threadId}',
      '${world.postId}', 1, 1, ARRAY['${world.authorId}']::uuid[], 'MENTIONED', now());`;
  const ownAuthor = actor === 'anonymous' ? world.authorId : world.actorId;
  const sql = [
    community(
      world.communityId,
      world.slug,
      isPublic ? 'PUBLIC' : 'PRIVATE',
      place === 'archived' ? 'ARCHIVED' : 'OPERATIONAL',
      open ? 'OPEN' : 'APPLICATION',
    ),
    account(world.authorId, 'author'),
    account(world.memberId, 'plain'),
    account(facilitator, 'first'),
    account(second, 'second'),
    account(applicant, 'applicant'),
    account(world.strangerId, 'stranger'),
    account(
      office,
      'office',
      `UPDATE accounts SET is_staff = true WHERE id = '${office}';
       INSERT INTO audit_entries (id, actor_account_id, action, subject, community_id, account_id)
         VALUES ('${id()}', '${office}', 'facilitator-appointed', 'x', '${world.communityId}', '${facilitator}');`,
    ),
    member(world.communityId, world.authorId, 'MEMBER'),
    member(world.communityId, world.memberId, 'MEMBER'),
    member(world.communityId, facilitator, 'FACILITATOR'),
    member(world.communityId, second, 'FACILITATOR'),
    actor === 'anonymous'
      ? ''
      : account(
          world.actorId,
          'actor',
          `UPDATE accounts SET password_hash = ${text(await passwordHash)} WHERE id = '${world.actorId}';`,
        ),
    actor === 'unverified' ? `UPDATE accounts SET email_verified_at = NULL WHERE id = '${world.actorId}';` : '',
    actor === 'staff' ? `UPDATE accounts SET is_staff = true WHERE id = '${world.actorId}';` : '',
    actor === 'suspended'
      ? `UPDATE accounts SET suspended_until = now() + interval '1 day', suspension_reason = 'r' WHERE id = '${world.actorId}';`
      : '',
    actor === 'member' || actor === 'suspended' ? member(world.communityId, world.actorId, 'MEMBER') : '',
    actor === 'facilitator' ? member(world.communityId, world.actorId, 'FACILITATOR') : '',
    actor === 'facilitator elsewhere'
      ? community(elsewhere, `e-${name}`, 'PUBLIC', 'OPERATIONAL', 'OPEN') +
        member(elsewhere, world.actorId, 'FACILITATOR')
      : '',
    actor === 'former member' && isPublic
      ? `INSERT INTO public_members (account_id) VALUES ('${world.actorId}') ON CONFLICT DO NOTHING;`
      : '',
    actor === 'anonymous'
      ? ''
      : `INSERT INTO sessions (id, account_id, token_hash, user_agent) VALUES
           ('${world.sessionId}', '${world.actorId}', ${text(hash(secret))}, 'matrix');
         INSERT INTO access_tokens (id, account_id, token_hash, name, expires_at) VALUES
           ('${world.accessTokenId}', '${world.actorId}', ${text(hash(world.accessToken))}, 't', now() + interval '1 day');`,
    application(world.applicationId, applicant),
    application(world.declinedId, world.strangerId, true),
    actor === 'applicant' ? application(world.ownApplicationId, world.actorId) : '',
    `INSERT INTO invitations (id, community_id, email, token_hash, invited_by, expires_at) VALUES
       ('${world.invitationId}', '${world.communityId}', '${name}-guest@example.org', '${name}', '${facilitator}', now() + interval '1 day'),
       ('${world.ownInvitationId}', '${world.communityId}', '${world.email}', ${text(hash(invitationToken))}, '${facilitator}', now() + interval '1 day');`,
    `INSERT INTO threads (id, community_id, author_id, title, excerpt, last_number, last_author_id, created_at, last_activity_at)
       VALUES ('${world.threadId}', '${world.communityId}', '${world.authorId}', 't', 'e', 3, '${world.authorId}', now(), now());
     INSERT INTO community_thread_counts (community_id, threads) VALUES ('${world.communityId}', 1);`,
    post(world.postId, 1, world.authorId),
    `INSERT INTO search_entries (post_id, community_id, at, revision, words)
       SELECT id, '${world.communityId}', created_at, 1, to_tsvector('copse_english', '${world.word}') || array_to_tsvector(ARRAY[
         '=c${world.communityId}', '=d' || floor(extract(epoch FROM created_at) / 86400)::int]) FROM posts WHERE id = '${world.postId}';`,
    post(world.ownPostId, 2, ownAuthor),
    post(world.removedPostId, 3, world.authorId, true),
    `INSERT INTO post_reports (id, post_id, community_id, reporter_id, reason) VALUES
       ('${world.reportId}', '${world.postId}', '${world.communityId}', '${world.memberId}', 'r');`,
    resource(world.resourceId, world.authorId, world.versionId),
    resource(world.removedResourceId, world.authorId, world.removedVersionId, facilitator),
    resource(world.ownResourceId, ownAuthor, id()),
    resource(world.ownDeletedResourceId, ownAuthor, id(), ownAuthor),
    attachment(world.attachmentId, world.postId, 'SHOWN'),
    attachment(world.removedAttachmentId, world.removedPostId, 'WITHHELD'),
    file(world.heldId, world.authorId, 'ATTACHMENT', 'HELD'),
    file(world.ownHeldId, ownAuthor, 'ATTACHMENT', 'HELD'),
    upload(world.uploadId, world.authorId),
    upload(world.ownUploadId, ownAuthor),
    mention(world.otherNotificationId, world.authorId),
    actor === 'anonymous' ? '' : mention(world.notificationId, world.actorId),
    `INSERT INTO community_preferences (community_id, account_id, token) VALUES
       ('${world.communityId}', '${world.memberId}', '${world.mailToken}');`,
    `INSERT INTO community_storage (community_id, bytes) VALUES ('${world.communityId}', ${2 * BYTES.length});`,
    `INSERT INTO institutions (id, name_en, name_fr, kind, country, search_text) VALUES
       ('${world.institutionId}', 'i ${name}', 'i ${name}', 'MUSEUM', 'CA', 'i ${name}');
     INSERT INTO institution_domains (domain, institution_id) VALUES ('${name}.example', '${world.institutionId}');
     INSERT INTO affiliations (account_id, institution_id, from_date) VALUES
       ('${world.memberId}', '${world.institutionId}', '2020-01-01');`,
  ];
  await client.query(`BEGIN; ${sql.join('\n')} COMMIT;`);
  return world;
}
