/** What becomes of a table in a backup. */
export interface TablePlan {
  /** `rows`: they come along; `keys`: only with `--with-keys`; `nothing`: they stay behind. */
  readonly kept: 'rows' | 'keys' | 'nothing';
  readonly why: string;
  /** What stands in a column of the backup instead of its value: SQL over one row of the table, under the name `t`. */
  readonly instead?: Readonly<Record<string, string>>;
  /** What is put right once all rows are back, before anybody sees them: one statement. */
  readonly afterwards?: string;
}

const rows = (why: string, more: Pick<TablePlan, 'instead' | 'afterwards'> = {}): TablePlan => ({
  kept: 'rows',
  why,
  ...more,
});
const nothing = (why: string): TablePlan => ({ kept: 'nothing', why });

/** A message that had not gone out is as one that was called back: its key stays, so that nobody writes it again. */
const UNSENT = `t.state IN ('waiting', 'sending')`;

/**
 * Every table of the product, decided: what is of the community comes along; what signs somebody in, sends something, or
 * belongs to one running process stays behind, so that a restored site lets nobody in by an old secret and tells nobody
 * anything twice. A test holds this list against the schema. The schema `graphile_worker` (jobs that wait) is never read;
 * `migrations` is the level of the backup, in its manifest.
 */
export const KEPT_TABLES: Readonly<Record<string, TablePlan>> = {
  // platform
  creations: nothing('Answers to requests that are tried again within a day, by clients that have long given up.'),
  workers: nothing('Processes that live now.'),
  outgoing_mails: rows(
    'Which messages were written of what, so that none is written again; what had not gone out never will.',
    {
      instead: {
        state: `CASE WHEN ${UNSENT} THEN 'cancelled' ELSE t.state END`,
        recipient: 'NULL',
        subject: 'NULL',
        text_body: 'NULL',
        html_body: 'NULL',
        envelope: 'NULL',
      },
    },
  ),
  // identity
  accounts: rows('People.'),
  sessions: nothing('Who was signed in; everybody signs in anew.'),
  access_tokens: nothing('Secrets of scripts; they are made anew.'),
  mail_tokens: nothing('Secrets of mailed links of a day or two; they are asked for anew.'),
  site_claims: nothing(
    'The secret of a link to become administrator; each start prints a new one while there is none.',
  ),
  audit_entries: rows('Who did what: never lost.'),
  // communities
  associations: rows('The directory.'),
  communities: rows('The directory.'),
  former_slugs: rows('Old addresses lead on for ever.'),
  directory_loads: rows('That the directory was read: it is never read again.'),
  // membership
  memberships: rows('Who belongs where.'),
  community_member_counts: rows('Counted beside the memberships.'),
  public_members: rows('Who was ever seen in public.'),
  removals: rows('Who was shown the door stays outside.'),
  attestations: rows('What people stated of themselves.'),
  institutions: rows('Institutions.'),
  institution_domains: rows('Institutions.'),
  institution_memberships: rows('Institutions.'),
  affiliations: rows('Who is of which institution.'),
  applications: rows('Applications, decided and waiting; facilitators are not reminded again at once.', {
    afterwards: `UPDATE applications SET reminded_at = now() WHERE status = 'WAITING' AND reminded_at IS NOT NULL`,
  }),
  application_secrets: rows('Private answers, sealed: worth nothing without their keys.'),
  application_keys: { kept: 'keys', why: 'What opens private answers, itself sealed by the master key.' },
  invitations: rows(
    'Invitations, open and used: a link that was mailed goes on working. The secret itself is not stored.',
  ),
  roster_entries: rows('Who is in which programme.'),
  // resources
  community_storage: rows('What the files of a community take, without the uploads under way.', {
    instead: {
      bytes: `(SELECT coalesce(sum(f.charged), 0)::bigint FROM files f WHERE f.community_id = t.community_id)`,
    },
  }),
  uploads: nothing('Files on their way; their senders send them again.'),
  stored_files: rows('Bytes of files; each is in the backup beside the rows.'),
  doomed_objects: nothing('What is to be removed from the storage that this backup leaves.'),
  files: rows('Where files stand; pictures that were being made of them are begun anew.', {
    afterwards: `SELECT graphile_worker.add_job('make-preview-when-file-kept', json_build_object('fileId', id), queue_name := 'pictures')
      FROM files WHERE preview_state = 'WAITING'`,
  }),
  previews: rows('Pictures of files; their bytes come along.'),
  resources: rows('The library.'),
  resource_versions: rows('The library.'),
  // posts
  threads: rows('Discussions.'),
  community_thread_counts: rows('Counted beside the discussions.'),
  posts: rows('Discussions.'),
  post_attachments: rows('Discussions.'),
  post_revisions: rows('What posts said before.'),
  post_reports: rows('Reports, open and decided.'),
  read_marks: rows('How far people have read.'),
  search_entries: nothing(
    'By which words posts are found: written anew from the posts within minutes, as this PostgreSQL reads words.',
  ),
  // notifications
  thread_watches: rows('What people follow.'),
  community_preferences: rows('What people follow, and how their mail comes; digests begin at the restoring.', {
    afterwards: `UPDATE community_preferences SET digest_from = NULL, digest_at = NULL, former_digest_from = NULL
      WHERE num_nonnulls(digest_from, digest_at, former_digest_from) > 0`,
  }),
  notifications: rows('What people were told.'),
  fanouts: rows('Up to where everybody was told.'),
  mail_settings: rows(
    'How mail comes; what stood before the restoring is in no digest, since it may have been in one.',
    {
      afterwards: `UPDATE mail_settings SET last_daily_at = greatest(last_daily_at, now()),
      last_weekly_at = greatest(last_weekly_at, now()), former_daily_at = NULL, former_weekly_at = NULL, digest_round = 0`,
    },
  ),
  mail_marks: rows('Up to where people were written to.'),
};
