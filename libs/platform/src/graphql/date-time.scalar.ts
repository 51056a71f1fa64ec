import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const toText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  throw new GraphQLError('Not a moment in time.');
};

const fromText = (value: unknown): string => {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value)))
    throw new GraphQLError('Not a moment in time: write ISO 8601.');
  return value;
};

/** A moment as ISO 8601 text in UTC. Text from PostgreSQL passes through unparsed: most dates are only passed on. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'A moment in UTC as ISO 8601 text, up to microseconds: `2026-11-21T22:05:56.123456Z`.',
  serialize: toText,
  parseValue: fromText,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw new GraphQLError('Not a moment in time: write ISO 8601.');
    return fromText(node.value);
  },
});
