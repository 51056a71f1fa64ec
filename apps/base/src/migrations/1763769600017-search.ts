import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which words posts are found (libs/posts). The posts of before are written down by `fill-search`, newest first. */
export class Search1763769600017 implements MigrationInterface {
  name = 'Search1763769600017';

  async up(runner: QueryRunner): Promise<void> {
    // Its key stops writes to posts until the end, so it makes a table and no rows, and waits for nobody long.
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await this.languages(runner);
    await runner.query(`
      CREATE TABLE search_entries (
        post_id uuid NOT NULL,
        community_id uuid NOT NULL,
        at timestamptz NOT NULL,
        revision integer NOT NULL,
        title tsvector,
        words tsvector NOT NULL,
        CONSTRAINT search_entries_pkey PRIMARY KEY (post_id),
        CONSTRAINT search_entries_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE RESTRICT
      )`);
    await runner.query(`CREATE INDEX search_entries_words ON search_entries USING gin (words, title)`);
  }

  /** PostgreSQL's English and French, without accents and without the paths of addresses. */
  private async languages(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS unaccent`);
    await runner.query(`CREATE TEXT SEARCH CONFIGURATION copse_english (COPY = pg_catalog.english)`);
    await runner.query(`
      ALTER TEXT SEARCH CONFIGURATION copse_english
        ALTER MAPPING FOR word, hword, hword_part WITH unaccent, pg_catalog.english_stem`);
    // The French words that say nothing are known by their accents, and go before these do.
    await runner.query(`
      CREATE TEXT SEARCH DICTIONARY copse_french_stop (TEMPLATE = pg_catalog.simple, STOPWORDS = french, ACCEPT = false)`);
    await runner.query(`CREATE TEXT SEARCH CONFIGURATION copse_french (COPY = pg_catalog.french)`);
    await runner.query(`
      ALTER TEXT SEARCH CONFIGURATION copse_french
        ALTER MAPPING FOR word, hword, hword_part, asciiword, asciihword, hword_asciipart
        WITH copse_french_stop, unaccent, pg_catalog.french_stem`);
    for (const name of ['copse_english', 'copse_french'])
      await runner.query(`ALTER TEXT SEARCH CONFIGURATION ${name} DROP MAPPING FOR url, url_path`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
