import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/identity: accounts, what signs them in, what is mailed to them, the site's claim and the audit log. */
export class Identity1763760000001 implements MigrationInterface {
  name = 'Identity1763760000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        email text,
        password_hash text,
        language text NOT NULL,
        time_zone text NOT NULL DEFAULT 'UTC',
        theme text NOT NULL DEFAULT 'SYSTEM',
        is_staff boolean NOT NULL DEFAULT false,
        email_verified_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        closed_at timestamptz,
        CONSTRAINT accounts_language CHECK (language IN ('EN', 'FR')),
        CONSTRAINT accounts_theme CHECK (theme IN ('SYSTEM', 'LIGHT', 'DARK', 'HIGH_CONTRAST')),
        CONSTRAINT accounts_open_or_closed CHECK (
          (closed_at IS NULL AND email IS NOT NULL AND password_hash IS NOT NULL)
          OR (closed_at IS NOT NULL AND email IS NULL AND password_hash IS NULL AND NOT is_staff))
      )`);
    await runner.query(`CREATE UNIQUE INDEX accounts_email ON accounts (lower(email))`);
    await runner.query(`CREATE INDEX accounts_staff ON accounts (id) WHERE is_staff`);

    await runner.query(`
      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT sessions_account REFERENCES accounts ON DELETE RESTRICT,
        token_hash text NOT NULL CONSTRAINT sessions_token_hash UNIQUE,
        user_agent text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query(`CREATE INDEX sessions_account_id ON sessions (account_id)`);
    await runner.query(`CREATE INDEX sessions_last_seen_at ON sessions (last_seen_at)`);

    await runner.query(`
      CREATE TABLE access_tokens (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL CONSTRAINT access_tokens_account REFERENCES accounts ON DELETE RESTRICT,
        token_hash text NOT NULL CONSTRAINT access_tokens_token_hash UNIQUE,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        last_used_at timestamptz
      )`);
    await runner.query(`CREATE INDEX access_tokens_account_id ON access_tokens (account_id)`);
    await runner.query(`CREATE INDEX access_tokens_expires_at ON access_tokens (expires_at)`);

    await runner.query(`
      CREATE TABLE mail_tokens (
        account_id uuid NOT NULL CONSTRAINT mail_tokens_account REFERENCES accounts ON DELETE RESTRICT,
        kind text NOT NULL,
        token_hash text NOT NULL CONSTRAINT mail_tokens_token_hash UNIQUE,
        email text NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, kind),
        CONSTRAINT mail_tokens_kind CHECK (kind IN ('VERIFY', 'RESET', 'EMAIL_CHANGE'))
      )`);

    await runner.query(`
      CREATE TABLE site_claims (
        only_row boolean PRIMARY KEY DEFAULT true,
        token_hash text NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT site_claims_only_row CHECK (only_row)
      )`);

    await runner.query(`
      CREATE TABLE audit_entries (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        actor_account_id uuid CONSTRAINT audit_entries_actor REFERENCES accounts ON DELETE RESTRICT,
        action text NOT NULL,
        subject text NOT NULL,
        details jsonb NOT NULL DEFAULT '{}'
      )`);
    await runner.query(`CREATE INDEX audit_entries_at ON audit_entries (at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
