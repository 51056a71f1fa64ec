import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** What a stranger may know of a place: names of arguments, and of `id` by operation, with the value to try. */
export type Known = Readonly<Record<string, string>>;

/** One operation with every field that can be asked for, made from the schema. */
export interface Walked {
  readonly name: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const DEPTH = 4;

/** A question for each operation of the schema, with what is known put into every place where it fits. */
export function walk(schema: GraphQLSchema, known: Known): Walked[] {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type !== null && type !== undefined);
  return roots.flatMap((type) => Object.values(type.getFields()).map((field) => question(type.name, field, known)));
}

function question(root: string, field: GraphQLField<unknown, unknown>, known: Known): Walked {
  const variables: Record<string, unknown> = {};
  for (const argument of field.args) variables[argument.name] = valueFor(argument, known, field.name);
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    name: `${root}.${field.name}`,
    query: `${root.toLowerCase()} ${declared && `(${declared})`} { ${field.name}${given && `(${given})`} ${selection(field.type, 0, [])} }`,
    variables,
  };
}

/** Every field below this type whose arguments may be left out, down to a depth, and no type inside itself. */
function selection(type: GraphQLOutputType, depth: number, above: readonly string[]): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) throw new Error(`${named.name} is no object.`);
  const parts = Object.values(named.getFields()).flatMap((field) => {
    if (field.args.some((argument) => isNonNullType(argument.type) && argument.defaultValue === undefined)) return [];
    const inner = getNamedType(field.type);
    const isPage = field.args.some(({ name }) => name === 'first');
    if (isLeafType(inner)) return [field.name];
    if (depth >= DEPTH || above.includes(inner.name)) return [];
    const below = selection(field.type, depth + 1, [...above, named.name]);
    return below === '{  }' ? [] : [`${field.name}${isPage ? '(first: 2)' : ''} ${below}`];
  });
  return `{ ${parts.join(' ')} }`;
}

/** A plausible value for one argument or input field, with what is known where it fits. */
export function valueFor(
  { name, type }: GraphQLArgument | GraphQLInputField,
  known: Known,
  operation: string,
): unknown {
  const special = known[`${operation}.${name}`] ?? known[name];
  return valueOf(type, special, known, operation);
}

function valueOf(type: GraphQLInputType, special: string | undefined, known: Known, operation: string): unknown {
  if (isNonNullType(type)) return valueOf(type.ofType, special, known, operation);
  if (isListType(type)) return [valueOf(type.ofType, special, known, operation)];
  if (isInputObjectType(type)) {
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, valueFor(field, known, operation)]),
    );
  }
  if (isEnumType(type)) return type.getValues()[0]?.name;
  switch (type.name) {
    case 'Int':
      return 2;
    case 'Float':
      return 1;
    case 'Boolean':
      return true;
    case 'DateTime':
      return special ?? '2099-01-01T00:00:00.000Z';
    case 'ID':
      return special ?? '01999999-0000-7000-8000-00000000000f';
    default:
      return special ?? 'x';
  }
}
