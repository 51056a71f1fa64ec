import DataLoader from 'dataloader';

/**
 * Where a request's context object holds its loaders. In a WeakMap by that object each request's rows outlived it: V8 takes
 * the values of an old WeakMap for alive whenever it looks through young objects, and copied all of them to the old ones, which
 * took a sixteenth of the time of a list.
 */
const LOADERS = Symbol('platform.loaders');

type Held = { [LOADERS]?: Map<symbol, DataLoader<unknown, unknown>> };

/** The one of this request under this key, made on first use. */
function kept<Loader extends DataLoader<never, unknown>>(context: object, key: symbol, make: () => Loader): Loader {
  const mine = ((context as Held)[LOADERS] ??= new Map());
  let loader = mine.get(key) as Loader | undefined;
  if (!loader) mine.set(key, (loader = make()) as unknown as DataLoader<unknown, unknown>);
  return loader;
}

/**
 * The dataloader of this request under this key, made on first use. Held by the request's context object alone, so
 * nothing that one viewer may see is ever served to another.
 */
export function loaderOf<Value>(
  context: object,
  key: symbol,
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | null> {
  return kept(
    context,
    key,
    () =>
      new DataLoader<string, Value | null>(async (ids) => {
        const found = await load(ids);
        return ids.map((id) => found.get(id) ?? null);
      }),
  );
}

/**
 * The same for what is asked of objects that this request holds: each is asked once, and what is the same thing in another
 * object, as it was found later, is asked anew. `load` answers in their order.
 */
export function loaderOfObjects<Key extends object, Value>(
  context: object,
  key: symbol,
  load: (things: readonly Key[]) => Promise<readonly (Value | null)[]>,
): DataLoader<Key, Value | null> {
  return kept(context, key, () => new DataLoader<Key, Value | null>(load));
}

/** Forgets what the dataloader of this request under this key knows, after the request changed that. */
export function forgetLoaded(context: object, key: symbol): void {
  (context as Held)[LOADERS]?.get(key)?.clearAll();
}
