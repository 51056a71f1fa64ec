const BATCH = 100;

/**
 * Works through what a question gives a batch at a time, until it gives no more. What fails is left out of the questions
 * that follow (`except`), so that it holds up nothing that stands behind it. @throws the first failure, at the end
 */
export async function eachByItself(
  next: (most: number, except: readonly string[]) => Promise<readonly string[]>,
  work: (id: string) => Promise<unknown>,
): Promise<void> {
  const failures = new Map<string, unknown>();
  for (;;) {
    const ids = await next(BATCH, [...failures.keys()]);
    for (const id of ids) {
      try {
        await work(id);
      } catch (error) {
        failures.set(id, error);
      }
    }
    if (ids.length < BATCH) break;
  }
  for (const error of failures.values()) throw error;
}
