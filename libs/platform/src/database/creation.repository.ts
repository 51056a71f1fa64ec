import { createHash } from 'node:crypto';
import { statement, type Queryable } from './statement.js';
import type { Tx } from './tx.js';

/** What a client-made id was first used for (docs/architecture.md, *Ids*). */
export interface CreationClaim {
  readonly id: string;
  readonly accountId: string;
  /** The operation's GraphQL name. */
  readonly operation: string;
  /** {@link hashInput} of the first input. */
  readonly inputHash: string;
}

const FIND = statement(
  'creation-find',
  `SELECT id, account_id AS "accountId", operation, input_hash AS "inputHash" FROM creations WHERE id = $1`,
);

const CLAIM = statement(
  'creation-claim',
  `INSERT INTO creations (id, account_id, operation, input_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id`,
);

// What is locked is being looked at just now; the next sweep finds it.
const SWEEP = statement(
  'creation-sweep',
  `DELETE FROM creations WHERE id IN (
     SELECT id FROM creations WHERE created_at < now() - interval '72 hours'
     ORDER BY created_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id`,
);

/** A hash of what was asked for, so that a repeated call is told from another call with the same id. */
export const hashInput = (input: unknown): string =>
  createHash('sha256').update(JSON.stringify(input)).digest('base64url');

/** The first use of this id, or null. */
export async function findCreation(on: Queryable, id: string): Promise<CreationClaim | null> {
  const [row] = await on.run<CreationClaim>(FIND, [id]);
  return row ?? null;
}

/**
 * Takes the id for this creation. False when it was taken before; a second call that runs at the same time waits
 * here for the first one's commit, so the caller then finds the first result.
 */
export async function claimCreation(tx: Tx, claim: CreationClaim): Promise<boolean> {
  const rows = await tx.run(CLAIM, [claim.id, claim.accountId, claim.operation, claim.inputHash]);
  return rows.length === 1;
}

/**
 * Deletes at most so many ids whose calls can no longer be repeated: an id is refused a day after the time that it
 * names, which is a day after its making at the latest. Answers how many they were.
 */
export async function sweepCreations(on: Queryable, size: number): Promise<number> {
  return (await on.run(SWEEP, [size])).length;
}
