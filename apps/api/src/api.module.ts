import { Module, type DynamicModule } from '@nestjs/common';
import { LibsModule, type BaseOptions } from '#apps/base';
import { graphqlModule } from '#platform/graphql';
import { HealthController } from './http/health.controller.js';

/** What the process made before Nest starts, and ends after it. */
export type ApiOptions = BaseOptions;

/** GraphQL over HTTP, sockets, health and the web client: everything that the public reaches. */
@Module({})
export class ApiModule {
  /** For the root module of a process, once. */
  static forRoot(options: ApiOptions): DynamicModule {
    const { config, logger } = options;
    return {
      module: ApiModule,
      imports: [LibsModule.forRoot(options), graphqlModule({ logger, introspection: config.mode === 'development' })],
      controllers: [HealthController],
    };
  }
}
