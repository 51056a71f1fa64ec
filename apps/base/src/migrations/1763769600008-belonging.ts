import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/membership: institutions and who is of them, applications, invitations, programmes, removals. */
export class Belonging1763769600008 implements MigrationInterface {
  name = 'Belonging1763769600008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE memberships ADD COLUMN enrolled_by text[] NOT NULL DEFAULT '{}'`);
    await runner.query(`
      CREATE TABLE removals (
        community_id uuid NOT NULL,
        account_id uuid NOT NULL,
        reason text NOT NULL,
        removed_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT removals_pkey PRIMARY KEY (community_id, account_id),
        CONSTRAINT removals_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT removals_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
      )`);
    await runner.query(`
      CREATE TABLE attestations (
        community_id uuid NOT NULL,
        account_id uuid NOT NULL,
        statement text NOT NULL,
        stated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT attestations_pkey PRIMARY KEY (community_id, account_id),
        CONSTRAINT attestations_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT attestations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
      )`);

    await runner.query(`
      CREATE TABLE institutions (
        id uuid NOT NULL,
        name_en text NOT NULL,
        name_fr text NOT NULL,
        kind text NOT NULL,
        country text NOT NULL,
        province text,
        search_text text NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT institutions_pkey PRIMARY KEY (id),
        CONSTRAINT institutions_kind_check CHECK (kind IN ('SCIENCE_CENTRE', 'MUSEUM', 'PLANETARIUM', 'AQUARIUM_ZOO',
          'CHILDRENS_MUSEUM', 'LIBRARY', 'UNIVERSITY', 'COMPANY', 'ORGANISATION', 'OTHER'))
      )`);
    await runner.query(`CREATE INDEX institutions_name ON institutions (name_en COLLATE "und-x-icu", id)`);
    await runner.query(`
      CREATE TABLE institution_domains (
        domain text NOT NULL,
        institution_id uuid NOT NULL,
        CONSTRAINT institution_domains_pkey PRIMARY KEY (domain),
        CONSTRAINT institution_domains_institution_id_fkey FOREIGN KEY (institution_id)
          REFERENCES institutions (id) ON DELETE RESTRICT,
        CONSTRAINT institution_domains_lower CHECK (domain = lower(domain))
      )`);
    await runner.query(`CREATE INDEX institution_domains_institution_id ON institution_domains (institution_id)`);
    await runner.query(`
      CREATE TABLE institution_memberships (
        id uuid NOT NULL,
        institution_id uuid NOT NULL,
        association_id uuid NOT NULL,
        tie text NOT NULL,
        from_date date NOT NULL,
        until_date date,
        CONSTRAINT institution_memberships_pkey PRIMARY KEY (id),
        CONSTRAINT institution_memberships_institution_id_fkey FOREIGN KEY (institution_id)
          REFERENCES institutions (id) ON DELETE RESTRICT,
        CONSTRAINT institution_memberships_association_id_fkey FOREIGN KEY (association_id)
          REFERENCES associations (id) ON DELETE RESTRICT,
        CONSTRAINT institution_memberships_tie_check CHECK (tie IN ('MEMBER', 'COLLABORATOR')),
        CONSTRAINT institution_memberships_dates_check CHECK (until_date IS NULL OR until_date >= from_date)
      )`);
    await runner.query(
      `CREATE INDEX institution_memberships_of ON institution_memberships (institution_id, association_id)`,
    );
    await runner.query(`
      CREATE TABLE affiliations (
        account_id uuid NOT NULL,
        institution_id uuid NOT NULL,
        from_date date NOT NULL,
        until_date date,
        CONSTRAINT affiliations_pkey PRIMARY KEY (account_id, institution_id),
        CONSTRAINT affiliations_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT affiliations_institution_id_fkey FOREIGN KEY (institution_id)
          REFERENCES institutions (id) ON DELETE RESTRICT,
        CONSTRAINT affiliations_dates_check CHECK (until_date IS NULL OR until_date >= from_date)
      )`);

    await runner.query(`
      CREATE TABLE applications (
        id uuid NOT NULL,
        community_id uuid NOT NULL,
        account_id uuid NOT NULL,
        status text NOT NULL,
        form jsonb NOT NULL,
        answers jsonb NOT NULL,
        message text,
        decided_by uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        decided_at timestamptz,
        reminded_at timestamptz,
        CONSTRAINT applications_pkey PRIMARY KEY (id),
        CONSTRAINT applications_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT applications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT applications_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT applications_status_check CHECK (status IN ('WAITING', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
        CONSTRAINT applications_decided_check CHECK ((status = 'WAITING') = (decided_at IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX applications_one_waiting ON applications (community_id, account_id) WHERE status = 'WAITING'`);
    await runner.query(`
      CREATE INDEX applications_queue ON applications (community_id, created_at, id) WHERE status = 'WAITING'`);
    await runner.query(`CREATE INDEX applications_account ON applications (account_id, community_id, created_at)`);
    // Ciphertext and key stand apart: a backup that leaves application_keys out holds nothing readable (docs/adr).
    await runner.query(`
      CREATE TABLE application_secrets (
        application_id uuid NOT NULL,
        key text NOT NULL,
        sealed bytea NOT NULL,
        CONSTRAINT application_secrets_pkey PRIMARY KEY (application_id, key),
        CONSTRAINT application_secrets_application_id_fkey FOREIGN KEY (application_id)
          REFERENCES applications (id) ON DELETE RESTRICT
      )`);
    await runner.query(`
      CREATE TABLE application_keys (
        application_id uuid NOT NULL,
        master_key_id text NOT NULL,
        wrapped bytea NOT NULL,
        CONSTRAINT application_keys_pkey PRIMARY KEY (application_id),
        CONSTRAINT application_keys_application_id_fkey FOREIGN KEY (application_id)
          REFERENCES applications (id) ON DELETE RESTRICT
      )`);

    await runner.query(`
      CREATE TABLE invitations (
        id uuid NOT NULL,
        community_id uuid NOT NULL,
        email text NOT NULL,
        token_hash text NOT NULL,
        message text,
        invited_by uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        accepted_at timestamptz,
        accepted_by uuid,
        revoked_at timestamptz,
        CONSTRAINT invitations_pkey PRIMARY KEY (id),
        CONSTRAINT invitations_token_hash_key UNIQUE (token_hash),
        CONSTRAINT invitations_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT invitations_accepted_check CHECK ((accepted_at IS NULL) = (accepted_by IS NULL))
      )`);
    await runner.query(`CREATE INDEX invitations_list ON invitations (community_id, created_at, id)`);
    await runner.query(`CREATE INDEX invitations_accepted_by ON invitations (accepted_by)`);
    await runner.query(`
      CREATE UNIQUE INDEX invitations_one_open ON invitations (community_id, lower(email))
      WHERE accepted_at IS NULL AND revoked_at IS NULL`);

    await runner.query(`
      CREATE TABLE roster_entries (
        programme text NOT NULL,
        email text NOT NULL,
        account_id uuid,
        added_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT roster_entries_pkey PRIMARY KEY (programme, email),
        CONSTRAINT roster_entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT roster_entries_lower CHECK (email = lower(email))
      )`);
    await runner.query(`CREATE INDEX roster_entries_email ON roster_entries (email)`);
    await runner.query(`CREATE INDEX roster_entries_account_id ON roster_entries (account_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
