/**
 * Runs a task once at a time. Who asks while it runs gets one more run after it, since what they ask about may be newer
 * than what the present run has seen; all who ask meanwhile share that one.
 */
export function oneAtATime(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let wanted = false;
  const run = async (): Promise<void> => {
    try {
      do {
        wanted = false;
        await task();
      } while (wanted);
    } finally {
      running = null;
    }
  };
  return () => {
    wanted = true;
    running ??= run();
    return running;
  };
}
