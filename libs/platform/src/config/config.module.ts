import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Config } from './config.js';

/** Token under which Nest injects the process's checked {@link Config}. */
export const CONFIG = Symbol('copse config');

/** Gives every lib the configuration that the process read at its start. */
@Global()
@Module({})
export class ConfigModule {
  /** For the root module of a process, once. */
  static forRoot(config: Config): DynamicModule {
    return { module: ConfigModule, providers: [{ provide: CONFIG, useValue: config }], exports: [CONFIG] };
  }
}
