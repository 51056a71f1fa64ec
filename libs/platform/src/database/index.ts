export { Database } from './database.js';
export { DatabaseModule, type DatabaseOptions } from './database.module.js';
export { createDataSource, type DataSourceOptions } from './data-source.js';
export { migrate } from './migrate.js';
export { keyset, type Keyset } from './keyset.js';
export { claimCreation, findCreation, hashInput, sweepCreations, type CreationClaim } from './creation.repository.js';
export { statement, type Queryable, type Statement } from './statement.js';
export { Tx } from './tx.js';
export type { DataSource } from 'typeorm';
