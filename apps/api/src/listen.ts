import type { DynamicModule } from '@nestjs/common';
import type { BaseOptions } from '#apps/base';
import { explainListening, giveBackMemory } from '#platform/process';
import { createApi, type Api } from './create-api.js';

/** Makes the public side of a process from its root module and listens. @throws StartError when it cannot listen there */
export async function listen(root: DynamicModule, { config, logger }: BaseOptions): Promise<Api> {
  try {
    return await createApi(root, { config, logger, beforeListening: giveBackMemory });
  } catch (error) {
    throw error instanceof Error ? explainListening(error, config.port, config.host) : error;
  }
}
