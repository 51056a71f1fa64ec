import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of libs/resources: incoming uploads, stored bytes and what refers to them, resources and their versions. */
export class Library1763769600010 implements MigrationInterface {
  name = 'Library1763769600010';

  async up(runner: QueryRunner): Promise<void> {
    // How many bytes a community's files and the uploads for it take, what each of them takes being counted in full.
    await runner.query(`
      CREATE TABLE community_storage (
        community_id uuid NOT NULL,
        bytes bigint NOT NULL,
        CONSTRAINT community_storage_pkey PRIMARY KEY (community_id),
        CONSTRAINT community_storage_community_id_fkey FOREIGN KEY (community_id)
          REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT community_storage_bytes_check CHECK (bytes >= 0)
      )`);
    await runner.query(`
      CREATE TABLE uploads (
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        community_id uuid NOT NULL,
        file_name text NOT NULL,
        declared_type text NOT NULL,
        declared_sha256 text,
        size bigint NOT NULL,
        state text NOT NULL,
        media_type text,
        sha256 text,
        refusal text,
        created_at timestamptz NOT NULL DEFAULT now(),
        touched_at timestamptz NOT NULL DEFAULT now(),
        wanted_at timestamptz,
        CONSTRAINT uploads_pkey PRIMARY KEY (id),
        CONSTRAINT uploads_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT uploads_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT uploads_size_check CHECK (size > 0),
        CONSTRAINT uploads_state_check CHECK (state IN ('RECEIVING', 'READY', 'REFUSED')),
        CONSTRAINT uploads_ready_check CHECK (state <> 'READY' OR (media_type IS NOT NULL AND sha256 IS NOT NULL)),
        CONSTRAINT uploads_refusal_check CHECK ((state = 'REFUSED') = (refusal IS NOT NULL))
      )`);
    await runner.query(`CREATE INDEX uploads_account ON uploads (account_id, community_id)`);
    await runner.query(`CREATE INDEX uploads_touched ON uploads (touched_at)`);
    await runner.query(`
      CREATE TABLE stored_files (
        id uuid NOT NULL,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        unreferenced_at timestamptz,
        CONSTRAINT stored_files_pkey PRIMARY KEY (id),
        CONSTRAINT stored_files_sha256_key UNIQUE (sha256),
        CONSTRAINT stored_files_size_check CHECK (size > 0)
      )`);
    await runner.query(`
      CREATE INDEX stored_files_unreferenced ON stored_files (unreferenced_at) WHERE unreferenced_at IS NOT NULL`);
    // Objects of the storage that no row speaks of any more, or not yet: noted before they come, forgotten after they go.
    await runner.query(`
      CREATE TABLE doomed_objects (
        object_key text NOT NULL,
        remove_after timestamptz NOT NULL,
        CONSTRAINT doomed_objects_pkey PRIMARY KEY (object_key)
      )`);
    await runner.query(`CREATE INDEX doomed_objects_due ON doomed_objects (remove_after)`);
    await runner.query(`
      CREATE TABLE files (
        id uuid NOT NULL,
        community_id uuid NOT NULL,
        stored_file_id uuid NOT NULL,
        owner_id uuid NOT NULL,
        use text NOT NULL,
        state text NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        charged bigint NOT NULL,
        width integer,
        height integer,
        preview_state text NOT NULL,
        pages integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT files_pkey PRIMARY KEY (id),
        CONSTRAINT files_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT files_stored_file_id_fkey FOREIGN KEY (stored_file_id) REFERENCES stored_files (id) ON DELETE RESTRICT,
        CONSTRAINT files_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT files_use_check CHECK (use IN ('VERSION', 'ATTACHMENT')),
        CONSTRAINT files_state_check CHECK (state IN ('HELD', 'SHOWN', 'WITHHELD')),
        CONSTRAINT files_charged_check CHECK (charged >= 0),
        CONSTRAINT files_preview_state_check CHECK (preview_state IN ('NONE', 'WAITING', 'READY', 'FAILED'))
      )`);
    await runner.query(`CREATE INDEX files_stored_file ON files (stored_file_id)`);
    await runner.query(`CREATE INDEX files_held ON files (created_at) WHERE state = 'HELD'`);
    await runner.query(`CREATE INDEX files_held_of ON files (owner_id, community_id) WHERE state = 'HELD'`);
    // Of the file, not of the bytes: that a preview is there at once would tell that the content was known.
    await runner.query(`
      CREATE TABLE previews (
        file_id uuid NOT NULL,
        size text NOT NULL,
        object_key text NOT NULL,
        width integer NOT NULL,
        height integer NOT NULL,
        bytes bigint NOT NULL,
        CONSTRAINT previews_pkey PRIMARY KEY (file_id, size),
        CONSTRAINT previews_object_key_key UNIQUE (object_key),
        CONSTRAINT previews_file_id_fkey FOREIGN KEY (file_id) REFERENCES files (id) ON DELETE CASCADE,
        CONSTRAINT previews_size_check CHECK (size IN ('small', 'large'))
      )`);
    await runner.query(`
      CREATE TABLE resources (
        id uuid NOT NULL,
        community_id uuid NOT NULL,
        sharer_id uuid NOT NULL,
        title text NOT NULL,
        sort_title text NOT NULL,
        description text NOT NULL,
        kind text NOT NULL,
        language text NOT NULL,
        tags text[] NOT NULL,
        tag_keys text[] NOT NULL,
        licence text NOT NULL,
        terms text,
        authors text,
        url text,
        downloads integer NOT NULL DEFAULT 0,
        last_number integer NOT NULL,
        revision integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        deleted_at timestamptz,
        deleted_by uuid,
        deletion_reason text,
        CONSTRAINT resources_pkey PRIMARY KEY (id),
        CONSTRAINT resources_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities (id) ON DELETE RESTRICT,
        CONSTRAINT resources_sharer_id_fkey FOREIGN KEY (sharer_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT resources_deleted_by_fkey FOREIGN KEY (deleted_by) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT resources_revision_check CHECK (revision >= 1),
        CONSTRAINT resources_form_check CHECK ((url IS NULL) = (last_number >= 1)),
        CONSTRAINT resources_deletion_check CHECK ((deleted_at IS NULL) = (deleted_by IS NULL)),
        CONSTRAINT resources_tags_check CHECK (cardinality(tags) = cardinality(tag_keys))
      )`);
    await runner.query(
      `CREATE INDEX resources_newest ON resources (community_id, updated_at, id) WHERE deleted_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX resources_by_title ON resources (community_id, sort_title COLLATE "und-x-icu", id) WHERE deleted_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX resources_by_downloads ON resources (community_id, downloads, id) WHERE deleted_at IS NULL`,
    );
    await runner.query(
      `CREATE INDEX resources_deleted ON resources (community_id, deleted_at, id) WHERE deleted_at IS NOT NULL`,
    );
    await runner.query(`CREATE INDEX resources_gone ON resources (deleted_at) WHERE deleted_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE resource_versions (
        id uuid NOT NULL,
        resource_id uuid NOT NULL,
        number integer NOT NULL,
        note text,
        author_id uuid NOT NULL,
        restored_from integer,
        created_at timestamptz NOT NULL,
        CONSTRAINT resource_versions_pkey PRIMARY KEY (id),
        CONSTRAINT resource_versions_id_fkey FOREIGN KEY (id) REFERENCES files (id) ON DELETE RESTRICT,
        CONSTRAINT resource_versions_resource_id_fkey FOREIGN KEY (resource_id) REFERENCES resources (id) ON DELETE RESTRICT,
        CONSTRAINT resource_versions_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts (id) ON DELETE RESTRICT,
        CONSTRAINT resource_versions_number_key UNIQUE (resource_id, number),
        CONSTRAINT resource_versions_number_check CHECK (number >= 1)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
