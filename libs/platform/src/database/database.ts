import { Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { isConnectionLoss, isStall } from '../errors/index.js';
import { inSpan, isTracing, statementStep } from '../tracing/index.js';
import { breakOff } from './break-off.js';
import { ReadDesk } from './read-desk.js';
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
  private readonly desk = new ReadDesk(() => this.pool as Pool | undefined);

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
  run<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    if (!isTracing()) return this.ask(statement, values);
    return inSpan(statementStep(statement.name), () => this.ask<Row>(statement, values));
  }

  private async ask<Row>(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    if (statement.quick) return (await this.desk.ask(statement, values)) as Row[];
    const { name, text } = statement;
    if (statement.letsGo) throw new Error(`${name} is for transactions: here nobody would wait for the disk.`);
    const result = await this.pool.query({ name, text, values: [...values], types: STATEMENT_TYPES });
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
    const client = await this.pool.connect();
    let lost: Error | undefined;
    // Whatever was asked on it is told as well; nobody listening would end the process.
    const lose = (error: Error): void => void (lost = error);
    client.on('error', lose);
    const tx = new Tx(client);
    try {
      const result = await work(tx);
      await tx.commit();
      tx.committed();
      return result;
    } catch (error) {
      // What rolls back would wait behind the statement that nobody answers; nobody else must be given its connection.
      if (isStall(error)) {
        lost = error as Error;
        breakOff(client);
      } else await tx.rollback().catch(lose);
      throw error;
    } finally {
      client.removeListener('error', lose);
      client.release(lost);
    }
  }
}
