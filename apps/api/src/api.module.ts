import { Module, type DynamicModule } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { MembershipModule } from '#membership';
import { NotificationsModule } from '#notifications';
import { ConfigModule, type Config } from '#platform/config';
import { DatabaseModule, type DataSource } from '#platform/database';
import { EventsModule } from '#platform/events';
import { graphqlModule } from '#platform/graphql';
import { LoggingModule, type Logger } from '#platform/logging';
import { PicturesModule } from '#platform/pictures';
import { RealtimeModule } from '#platform/realtime';
import { SafeFetchModule } from '#platform/safe-fetch';
import { ScannerModule } from '#platform/scanner';
import { StorageModule } from '#platform/storage';
import { PostsModule } from '#posts';
import { ResourcesModule } from '#resources';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';

/** What the process made before Nest starts, and ends after it. */
export interface ApiOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Initialized, migrated. */
  readonly dataSource: DataSource;
}

/** GraphQL over HTTP, sockets, health and the web client: everything that the public reaches. */
@Module({})
export class ApiModule {
  /** For the root module of a process, once. */
  static forRoot({ config, logger, dataSource }: ApiOptions): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        DatabaseModule.forRoot({ dataSource }),
        EventsModule,
        PicturesModule,
        RealtimeModule,
        SafeFetchModule,
        ScannerModule,
        StorageModule,
        IdentityModule,
        CommunitiesModule,
        MembershipModule,
        ResourcesModule,
        PostsModule,
        NotificationsModule,
        graphqlModule({ logger, introspection: config.mode === 'development' }),
      ],
      controllers: [HealthController],
      providers: [Readiness],
      exports: [Readiness],
    };
  }
}
