import { openAmongOthers } from '#apps/base';
import { KeyRing } from '#platform/secrets';
import type { Config } from '#platform/config';
import { checkPort, Undo, type Running } from '#platform/process';
import { ApiModule } from './api.module.js';
import { listen } from './listen.js';

/**
 * Brings the public side up as one of several processes: jobs are the worker's. Throws StartError, or what went wrong,
 * after undoing what it had started.
 */
export async function startApi(config: Config, say: (line: string) => void): Promise<Running & { url: string }> {
  await checkPort(config.port, config.host);
  const undo = new Undo();
  try {
    const { lost, ...options } = await openAmongOthers(config, undo, say);
    const api = await listen(ApiModule.forRoot(options), options);
    undo.add(config.drainSeconds * 1_000 + 8_000, () => api.stop());
    api.app.get(KeyRing, { strict: false }).prepare();
    return { url: config.publicUrl, lost, stop: () => undo.run() };
  } catch (error) {
    await undo.run().catch(() => undefined);
    throw error;
  }
}
