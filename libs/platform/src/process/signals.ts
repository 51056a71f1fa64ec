/**
 * Settles with the name of the first signal that asks for the end. Later ones change nothing: npm passes on a Ctrl-C
 * that the terminal has already sent to everybody.
 */
export function endWanted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(signal));
  });
}
