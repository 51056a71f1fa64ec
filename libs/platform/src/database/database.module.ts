import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Database } from './database.js';

/** The ready DataSource of the process; whoever made it also ends it. */
export interface DatabaseOptions {
  readonly dataSource: DataSource;
}

/** Gives every lib the one `Database`. The process initializes the DataSource before and destroys it after. */
@Global()
@Module({})
export class DatabaseModule {
  /** For the root module of a process, once. */
  static forRoot(options: DatabaseOptions): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [{ provide: Database, useFactory: () => new Database(options.dataSource) }],
      exports: [Database],
    };
  }
}
