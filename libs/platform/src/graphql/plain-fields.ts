import { isObjectType, type GraphQLSchema } from 'graphql';

/**
 * Takes away the resolvers that Nest puts on every field that is a plain property. GraphQL reads such a property by
 * itself, and graphql-jit compiles the reading into the query instead of calling a function for each field of each
 * row: an eighth of the thread page's time (docs/performance.md). Fields with a default or another name keep theirs.
 */
export function plainFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve && readsPlainly(field.name, field.resolve)) delete field.resolve;
    }
  }
  return schema;
}

/** Nest's own reader is known by its name and tried out: nothing else may be called just to look at it. */
function readsPlainly(name: string, resolve: (root: object, ...rest: never[]) => unknown): boolean {
  const value = Symbol(name);
  return resolve.name === 'rootFieldResolver' && resolve({ [name]: value }) === value && resolve({}) === undefined;
}
