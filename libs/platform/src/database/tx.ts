import type { PoolClient } from 'pg';
import { inSpan, isTracing, statementStep } from '../tracing/index.js';
import { toParameter } from './parameter.js';
import { StatementBatch, type Asked } from './statement-batch.js';
import { statement, type Queryable, type Statement } from './statement.js';

const BEGIN = statement('tx-begin', 'BEGIN');
const COMMIT = statement('tx-commit', 'COMMIT');
// A transaction of its own that writes something down, which nobody reads, and is therefore waited for; the disk takes things in
// the order in which they were written, so that by then it has what was committed before. PostgreSQL lets everybody do it.
const REACH_DISK = statement('tx-reach-disk', `SELECT pg_logical_emit_message(true, 'copse', '')`);

/**
 * An open transaction, as a value: what needs atomicity demands one in its signature. Made by `Database.tx` alone. What is
 * asked in one breath (`Promise.all`) goes to PostgreSQL in one message and is done in the order in which it was asked; the
 * first message brings the BEGIN along. Where one of them fails, those after it are not done and fail by the same error.
 */
export class Tx implements Queryable {
  private readonly after: (() => void)[] = [];
  private waiting: Asked[] = [];
  private begun = false;
  /** Whether the disk is waited for after the commit, which does not do it, or not for what others wrote. */
  private reachesDisk = false;
  private ending: Promise<void> | null = null;
  /** Those who wait until the connection has done all of the message that goes next: PostgreSQL says so when the disk has it. */
  private restful: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];

  constructor(private readonly client: PoolClient) {}

  /** Remembers what is to be told once all this is written; nothing is told of what was undone. */
  afterCommit(tell: () => void): void {
    this.after.push(tell);
  }

  /** For `Database.tx`, after the commit. */
  committed(): void {
    for (const tell of this.after) tell();
  }

  /** Runs a prepared statement inside the transaction. */
  async run<Row>(what: Statement, values: readonly unknown[] = []): Promise<Row[]> {
    if (this.ending) throw new Error(`${what.name} comes after the end of its transaction.`);
    const ask = async (): Promise<Row[]> => (await this.ask(what, values)).rows as Row[];
    return isTracing() ? inSpan(statementStep(what.name), ask) : ask();
  }

  /**
   * Commits; only where nothing was asked there is nothing to commit. `Database.tx` does it when the work is done. Work
   * that asks for it in one breath with its last statements has them go in one message: what they hold is then held no longer
   * than PostgreSQL takes for it. They must be such that they fail where they must not be kept. Where one of them says
   * {@link LETS_GO}, the disk is waited for once all is let go, which else is held for most of that time: others may then see
   * for milliseconds what a crash of the server takes back, and of which nobody was told that it is kept.
   */
  commit(): Promise<void> {
    const commit = async (): Promise<void> => {
      const [{ done }] = await Promise.all([this.ask(COMMIT, []), this.reachesDisk && this.reachDisk()]);
      if (done !== 'COMMIT') throw new Error('A transaction was to be kept in which something had failed.');
    };
    this.ending ??= this.begun ? (isTracing() ? inSpan(statementStep('COMMIT'), commit) : commit()) : Promise.resolve();
    return this.ending;
  }

  /** Has the commit wait until the disk has all that was committed before, by whomever: for what relies on it and writes nothing. */
  waitForDisk(): void {
    this.reachesDisk = true;
  }

  private async reachDisk(): Promise<void> {
    const rested = new Promise<void>((resolve, reject) => this.restful.push({ resolve, reject }));
    await Promise.all([this.ask(REACH_DISK, []), rested]);
  }

  /** For `Database.tx`: undoes what was done, unless nothing was. */
  async rollback(): Promise<void> {
    this.ending ??= Promise.resolve();
    if (this.begun) await this.client.query('ROLLBACK');
  }

  private ask(what: Statement, values: readonly unknown[]): Promise<{ rows: unknown[]; done: string }> {
    const parameters = values.map(toParameter);
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) queueMicrotask(() => this.send());
      if (!this.begun) this.waiting.push({ statement: BEGIN, values: [], resolve: ignore, reject: ignore });
      this.begun = true;
      this.reachesDisk ||= what.letsGo ?? false;
      this.waiting.push({
        statement: what,
        values: parameters,
        resolve: (rows, done) => resolve({ rows, done }),
        reject,
      });
    });
  }

  private send(): void {
    const { waiting, restful } = this;
    this.waiting = [];
    this.restful = [];
    this.client.query(
      new StatementBatch(waiting, (undone, error) => {
        rejectUndone(undone, error);
        for (const { resolve, reject } of restful)
          if (error) reject(error);
          else resolve();
      }),
    );
  }
}

const ignore = (): void => undefined;

function rejectUndone(undone: readonly Asked[], error?: Error): void {
  if (undone.length === 0) return;
  const why = error ?? new Error('A statement before this one failed.');
  for (const { reject } of undone) reject(why);
}
