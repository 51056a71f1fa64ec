import { LIMITS } from '#contracts';
import {
  getNamedType,
  GraphQLError,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/** How large a query may be; proved against the web client's own documents by test/architecture. */
export const GRAPHQL_LIMITS = {
  /** Lexical tokens, before anything is parsed. */
  tokens: 2_000,
  /** Fields below fields; fragments count as what they spread. */
  depth: 12,
  /** Fields in all, each spread of a fragment counted anew. */
  fields: 400,
  /** Fields at the root: one request is one act, not a batch of sign-ins. */
  rootFields: 20,
  /** Renamed fields. */
  aliases: 20,
  /** Directives in all. */
  directives: 30,
  /** Objects that the answer could hold if every list in it were full; a field that is heavy counts for its weight. */
  objects: 6_000,
  /** Lists of a kind inside a list of the same kind, such as the posts of the threads of posts. */
  selfNesting: 0,
} as const;

const LIMITED = ['depth', 'fields', 'rootFields', 'aliases', 'directives', 'objects', 'selfNesting'] as const;

/** A list without pages is short by its nature (test/architecture lists them all); `Holds` says of one how short. */
const SHORT_LIST = 50;

interface Shape {
  depth: number;
  fields: number;
  aliases: number;
  directives: number;
  objects: number;
  selfNesting: number;
  /** Names of the connections in it. */
  readonly lists: Set<string>;
}

const nothing = (): Shape => ({
  depth: 0,
  fields: 0,
  aliases: 0,
  directives: 0,
  objects: 0,
  selfNesting: 0,
  lists: new Set(),
});

/** Adds the shape of a part that stands `deeper` levels down and is answered `times` times. */
const add = (sum: Shape, part: Shape, deeper: number, times: number): void => {
  sum.depth = Math.max(sum.depth, part.depth + deeper);
  sum.fields += part.fields;
  sum.aliases += part.aliases;
  sum.directives += part.directives;
  sum.objects += part.objects * times;
  sum.selfNesting += part.selfNesting;
  for (const name of part.lists) sum.lists.add(name);
};

/** How many objects a field can answer: the page that is asked for, the largest where a variable says it. */
function timesOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown> | undefined,
  type: GraphQLOutputType | undefined = field?.type,
): number {
  if (!type) return 1;
  if (isNonNullType(type)) return timesOf(node, field, type.ofType);
  if (isListType(type)) return numberIn(field, 'atMost') ?? SHORT_LIST;
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return 1;
  const size = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last')?.value;
  if (size === undefined || size.kind === Kind.NULL) return LIMITS.pageDefault;
  // A negative size is refused when it is asked for; here it must not make room for others.
  return size.kind === Kind.INT ? Math.max(1, Math.min(Number(size.value), LIMITS.pageMax)) : LIMITS.pageMax;
}

/** What a field says of itself (`Weighs`): how many objects it is worth, besides the one that it may be. */
const weightOf = (field: GraphQLField<unknown, unknown> | undefined): number => numberIn(field, 'weight') ?? 0;

function numberIn(field: GraphQLField<unknown, unknown> | undefined, extension: 'weight' | 'atMost'): number | null {
  const number = field?.extensions[extension];
  return typeof number === 'number' ? number : null;
}

/**
 * Refuses queries that are too deep, too wide, too repetitive or could answer too much, in one pass. Own code instead
 * of graphql-armor's rules, which pass over aliases of `__typename` and count a fragment once however often it is
 * spread (docs/adr/0002-query-limits-of-our-own.md).
 */
export function queryShapeRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Shape>();
  const schema = context.getSchema();

  const ofFragment = (name: string): Shape => {
    const known = fragments.get(name);
    if (known) return known;
    fragments.set(name, nothing()); // a circle is another rule's error; here it only must end
    const fragment = context.getFragment(name);
    const shape = fragment
      ? ofSet(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value))
      : nothing();
    shape.directives += fragment?.directives?.length ?? 0;
    fragments.set(name, shape);
    return shape;
  };

  const ofSelection = (node: SelectionNode, parent: GraphQLNamedType | undefined, sum: Shape): void => {
    sum.directives += node.directives?.length ?? 0;
    if (node.kind === Kind.FRAGMENT_SPREAD) return add(sum, ofFragment(node.name.value), 0, 1);
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
      return add(sum, ofSet(node.selectionSet, type), 0, 1);
    }
    sum.fields += 1;
    if (node.alias) sum.aliases += 1;
    const field = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!node.selectionSet) return add(sum, { ...nothing(), objects: weightOf(field) }, 1, 1);
    const type = field && getNamedType(field.type);
    // The list `edges` is as long as its connection, which was counted already.
    const times = parent?.name.endsWith('Connection') ? 1 : timesOf(node, field);
    const inner = ofSet(node.selectionSet, type);
    inner.objects += 1 + weightOf(field);
    if (type?.name.endsWith('Connection')) {
      if (inner.lists.has(type.name)) inner.selfNesting += 1;
      inner.lists.add(type.name);
    }
    add(sum, inner, 1, times);
  };

  const ofSet = (set: SelectionSetNode, parent: GraphQLNamedType | undefined): Shape => {
    const sum = nothing();
    for (const node of set.selections) ofSelection(node, parent, sum);
    return sum;
  };

  return {
    OperationDefinition(operation: OperationDefinitionNode) {
      const root = schema.getRootType(operation.operation);
      if (!root) {
        context.reportError(new GraphQLError(`There is no ${operation.operation} here.`, { nodes: operation }));
        return;
      }
      const shape = ofSet(operation.selectionSet, root);
      shape.directives += operation.directives?.length ?? 0;
      const found = { ...shape, rootFields: operation.selectionSet.selections.length };
      for (const key of LIMITED) {
        if (found[key] <= GRAPHQL_LIMITS[key]) continue;
        const message = `Too large a query: ${key} may be ${GRAPHQL_LIMITS[key]} at most.`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  };
}
