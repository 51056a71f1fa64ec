import pg from 'pg';
import { DataSource, type EntitySchema, type MigrationInterface } from 'typeorm';

type EntityClass = (new () => object) | EntitySchema;

/** What a process must say to reach its database. */
export interface DataSourceOptions {
  /** PostgreSQL URL. */
  readonly url: string;
  /** Connections at most; 20 by docs/security.md, *Reliability* 5. */
  readonly poolSize: number;
  readonly entities: readonly EntityClass[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Told of the errors of idle connections, which would end the process if nobody listened. */
  readonly onPoolError?: (error: Error) => void;
}

/**
 * The product's only DataSource. `synchronize` is never on. Limits by docs/security.md, *Reliability* 5: a statement
 * 10 s, a lock 2 s, a place in the pool 2 s (then UNAVAILABLE).
 */
export function createDataSource(options: DataSourceOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    // The one that the product has loaded: by itself TypeORM would look for another beside the bundled programs.
    driver: pg,
    url: options.url,
    poolSize: options.poolSize,
    entities: [...options.entities],
    migrations: [...options.migrations],
    migrationsTableName: 'migrations',
    synchronize: false,
    installExtensions: false,
    connectTimeoutMS: 2_000,
    poolErrorHandler: (error: Error) => options.onPoolError?.(error),
    extra: {
      application_name: 'copse',
      statement_timeout: 10_000,
      // A server that stands still does not keep its own limit; whoever waits for it must be told.
      query_timeout: 11_000,
      lock_timeout: 2_000,
      idle_in_transaction_session_timeout: 15_000,
      // Hot statements are prepared, and made for one plan: without this PostgreSQL plans those with arrays anew at each
      // call, which cost a third of a member's thread page (docs/performance.md).
      // No compiling either: of a search PostgreSQL expects far more rows than there are, and compiled for longer than it ran.
      options: '-c TimeZone=UTC -c DateStyle=ISO -c plan_cache_mode=force_generic_plan -c jit=off',
      keepAlive: true,
    },
  });
}
