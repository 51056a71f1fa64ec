import { NestFactory } from '@nestjs/core';
import { LibsModule, openAmongOthers, openWatch, Readiness } from '#apps/base';
import type { Config } from '#platform/config';
import { NestLog } from '#platform/logging';
import { giveBackMemory, Undo, type Running } from '#platform/process';
import { RedisLine } from '#platform/redis';
import { WorkerModule } from './worker.module.js';

/** Jobs at the same time; nothing else is done here. */
const CONCURRENCY = 8;

/**
 * Brings up the jobs as one of several processes: it has no door of its own, and speaks to open pages through Redis. Throws
 * StartError, or what went wrong, after undoing what it had started.
 */
export async function startWorker(config: Config, say: (line: string) => void): Promise<Running> {
  const undo = new Undo();
  try {
    const { lost, url, ...options } = await openAmongOthers(config, undo, say);
    const { logger } = options;
    const root = {
      module: WorkerProcess,
      imports: [LibsModule.forRoot(options), WorkerModule.forRoot({ url, concurrency: CONCURRENCY, logger })],
    };
    const app = await NestFactory.createApplicationContext(root, {
      logger: new NestLog(logger),
      abortOnError: false,
    });
    const line = app.get(RedisLine, { strict: false });
    const readiness = app.get(Readiness, { strict: false });
    const worker = app.get(WorkerModule);
    readiness.needsAlso('jobs', () => worker.isRunning);
    let unwatch: (() => Promise<void>) | undefined;
    undo.add(8_000, async () => {
      readiness.drain();
      await app.close();
      // Last: what ended jobs told is still on its way to open pages.
      await line.end();
      await unwatch?.();
    });
    unwatch = await openWatch(app, config);
    await giveBackMemory();
    return { lost, stop: () => undo.run() };
  } catch (error) {
    await undo.run().catch(() => undefined);
    throw error;
  }
}

/** The root of the process. */
class WorkerProcess {}
