import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { valueFor, type Known } from '../stranger/walk.js';

/** Where in the variables of a question a value stands: `input`, `attachments`, 0, `id`. */
export type Path = readonly (string | number)[];

/** A place of a question, and what may stand there. */
export interface Place {
  readonly path: Path;
  readonly takes: 'text' | 'number' | 'other';
  readonly optional: boolean;
}

/** One operation, or one field with arguments, and everything that can be put into it. */
export interface Question {
  /** `Mutation.reply`, `Community.resources`. */
  readonly name: string;
  readonly source: string;
  /** Plausible in every place. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Every place at any depth. */
  readonly places: readonly Place[];
}

/** A way to a type: what stands before and after the question, and what it takes. */
interface Way {
  readonly before: string;
  readonly after: string;
}

/** How deep a type may lie: the product takes no deeper questions. */
const DEPTH = 6;

/** Every argument and every input type of the schema as questions. The order is always the same. */
export function questions(schema: GraphQLSchema, known: Known): Question[] {
  const found: Question[] = [];
  for (const root of [schema.getMutationType(), schema.getQueryType()]) {
    if (!root) continue;
    const way = { before: '', after: '' };
    for (const field of Object.values(root.getFields()))
      if (field.args.length > 0) found.push(question(root.name, field, way, known));
  }
  const ways = waysFromQuery(schema, known);
  for (const type of Object.values(schema.getTypeMap())) {
    const way = ways.get(type.name);
    if (!isObjectType(type) || !way) continue;
    for (const field of Object.values(type.getFields()))
      if (field.args.length > 0) found.push(question(type.name, field, way, known));
  }
  return found;
}

/** Names of the object types whose fields take arguments and to which no way leads. */
export function outOfReach(schema: GraphQLSchema, known: Known): string[] {
  const ways = waysFromQuery(schema, known);
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name]);
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) &&
    !type.name.startsWith('__') &&
    !roots.has(type.name) &&
    !ways.has(type.name) &&
    Object.values(type.getFields()).some(({ args }) => args.length > 0)
      ? [type.name]
      : [],
  );
}

function question(on: string, field: GraphQLField<unknown, unknown>, way: Way, known: Known): Question {
  const variables = Object.fromEntries(field.args.map((one) => [one.name, valueFor(one, known, field.name)]));
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  const kind = on === 'Mutation' ? 'mutation' : 'query';
  return {
    name: `${on}.${field.name}`,
    source: `${kind} (${declared}) { ${way.before}${field.name}(${given})${selection}${way.after} }`,
    variables,
    places: field.args.flatMap((one) => placesIn(one, [one.name], [])),
  };
}

function placesIn(
  { type }: GraphQLArgument | GraphQLInputField,
  path: Path,
  above: readonly GraphQLNamedType[],
): Place[] {
  const inner = getNullableType(type);
  return [{ path, takes: takenBy(inner), optional: !isNonNullType(type) }, ...placesBelow(inner, path, above)];
}

function placesBelow(type: GraphQLInputType, path: Path, above: readonly GraphQLNamedType[]): Place[] {
  if (isListType(type)) {
    const element: GraphQLInputType = getNullableType(type.ofType);
    const first = [...path, 0];
    return [{ path: first, takes: takenBy(element), optional: false }, ...placesBelow(element, first, above)];
  }
  if (!isInputObjectType(type) || above.includes(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => placesIn(field, [...path, field.name], [...above, type]));
}

const takenBy = (type: GraphQLInputType): Place['takes'] => {
  if (!isScalarType(type) || type.name === 'Boolean') return 'other';
  return type.name === 'Int' || type.name === 'Float' ? 'number' : 'text';
};

/** The shortest way from a query to every object type, through fields that ask for nothing that is not known. */
function waysFromQuery(schema: GraphQLSchema, known: Known): Map<string, Way> {
  const ways = new Map<string, Way>();
  const root = schema.getQueryType();
  if (!root) return ways;
  let edge: [GraphQLNamedType, Way][] = [[root, { before: '', after: '' }]];
  for (let depth = 0; depth < DEPTH; depth += 1) {
    const next: typeof edge = [];
    for (const [type, way] of edge) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const inner = getNamedType(field.type);
        if (!isObjectType(inner) || ways.has(inner.name)) continue;
        const needed = field.args.filter((one) => isNonNullType(one.type) && one.defaultValue === undefined);
        const given = needed.map((one) => `${one.name}: ${JSON.stringify(valueFor(one, known, field.name))}`);
        if (field.args.some(({ name }) => name === 'first')) given.push('first: 1');
        const put = given.length > 0 ? `(${given.join(', ')})` : '';
        const further = { before: `${way.before}${field.name}${put} { `, after: ` }${way.after}` };
        ways.set(inner.name, further);
        next.push([inner, further]);
      }
    }
    edge = next;
  }
  return ways;
}
