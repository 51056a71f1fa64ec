import { BadInput } from '#platform/errors';

/**
 * Waits for what looks at an upload before the transaction that claims it. A call with a client-made id may have been
 * made before, by somebody who is a moment ahead: its upload is used then, and that is no refusal. The transaction, which
 * knows of the first call, says what is wrong if anything is.
 */
export async function unlessRepeated(id: string | null, looking: Promise<void>): Promise<void> {
  try {
    await looking;
  } catch (error) {
    if (id === null || !(error instanceof BadInput)) throw error;
  }
}
