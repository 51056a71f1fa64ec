import { Module, type DynamicModule } from '@nestjs/common';
import { CommunitiesModule } from '#communities';
import { IdentityModule } from '#identity';
import { MembershipModule } from '#membership';
import { NotificationsModule } from '#notifications';
import { ConfigModule, type Config } from '#platform/config';
import { DatabaseModule, type DataSource } from '#platform/database';
import { EventsModule } from '#platform/events';
import { LoggingModule, type Logger } from '#platform/logging';
import { MetricsModule } from '#platform/metrics';
import { PicturesModule } from '#platform/pictures';
import { RealtimeModule } from '#platform/realtime';
import { RedisModule } from '#platform/redis';
import { SafeFetchModule } from '#platform/safe-fetch';
import { ScannerModule } from '#platform/scanner';
import { StorageModule } from '#platform/storage';
import { PostsModule } from '#posts';
import { ResourcesModule } from '#resources';
import { ProcessFigures } from './process-figures.js';
import { Readiness } from './readiness.js';

/** What the process made before Nest starts, and ends after it. */
export interface BaseOptions {
  readonly config: Config;
  readonly logger: Logger;
  /** Initialized, migrated. */
  readonly dataSource: DataSource;
}

/** Every lib, with the machinery that it stands on: what all processes have, whatever they are for. */
@Module({})
export class LibsModule {
  /** For the root module of a process, once. */
  static forRoot({ config, logger, dataSource }: BaseOptions): DynamicModule {
    return {
      module: LibsModule,
      imports: [
        ConfigModule.forRoot(config),
        LoggingModule.forRoot(logger),
        MetricsModule,
        DatabaseModule.forRoot({ dataSource }),
        EventsModule,
        RedisModule,
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
      ],
      providers: [ProcessFigures, Readiness],
      exports: [Readiness],
    };
  }
}
