import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/membership: who belongs where, how many they are, and who was ever seen in a public community. */
export class Membership1763760000003 implements MigrationInterface {
  name = 'Membership1763760000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE memberships (
        community_id uuid NOT NULL,
        account_id uuid NOT NULL,
        role text NOT NULL,
        sort_name text NOT NULL,
        joined_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT memberships_pkey PRIMARY KEY (community_id, account_id),
        CONSTRAINT memberships_community_id_fkey FOREIGN KEY (community_id)
          REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT memberships_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT memberships_role_check CHECK (role IN ('MEMBER', 'FACILITATOR'))
      )`);
    await runner.query(`CREATE INDEX memberships_account_id ON memberships (account_id, community_id)`);
    // FACILITATOR sorts before MEMBER, as the list shows them.
    await runner.query(`
      CREATE INDEX memberships_list ON memberships (community_id, role, sort_name COLLATE "und-x-icu", account_id)`);
    await runner.query(`
      CREATE TABLE community_member_counts (
        community_id uuid NOT NULL,
        members integer NOT NULL,
        CONSTRAINT community_member_counts_pkey PRIMARY KEY (community_id),
        CONSTRAINT community_member_counts_community_id_fkey FOREIGN KEY (community_id)
          REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT community_member_counts_check CHECK (members >= 0)
      )`);
    await runner.query(`
      CREATE TABLE public_members (
        account_id uuid NOT NULL,
        CONSTRAINT public_members_pkey PRIMARY KEY (account_id),
        CONSTRAINT public_members_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
