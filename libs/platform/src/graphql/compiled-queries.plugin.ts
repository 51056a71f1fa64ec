import { HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { holdsText } from './document-store.js';
import type { RequestContext } from './request-context.js';

/** Seen once: not worth compiling yet, so that a flood of ever new queries costs no compiler time. */
const SEEN = Symbol('seen once');
/** graphql-jit would not have it: the ordinary way, always. */
const ORDINARY = Symbol('ordinary');

/**
 * Runs operations as compiled functions (graphql-jit): on the thread page about twice the requests a second of
 * graphql-js (docs/performance.md). The first run of a document, whatever cannot be compiled, and a document that holds a
 * text of somebody's (it would stand in the compiled function) go the ordinary way.
 * A plugin's answer passes by Apollo's own error formatting, so `format` is applied here.
 */
export function compiledQueries(
  format: (formatted: GraphQLFormattedError, error: GraphQLError) => GraphQLFormattedError,
): ApolloServerPlugin<RequestContext> {
  const known = new LRUCache<string, CompiledQuery | typeof SEEN | typeof ORDINARY>({ max: 500 });

  return {
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, operationName, request, contextValue, queryHash }) {
          const key = `${queryHash}:${operationName ?? ''}`;
          let query = known.get(key);
          if (query === undefined) {
            if (holdsText(document)) return null;
            known.set(key, SEEN);
            return null;
          }
          if (query === SEEN) {
            const compiled = compileQuery(schema, document, operationName ?? '');
            query = isCompiledQuery(compiled) ? compiled : ORDINARY;
            known.set(key, query);
          }
          if (query === ORDINARY) return null;

          const result = (await query.query({}, contextValue, request.variables ?? {})) as ExecutionResult;
          // No data at all: the variables did not fit and nothing ran. The ordinary way finds the same and names the field.
          if (result.data === undefined) return null;
          const errors = result.errors?.map((error) => format(error.toJSON(), error));
          return {
            http: { headers: new HeaderMap() },
            body: { kind: 'single', singleResult: errors ? { errors, data: result.data } : { data: result.data } },
          };
        },
      };
    },
  };
}
