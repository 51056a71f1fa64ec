import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/notifications: what people follow, what they are told, and how their mail comes. */
export class Notifications1763769600014 implements MigrationInterface {
  name = 'Notifications1763769600014';

  async up(runner: QueryRunner): Promise<void> {
    // Its keys stop writes to accounts and threads until the end, so it makes tables and no rows, and waits for nobody long.
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await this.watching(runner);
    await this.inbox(runner);
    await this.mail(runner);
  }

  private async watching(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE thread_watches (
        thread_id uuid NOT NULL,
        account_id uuid NOT NULL,
        community_id uuid NOT NULL,
        level text NOT NULL,
        cause text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT thread_watches_pkey PRIMARY KEY (thread_id, account_id),
        CONSTRAINT thread_watches_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE RESTRICT,
        CONSTRAINT thread_watches_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT thread_watches_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT thread_watches_level CHECK (level IN ('WATCHING', 'NORMAL', 'MUTED')),
        CONSTRAINT thread_watches_cause CHECK (cause IN ('STARTED', 'WROTE', 'CHOSEN'))
      )`);
    await runner.query(`CREATE INDEX thread_watches_account_id ON thread_watches (account_id, community_id)`);
    await runner.query(`
      CREATE TABLE community_preferences (
        community_id uuid NOT NULL,
        account_id uuid NOT NULL,
        level text NOT NULL DEFAULT 'NORMAL',
        level_set_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        cadence text NOT NULL DEFAULT 'DAILY',
        digest_from timestamptz,
        digest_at timestamptz,
        former_digest_from timestamptz,
        content_in_mail boolean NOT NULL DEFAULT false,
        token text NOT NULL,
        CONSTRAINT community_preferences_pkey PRIMARY KEY (community_id, account_id),
        CONSTRAINT community_preferences_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT community_preferences_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT community_preferences_token_key UNIQUE (token),
        CONSTRAINT community_preferences_level CHECK (level IN ('WATCHING', 'NORMAL', 'MUTED')),
        CONSTRAINT community_preferences_cadence CHECK (cadence IN ('EACH', 'DAILY', 'WEEKLY', 'MENTIONS', 'NONE'))
      )`);
    await runner.query(
      `CREATE INDEX community_preferences_account_id ON community_preferences (account_id, community_id)`,
    );
  }

  private async inbox(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notifications (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        kind text NOT NULL,
        matter_id uuid NOT NULL,
        community_id uuid NOT NULL,
        thread_id uuid,
        post_id uuid,
        resource_id uuid,
        resource_ids uuid[],
        first_number integer,
        last_number integer,
        count integer NOT NULL DEFAULT 1,
        actor_ids uuid[] NOT NULL DEFAULT '{}',
        detail text,
        reason text NOT NULL,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        CONSTRAINT notifications_pkey PRIMARY KEY (id),
        CONSTRAINT notifications_matter_key UNIQUE (matter_id, kind, account_id),
        CONSTRAINT notifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT notifications_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT notifications_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE RESTRICT,
        CONSTRAINT notifications_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE RESTRICT,
        CONSTRAINT notifications_count_check CHECK (count >= 1),
        CONSTRAINT notifications_kind CHECK (kind IN ('REPLY', 'MENTION', 'QUOTE', 'NEW_THREAD', 'APPLICATION',
          'APPLICATION_DECIDED', 'INVITATION', 'ROLE_CHANGED', 'NEW_RESOURCE')),
        CONSTRAINT notifications_of_thread CHECK ((thread_id IS NULL) = (kind NOT IN ('REPLY', 'MENTION', 'QUOTE', 'NEW_THREAD'))),
        CONSTRAINT notifications_numbers CHECK ((thread_id IS NULL) = (first_number IS NULL)
          AND (first_number IS NULL) = (last_number IS NULL) AND first_number <= last_number)
      )`);
    await runner.query(`CREATE INDEX notifications_list ON notifications (account_id, created_at, id)`);
    await runner.query(
      `CREATE INDEX notifications_unread ON notifications (account_id, created_at, id) WHERE read_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX notifications_thread ON notifications (thread_id, account_id) WHERE thread_id IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX notifications_community ON notifications (community_id, account_id)`);
    await runner.query(`CREATE INDEX notifications_read ON notifications (read_at) WHERE read_at IS NOT NULL`);
    await runner.query(`CREATE INDEX notifications_invitations ON notifications (id) WHERE kind = 'INVITATION'`);
    // What everybody was told of already: of a thread up to which number, of an edited post up to which revision, of a
    // resource 1. Behind is a thread of whose writers nobody was asked yet whether they follow it.
    await runner.query(`
      CREATE TABLE fanouts (
        subject_id uuid NOT NULL,
        number integer NOT NULL,
        behind boolean NOT NULL DEFAULT false,
        CONSTRAINT fanouts_pkey PRIMARY KEY (subject_id)
      )`);
    await runner.query(`CREATE INDEX fanouts_behind ON fanouts (subject_id) WHERE behind`);
  }

  private async mail(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail_settings (
        account_id uuid NOT NULL,
        digest_hour smallint NOT NULL DEFAULT 7,
        digest_weekday smallint NOT NULL DEFAULT 1,
        device_time_zone text,
        hours_from timestamptz,
        hours_zone text,
        digest_stopped_at timestamptz,
        last_daily_at timestamptz NOT NULL DEFAULT now(),
        last_weekly_at timestamptz NOT NULL DEFAULT now(),
        former_daily_at timestamptz,
        former_weekly_at timestamptz,
        digest_round smallint NOT NULL DEFAULT 0,
        refused_email text,
        refused_at timestamptz,
        token text NOT NULL,
        CONSTRAINT mail_settings_pkey PRIMARY KEY (account_id),
        CONSTRAINT mail_settings_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT mail_settings_token_key UNIQUE (token),
        CONSTRAINT mail_settings_hour CHECK (digest_hour BETWEEN 0 AND 23),
        CONSTRAINT mail_settings_weekday CHECK (digest_weekday BETWEEN 1 AND 7),
        CONSTRAINT mail_settings_refused CHECK ((refused_email IS NULL) = (refused_at IS NULL))
      )`);
    await runner.query(`
      CREATE TABLE mail_marks (
        account_id uuid NOT NULL,
        thread_id uuid NOT NULL,
        number integer NOT NULL DEFAULT 0,
        letter_number integer NOT NULL DEFAULT 0,
        digest_at timestamptz,
        former_number integer NOT NULL DEFAULT 0,
        marked_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT mail_marks_pkey PRIMARY KEY (account_id, thread_id),
        CONSTRAINT mail_marks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT mail_marks_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads (id) ON DELETE RESTRICT
      )`);
    await runner.query(`CREATE INDEX mail_marks_marked_at ON mail_marks (marked_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
