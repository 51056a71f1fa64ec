import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tombstones and removed posts, which are nothing new to anybody (libs/posts). */
export class PostsGone1763769600015 implements MigrationInterface {
  name = 'PostsGone1763769600015';

  /** Apart and without a transaction: people go on writing while a large table is read for it. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What an attempt left that did not end is of no use.
    await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS posts_gone`);
    await runner.query(`
      CREATE INDEX CONCURRENTLY posts_gone ON posts (thread_id, number)
        WHERE deleted_at IS NOT NULL OR removed_at IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
