import { describe, expect, it } from '@jest/globals';
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { plainFields } from './plain-fields.js';

/** What Nest puts on a field that is a property of its class. */
const nestReader = (property: string, defaultValue?: string) => {
  const rootFieldResolver = (root: Record<string, unknown>) => root[property] ?? defaultValue;
  return rootFieldResolver;
};

const own = (): string => 'asked';

describe('plainFields', () => {
  const schema = plainFields(
    new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          plain: { type: GraphQLString, resolve: nestReader('plain') },
          renamed: { type: GraphQLString, resolve: nestReader('inner') },
          withDefault: { type: GraphQLString, resolve: nestReader('withDefault', 'none') },
          asked: { type: GraphQLString, resolve: own },
        },
      }),
    }),
  );
  const fields = schema.getQueryType()?.getFields();

  it('takes the resolver of a plain property away', () => {
    expect(fields?.['plain']?.resolve).toBeUndefined();
  });

  it('leaves every field that does more than read its own property', () => {
    expect(fields?.['renamed']?.resolve?.name).toBe('rootFieldResolver');
    expect(fields?.['withDefault']?.resolve?.name).toBe('rootFieldResolver');
    expect(fields?.['asked']?.resolve).toBe(own);
  });
});
