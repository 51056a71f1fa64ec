import type { Config } from '#platform/config';
import type { Logger } from '#platform/logging';
import { openStorage, type FileStorage } from '#platform/storage';

/** Runs `work` with the storage that the settings name, and lets go of its connections. */
export async function withStorage<T>(
  config: Config,
  logger: Logger,
  work: (storage: FileStorage) => Promise<T>,
): Promise<T> {
  const storage = await openStorage(config, logger);
  try {
    return await work(storage);
  } finally {
    (storage as { onModuleDestroy?: () => void }).onModuleDestroy?.();
  }
}
