/** Stops the PostgreSQL that the global setup started, if it did. */
export default async function globalTeardown() {
  await globalThis.stopTestPostgres?.();
  globalThis.stopTestPostgres = undefined;
}
