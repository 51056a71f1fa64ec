import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { isConnectionLoss } from '../errors/index.js';
import { STATEMENT_TYPES, type Queryable, type Statement } from './statement.js';
import { Tx } from './tx.js';

/** Serialization failure and deadlock: PostgreSQL asks for the whole transaction to be tried anew. */
const TRY_AGAIN = new Set(['40001', '40P01']);

const sqlState = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown; driverError?: { code?: unknown } } | null)?.code;
  return typeof code === 'string' ? code : undefined;
};

/** The one door to PostgreSQL: prepared reads on the pool, and explicit transactions. */
@Injectable()
export class Database implements Queryable {
  constructor(readonly dataSource: DataSource) {}

  /** The pg pool that TypeORM holds, for prepared statements and for advisory locks. */
  get pool(): Pool {
    return (this.dataSource.driver as unknown as { master: Pool }).master;
  }

  /** Where the database is, for what must hold a connection of its own. */
  get url(): string {
    const { options } = this.dataSource;
    if (options.type !== 'postgres' || options.url === undefined) throw new Error('The DataSource has no URL.');
    return options.url;
  }

  /** Runs a prepared statement on any connection of the pool. */
  async run<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.pool.query({ ...statement, values: [...values], types: STATEMENT_TYPES });
    return result.rows as Row[];
  }

  /**
   * Runs `work` in one transaction and commits when it returns; any throw rolls back. After a deadlock or a
   * serialization failure the whole work runs once more, so it must touch nothing but the database. `keyed` work, which
   * looks first whether it was done already, also runs once more when the connection is lost: nobody can tell whether a
   * commit got through whose answer did not.
   */
  async tx<T>(work: (tx: Tx) => Promise<T>, { keyed = false }: { keyed?: boolean } = {}): Promise<T> {
    try {
      return await this.attempt(work);
    } catch (error) {
      if (TRY_AGAIN.has(sqlState(error) ?? '') || (keyed && isConnectionLoss(error))) return this.attempt(work);
      throw error;
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = (await runner.connect()) as PoolClient;
      await runner.startTransaction();
      const result = await work(new Tx(runner.manager, client));
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}
