/**
 * Does `work` with each item, so many at once. The first that fails ends it all: the others are told by their signal and
 * waited for, so that nothing goes on behind the back of who cleans up; then that failure is thrown.
 */
export async function severalAtOnce<T>(
  items: AsyncIterable<T>,
  { atOnce, signal }: { atOnce: number; signal: AbortSignal },
  work: (item: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  let failure: { readonly error: unknown } | null = null;
  const goOn = async (): Promise<void> => {
    try {
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
        either.throwIfAborted();
        await work(next.value, either);
      }
    } catch (error) {
      failure ??= { error };
      failing.abort();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, goOn));
  const first = failure as { readonly error: unknown } | null;
  if (first !== null) throw first.error;
}
