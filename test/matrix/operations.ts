import type { Case } from './case.js';
import { MUTATIONS } from './mutations.js';
import { QUERIES } from './queries.js';

/** Every operation of the schema, asked once as each actor in each place; a name in brackets is a further case of it. */
export const OPERATIONS: Readonly<Record<string, Case>> = { ...QUERIES, ...MUTATIONS };
