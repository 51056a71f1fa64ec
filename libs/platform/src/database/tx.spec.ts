import { describe, expect, it } from '@jest/globals';
import type { PoolClient } from 'pg';
import type { StatementBatch } from './statement-batch.js';
import { LETS_GO, statement } from './statement.js';
import { Tx } from './tx.js';

const KEEP = statement('test-tx-keep', `SELECT ${LETS_GO}`);
const LOOK = statement('test-tx-look', 'SELECT 1');

/** A transaction whose connection says only what the test has it say. */
function told(): { tx: Tx; batches: StatementBatch[]; events: string[]; settle: () => Promise<void> } {
  const batches: StatementBatch[] = [];
  const client = { query: (batch: StatementBatch) => batches.push(batch) };
  const settle = () => new Promise<void>((later) => setImmediate(later));
  return { tx: new Tx(client as unknown as PoolClient), batches, events: [], settle };
}

describe('a commit that lets go first', () => {
  it('is not answered before the connection is at rest, which it is when the disk has it', async () => {
    const { tx, batches, events, settle } = told();
    const kept = Promise.all([tx.run(KEEP), tx.commit()]).then(() => events.push('kept'));
    await settle();
    const [batch] = batches;
    expect(batch?.names).toEqual(['tx-begin', KEEP.name, 'tx-commit', 'tx-reach-disk']);
    for (const text of ['BEGIN', 'SELECT 1', 'COMMIT', 'SELECT 1']) batch?.handleCommandComplete({ text });
    await settle();
    events.push('at rest');
    batch?.handleReadyForQuery();
    await kept;
    expect(events).toEqual(['at rest', 'kept']);
  });

  it('fails where the connection is lost after the commit and before that', async () => {
    const { tx, batches, settle } = told();
    const kept = Promise.all([tx.run(KEEP), tx.commit()]);
    await settle();
    const [batch] = batches;
    for (const text of ['BEGIN', 'SELECT 1', 'COMMIT', 'SELECT 1']) batch?.handleCommandComplete({ text });
    batch?.handleError(new Error('Connection terminated unexpectedly'));
    await expect(kept).rejects.toThrow('Connection terminated');
  });
});

it('waits for the disk where somebody relies on what another one wrote, and for nothing else otherwise', async () => {
  const relying = told();
  relying.tx.waitForDisk();
  const plain = told();
  for (const { tx, settle } of [relying, plain]) {
    void Promise.all([tx.run(LOOK), tx.commit()]);
    await settle();
  }
  expect(relying.batches[0]?.names).toEqual(['tx-begin', LOOK.name, 'tx-commit', 'tx-reach-disk']);
  expect(plain.batches[0]?.names).toEqual(['tx-begin', LOOK.name, 'tx-commit']);
});
