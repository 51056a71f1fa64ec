import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';
import { STATEMENT_TYPES, type Queryable, type Statement } from './statement.js';

/** An open transaction, as a value: what needs atomicity demands one in its signature. Made by `Database.tx` alone. */
export class Tx implements Queryable {
  constructor(
    /** TypeORM's manager of this transaction, for writes of entities. */
    readonly manager: EntityManager,
    private readonly client: PoolClient,
  ) {}

  /** Runs a prepared statement inside the transaction. */
  async run<Row>(statement: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    const result = await this.client.query({ ...statement, values: [...values], types: STATEMENT_TYPES });
    return result.rows as Row[];
  }
}
