/** Waits for a state with a generous deadline, in ms; `what` names it when it never comes. */
export async function until<T>(
  what: string,
  look: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  within = 60_000,
): Promise<T> {
  const deadline = Date.now() + within;
  for (;;) {
    const found = await look();
    if (found !== false && found !== null && found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Never came: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
