import DataLoader from 'dataloader';

const loaders = new WeakMap<object, Map<symbol, DataLoader<string, unknown>>>();

/**
 * The dataloader of this request under this key, made on first use. Held by the request's context object alone, so
 * nothing that one viewer may see is ever served to another.
 */
export function loaderOf<Value>(
  context: object,
  key: symbol,
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): DataLoader<string, Value | null> {
  let mine = loaders.get(context);
  if (!mine) loaders.set(context, (mine = new Map()));
  let loader = mine.get(key) as DataLoader<string, Value | null> | undefined;
  if (!loader) {
    loader = new DataLoader<string, Value | null>(async (ids) => {
      const found = await load(ids);
      return ids.map((id) => found.get(id) ?? null);
    });
    mine.set(key, loader as DataLoader<string, unknown>);
  }
  return loader;
}

/** Forgets what the dataloader of this request under this key knows, after the request changed that. */
export function forgetLoaded(context: object, key: symbol): void {
  loaders.get(context)?.get(key)?.clearAll();
}
