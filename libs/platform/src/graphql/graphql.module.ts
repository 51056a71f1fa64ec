import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { GraphQLSchema } from 'graphql';
import { resetCaches } from 'graphql-tag';
import type { Logger } from '../logging/index.js';
import { CompiledDocuments } from './compiled-documents.js';
import { compiledQueries } from './compiled-queries.plugin.js';
import { documentStore } from './document-store.js';
import { formatError } from './format-error.js';
import { httpStatus } from './http-status.plugin.js';
import { LEAN_FIELDS } from './lean-fields.js';
import { plainFields } from './plain-fields.js';
import { GRAPHQL_LIMITS, queryShapeRule } from './query-shape.rule.js';

/** What the process decides about its GraphQL endpoint. */
export interface GraphqlOptions {
  readonly logger: Logger;
  /** On in `npm run dev` alone. */
  readonly introspection: boolean;
}

/** The GraphQL endpoint `/graphql`, hardened as docs/security.md lists it. */
export function graphqlModule({ logger, introspection }: GraphqlOptions): DynamicModule {
  const format = formatError(logger);
  const documents = new CompiledDocuments(format);
  const endpoint = GraphQLModule.forRoot<ApolloDriverConfig>({
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    introspection,
    graphiql: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: !introspection,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    documentStore: documentStore(),
    autoTransformHttpErrors: false,
    preserveHttpStatusForExecutionErrors: false,
    maxRecursiveSelections: true,
    parseOptions: { maxTokens: GRAPHQL_LIMITS.tokens },
    validationRules: [queryShapeRule],
    fieldResolverEnhancers: [],
    formatError: format,
    transformSchema: leanSchema,
    // Its hook on every field would make every field a function call again; nobody sends cache hints here.
    // Nor is this the part of a federation, whose traces bring a code generator with them.
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      compiledQueries(documents),
      httpStatus(),
    ],
    context: ({ req, res }: { req: unknown; res: unknown }) => ({ req, res }),
  });
  const kept = { provide: CompiledDocuments, useValue: documents };
  return {
    ...endpoint,
    imports: [...(endpoint.imports ?? []), LEAN_FIELDS.module],
    providers: [...(endpoint.providers ?? []), kept, LEAN_FIELDS.provider],
  };
}

/** Nest has made the schema from its printed form by now, which `gql` would keep for good, text and tree. */
function leanSchema(schema: GraphQLSchema): GraphQLSchema {
  resetCaches();
  return plainFields(schema);
}
