export { startEmbeddedPostgres } from './embedded-postgres/index.js';
export { findEmbeddedPostgres, type FoundPostgres } from './embedded-postgres/running.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres/index.js';
export { resetDemonstration } from './demo/reset-demonstration.js';
export { StartError } from '#platform/process';
