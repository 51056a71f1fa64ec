import type { Pool } from 'pg';
import { toText } from './parameter.js';
import { StatementBatch, type Asked } from './statement-batch.js';
import type { Statement } from './statement.js';

/** So many questions share a message: the last of them waits for all before it. */
const AT_ONCE = 12;

/**
 * Sends the look-ups of one moment together ({@link StatementBatch}): whatever requests ask while the process reads what came
 * in on its sockets. Nothing is delayed for it: a question that comes alone goes alone. Nothing is remembered either:
 * every question reaches PostgreSQL after it was asked.
 */
export class ReadDesk {
  private waiting: Asked[] = [];

  /** `pool` is gone once the process is done with the database. */
  constructor(private readonly pool: () => Pool | undefined) {}

  /** The rows of a look-up. */
  async ask(statement: Statement, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    const texts = values.map(toText);
    return new Promise((resolve, reject) => {
      if (this.waiting.length === 0) setImmediate(() => this.send());
      this.waiting.push({ statement, values: texts, resolve, reject });
    });
  }

  private send(): void {
    const { waiting } = this;
    this.waiting = [];
    for (let at = 0; at < waiting.length; at += AT_ONCE) this.sendTogether(waiting.slice(at, at + AT_ONCE));
  }

  private sendTogether(asked: readonly Asked[]): void {
    const rejectAll = (error: Error): void => {
      for (const { reject } of asked) reject(error);
    };
    const pool = this.pool();
    // Nobody would catch it here, and it would end the process.
    if (!pool) return rejectAll(new Error('Connection terminated: the process is done with the database.'));
    pool.connect((error, client, release) => {
      if (!client) return rejectAll(error ?? new Error('The pool gave no connection.'));
      // The batch is told as well; nobody listening would end the process.
      client.on('error', ignore);
      const batch = new StatementBatch(asked, (unasked, spoilt) => {
        release(spoilt);
        client.removeListener('error', ignore);
        // One by one, so that another that fails takes nobody along.
        for (const one of unasked) this.sendTogether([one]);
      });
      client.query(batch);
    });
  }
}

const ignore = (): void => undefined;
