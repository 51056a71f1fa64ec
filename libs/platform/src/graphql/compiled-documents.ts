import type { DocumentNode, ExecutionResult, GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { holdsText, KEPT } from './document-store.js';

/** Seen once: not worth compiling yet, so that a flood of ever new queries costs no compiler time. */
const SEEN = Symbol('seen once');
/** graphql-jit would not have it: the ordinary way, always. */
const ORDINARY = Symbol('ordinary');

/** What an operation gave, ready to be sent. */
export interface Outcome {
  readonly errors?: readonly GraphQLFormattedError[];
  readonly data: ExecutionResult['data'];
}

/** Runs an operation; null when the variables did not fit, and nothing ran: the ordinary way finds the same and names the field. */
export type Run = (context: object, variables: Readonly<Record<string, unknown>>) => Promise<Outcome | null>;

/**
 * Operations as compiled functions (graphql-jit): on the thread page about twice the requests a second of graphql-js
 * (docs/performance.md). What is here was parsed and checked as a whole before. The first run of a document, whatever
 * cannot be compiled, a very long document, and one that holds a text of somebody's (it would stand in the compiled function)
 * go the ordinary way.
 */
export class CompiledDocuments {
  private readonly known = new LRUCache<string, Run | typeof SEEN | typeof ORDINARY>({
    ...KEPT,
    sizeCalculation: (_, key) => key.length,
  });

  /** `format` is how errors are shown. */
  constructor(
    private readonly format: (formatted: GraphQLFormattedError, error: GraphQLError) => GraphQLFormattedError,
  ) {}

  /** The operation of exactly this text, where it was compiled; undefined otherwise. */
  find(query: string, operationName: string | null | undefined): Run | undefined {
    const found = this.known.get(keyOf(query, operationName));
    return typeof found === 'function' ? found : undefined;
  }

  /** The same for a document that was just parsed and checked: compiles it the second time. Null: run it the ordinary way. */
  meet(
    schema: GraphQLSchema,
    document: DocumentNode,
    query: string,
    operationName: string | null | undefined,
  ): Run | null {
    const key = keyOf(query, operationName);
    let found = this.known.get(key);
    if (found === undefined) {
      if (!holdsText(document)) this.known.set(key, SEEN);
      return null;
    }
    if (found === SEEN) this.known.set(key, (found = this.compiled(schema, document, operationName)));
    return typeof found === 'function' ? found : null;
  }

  private compiled(
    schema: GraphQLSchema,
    document: DocumentNode,
    name: string | null | undefined,
  ): Run | typeof ORDINARY {
    const compiled = compileQuery(schema, document, name ?? '');
    if (!isCompiledQuery(compiled)) return ORDINARY;
    return async (context, variables) => {
      const { data, errors } = (await compiled.query({}, context, variables)) as ExecutionResult;
      if (data === undefined) return null;
      return errors ? { errors: errors.map((error) => this.format(error.toJSON(), error)), data } : { data };
    };
  }
}

const keyOf = (query: string, operationName: string | null | undefined): string => `${operationName ?? ''}:${query}`;
