import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface } from 'typeorm';
import { entities, migrations } from '#apps/base';
import { testDatabase, type TestDatabase } from '#platform/testing';

/** Tables → lib, from left to right on the line; a foreign key may point left or stay, never right. */
const LINE = ['platform', 'identity', 'communities', 'membership', 'resources', 'posts', 'notifications'];

/**
 * Indexes that TypeORM's schema builder cannot say: entities name them with `synchronize: false`, so it neither makes
 * nor drops nor misses them. Name → why it is there, and how PostgreSQL says it.
 */
const SAID_BY_HAND: Record<string, { why: string; definition: string }> = {
  outgoing_mails_about: {
    why: 'Calls back what waits about an account, a community or an invitation.',
    definition: 'CREATE INDEX outgoing_mails_about ON public.outgoing_mails USING gin (about)',
  },
  outgoing_mails_refused_at: {
    why: 'The few messages whose reader was refused of late; sending all the others touches no index.',
    definition:
      'CREATE INDEX outgoing_mails_refused_at ON public.outgoing_mails USING btree (refused_at) WHERE (refused_at IS NOT NULL)',
  },
  applications_one_waiting: {
    why: 'One application that waits for an account in a community, also of two sent at once.',
    definition:
      "CREATE UNIQUE INDEX applications_one_waiting ON public.applications USING btree (community_id, account_id) WHERE (status = 'WAITING'::text)",
  },
  applications_queue: {
    why: 'The applications of a community that wait, oldest first, page by page.',
    definition:
      "CREATE INDEX applications_queue ON public.applications USING btree (community_id, created_at, id) WHERE (status = 'WAITING'::text)",
  },
  accounts_email: {
    why: 'One account for an address, without regard to case: what `signUp` and a change of address rely on.',
    definition: 'CREATE UNIQUE INDEX accounts_email ON public.accounts USING btree (lower(email))',
  },
  accounts_staff: {
    why: 'Finds the few administrators among all accounts.',
    definition: 'CREATE INDEX accounts_staff ON public.accounts USING btree (id) WHERE is_staff',
  },
  communities_name_en: {
    why: 'The directory by English name, page by page.',
    definition: 'CREATE INDEX communities_name_en ON public.communities USING btree (name_en COLLATE "en-x-icu", id)',
  },
  communities_name_fr: {
    why: 'The directory by French name, page by page.',
    definition: 'CREATE INDEX communities_name_fr ON public.communities USING btree (name_fr COLLATE "fr-x-icu", id)',
  },
  institutions_name: {
    why: 'The list of institutions by English name, page by page.',
    definition: 'CREATE INDEX institutions_name ON public.institutions USING btree (name_en COLLATE "und-x-icu", id)',
  },
  invitations_one_open: {
    why: 'One open invitation for an address in a community: inviting again renews it.',
    definition:
      'CREATE UNIQUE INDEX invitations_one_open ON public.invitations USING btree (community_id, lower(email)) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL))',
  },
  memberships_list: {
    why: 'The list of members, facilitators first and then by name, page by page.',
    definition:
      'CREATE INDEX memberships_list ON public.memberships USING btree (community_id, role, sort_name COLLATE "und-x-icu", account_id)',
  },
  notifications_unread: {
    why: 'What somebody has not read yet, newest first, among all that they were ever told.',
    definition:
      'CREATE INDEX notifications_unread ON public.notifications USING btree (account_id, created_at, id) WHERE (read_at IS NULL)',
  },
  notifications_thread: {
    why: 'Who was told of a thread; most other matters have none.',
    definition:
      'CREATE INDEX notifications_thread ON public.notifications USING btree (thread_id, account_id) WHERE (thread_id IS NOT NULL)',
  },
  notifications_read: {
    why: 'What was read long ago, for the nightly sweep.',
    definition:
      'CREATE INDEX notifications_read ON public.notifications USING btree (read_at) WHERE (read_at IS NOT NULL)',
  },
  notifications_invitations: {
    why: 'The few invitations among all that people were told, for the sweep of those that ran out.',
    definition:
      "CREATE INDEX notifications_invitations ON public.notifications USING btree (id) WHERE (kind = 'INVITATION'::text)",
  },
  fanouts_behind: {
    why: 'The threads of whose former writers nobody was asked yet whether they follow; none after an upgrade.',
    definition: 'CREATE INDEX fanouts_behind ON public.fanouts USING btree (subject_id) WHERE behind',
  },
  posts_gone: {
    why: 'The few posts of a thread that do not stand: counting what is unread leaves them out.',
    definition:
      'CREATE INDEX posts_gone ON public.posts USING btree (thread_id, number) WHERE ((deleted_at IS NOT NULL) OR (removed_at IS NOT NULL))',
  },
  post_reports_one_open: {
    why: 'One report of a post by one account while it waits.',
    definition:
      'CREATE UNIQUE INDEX post_reports_one_open ON public.post_reports USING btree (post_id, reporter_id) WHERE (resolved_at IS NULL)',
  },
  post_reports_queue: {
    why: 'The reports of a community that wait, oldest first, page by page.',
    definition:
      'CREATE INDEX post_reports_queue ON public.post_reports USING btree (community_id, created_at, id) WHERE (resolved_at IS NULL)',
  },
  files_held: {
    why: 'The few files that were brought and not used yet, oldest first.',
    definition: "CREATE INDEX files_held ON public.files USING btree (created_at) WHERE (state = 'HELD'::text)",
  },
  files_held_of: {
    why: 'What one account brought to a community and did not use yet.',
    definition:
      "CREATE INDEX files_held_of ON public.files USING btree (owner_id, community_id) WHERE (state = 'HELD'::text)",
  },
  search_entries_words: {
    why: 'Finds posts, and threads by their titles, by the words in them.',
    definition: 'CREATE INDEX search_entries_words ON public.search_entries USING gin (words, title)',
  },
  stored_files_unreferenced: {
    why: 'The few contents that nothing refers to any more, oldest first.',
    definition:
      'CREATE INDEX stored_files_unreferenced ON public.stored_files USING btree (unreferenced_at) WHERE (unreferenced_at IS NOT NULL)',
  },
  resources_newest: {
    why: 'A library, newest first, page by page.',
    definition:
      'CREATE INDEX resources_newest ON public.resources USING btree (community_id, updated_at, id) WHERE (deleted_at IS NULL)',
  },
  resources_by_title: {
    why: 'A library by title, page by page.',
    definition:
      'CREATE INDEX resources_by_title ON public.resources USING btree (community_id, sort_title COLLATE "und-x-icu", id) WHERE (deleted_at IS NULL)',
  },
  resources_by_downloads: {
    why: 'A library, most downloaded first, page by page.',
    definition:
      'CREATE INDEX resources_by_downloads ON public.resources USING btree (community_id, downloads, id) WHERE (deleted_at IS NULL)',
  },
  resources_deleted: {
    why: 'What of a library was deleted, latest first, page by page.',
    definition:
      'CREATE INDEX resources_deleted ON public.resources USING btree (community_id, deleted_at, id) WHERE (deleted_at IS NOT NULL)',
  },
  resources_gone: {
    why: 'What was deleted long enough ago to go for good.',
    definition:
      'CREATE INDEX resources_gone ON public.resources USING btree (deleted_at) WHERE (deleted_at IS NOT NULL)',
  },
  threads_pinned: {
    why: 'The few pinned threads of a community.',
    definition:
      'CREATE INDEX threads_pinned ON public.threads USING btree (community_id, pinned_at) WHERE (pinned_at IS NOT NULL)',
  },
};

describe('the database', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase(entities);
  });
  afterAll(async () => test.close());

  it('comes from empty to the newest schema without drift against the entities', async () => {
    const { upQueries } = await test.db.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('has each index that is said by hand, as it is said', async () => {
    const declared = test.db.dataSource.entityMetadatas
      .flatMap(({ indices }) => indices)
      .filter(({ synchronize }) => !synchronize)
      .map(({ name }) => name);
    expect(declared.toSorted()).toEqual(Object.keys(SAID_BY_HAND).toSorted());
    const { rows } = await test.db.pool.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'`,
    );
    const present = new Map(rows.map(({ name, definition }) => [name, definition]));
    for (const [name, { definition }] of Object.entries(SAID_BY_HAND)) expect(present.get(name)).toBe(definition);
  });

  it('has every table owned by one lib, and foreign keys that point left', async () => {
    const { readFileSync } = await import('node:fs');
    const { join } = await import('node:path');
    const owner = new Map<string, string>();
    for (const lib of LINE) {
      const readme = readFileSync(join(import.meta.dirname, `../../libs/${lib}/README.md`), 'utf8');
      const owned = /\*\*Tables owned\.\*\*([\s\S]*?)(?:\n\n|\*\*Events)/i.exec(readme)?.[1] ?? '';
      for (const [, table = ''] of owned.matchAll(/`([a-z_]+)`/g)) owner.set(table, lib);
    }
    const { rows: tables } = await test.db.pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    expect(tables.map(({ name }) => name).filter((name) => !owner.has(name))).toEqual([]);

    const { rows: keys } = await test.db.pool.query<{ from: string; to: string; columns: string[]; table: string }>(
      `SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint c
       JOIN pg_namespace n ON n.oid = c.connamespace WHERE contype = 'f' AND n.nspname = 'public'`,
    );
    const at = (table: string): number => LINE.indexOf(owner.get(table) ?? '');
    expect(keys.filter(({ from, to }) => at(to) > at(from)).map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  it('keeps its migrations in order and forward only', async () => {
    const names = migrations.map((Migration) => new Migration().name ?? '');
    expect(names).toEqual(names.toSorted((a, b) => a.slice(-13).localeCompare(b.slice(-13))));
    for (const Migration of migrations)
      await expect((new Migration() as MigrationInterface).down({} as never)).rejects.toThrow(/forward/);
  });
});
