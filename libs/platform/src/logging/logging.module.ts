import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';
import { LOGGER } from './logger.js';
import { SecurityLog } from './security-log.service.js';

/** Gives every lib the process's log. */
@Global()
@Module({})
export class LoggingModule {
  /** For the root module of a process, once. */
  static forRoot(logger: Logger): DynamicModule {
    return {
      module: LoggingModule,
      providers: [{ provide: LOGGER, useValue: logger }, SecurityLog],
      exports: [LOGGER, SecurityLog],
    };
  }
}
