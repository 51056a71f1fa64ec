/**
 * Gives back what only starting needed, nearly half of all: without load V8 sees no reason to collect it. The process stands
 * still meanwhile: for before anybody can ask it. Never throws.
 */
export async function giveBackMemory(): Promise<void> {
  try {
    // A Node that was built without an inspector has no such module, and keeps it until there is load.
    const { Session } = await import('node:inspector/promises');
    const session = new Session();
    session.connect();
    await session.post('HeapProfiler.collectGarbage').finally(() => session.disconnect());
  } catch {
    // It is a matter of memory alone.
  }
}
