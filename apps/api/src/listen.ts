import type { DynamicModule, INestApplication } from '@nestjs/common';
import type { BaseOptions } from '#apps/base';
import { explainListening, giveBackMemory } from '#platform/process';
import { createApi, type Api } from './create-api.js';

/**
 * Makes the public side of a process from its root module and listens; `prepare` is done while nobody can ask for anything yet.
 * @throws StartError when it cannot listen there
 */
export async function listen(
  root: DynamicModule,
  { config, logger }: BaseOptions,
  prepare: (app: INestApplication) => Promise<void> = () => Promise.resolve(),
): Promise<Api> {
  const beforeListening = async (app: INestApplication): Promise<void> => {
    await prepare(app);
    await giveBackMemory();
  };
  try {
    return await createApi(root, { config, logger, beforeListening });
  } catch (error) {
    throw error instanceof Error ? explainListening(error, config.port, config.host) : error;
  }
}
