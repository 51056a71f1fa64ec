/** Saves a value; answers whether it was saved, or null where a later one has taken its place. */
export type LatestSave = (save: () => Promise<boolean>) => Promise<boolean | null>;

/** Saves one value at a time, in the order in which they come; of those that have to wait, the latest alone. */
export function latestSave(): LatestSave {
  let turn = 0;
  let before: Promise<unknown> = Promise.resolve();
  return (save) => {
    turn += 1;
    const mine = turn;
    const former = before;
    const run = async (): Promise<boolean | null> => {
      await former;
      if (mine !== turn) return null;
      const saved = await save();
      return mine === turn ? saved : null;
    };
    const running = run();
    before = running.catch(() => undefined);
    return running;
  };
}
