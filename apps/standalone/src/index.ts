export { startEmbeddedPostgres } from './embedded-postgres/index.js';
export type { EmbeddedPostgres, EmbeddedPostgresOptions } from './embedded-postgres/index.js';
export { StartError } from './start-error.js';
