import { IdTaken } from '../errors/index.js';
import { claimCreation, findCreation, hashInput } from './creation.repository.js';
import type { Tx } from './tx.js';

/** A create with a client-made id. */
export interface Creation {
  readonly id: string;
  readonly accountId: string;
  /** GraphQL name of the operation. */
  readonly operation: string;
  /** The checked input. */
  readonly input: object;
}

/**
 * Takes the client-made id of a create, between the read policy and the write policy (docs/architecture.md, *Ids*).
 * True: go on. False: this very call was made before; answer with the present state of its result.
 * @throws IdTaken for everything else that collides
 */
export async function claim(tx: Tx, { id, accountId, operation, input }: Creation): Promise<boolean> {
  const inputHash = hashInput(input);
  if (await claimCreation(tx, { id, accountId, operation, inputHash })) return true;
  const first = await findCreation(tx, id);
  if (first?.accountId === accountId && first.operation === operation && first.inputHash === inputHash) {
    // The first call may have let go before the disk had it (`LETS_GO`), and this one's answer says that it is kept.
    tx.waitForDisk();
    return false;
  }
  throw new IdTaken();
}
