import { BREAK, GraphQLError, Kind, parse, visit, type ASTNode } from 'graphql';

/**
 * The input field that a request which cannot run got wrong, named as in every other refusal: by its path below the
 * argument, or by the argument where that itself is wrong. Undefined where the error is about no input.
 */
export function fieldsOfError(message: string, thrown: unknown): Record<string, string> | undefined {
  const nodes = thrown instanceof GraphQLError ? (thrown.nodes ?? []) : [];
  const [argument, ...below] = pathInVariable(message) ?? pathInDocument(message, nodes);
  if (argument === undefined) return undefined;
  return { [below.join('.') || argument]: 'This value does not fit.' };
}

/** `Variable "$i" got invalid value … at "i.body"; …` → i, body. Clients name their variables as they like. */
function pathInVariable(message: string): string[] | null {
  const [, name] = /^Variable "\$(\w+)" (?:got invalid value|of required type)/.exec(message) ?? [];
  if (name === undefined) return null;
  const [, below = ''] = new RegExp(` at "${name}((?:\\.\\w+|\\[\\d+\\])+)"`).exec(message) ?? [];
  const [, missing] = /; Field "(\w+)" (?:of required type|is not defined)/.exec(message) ?? [];
  return [name, ...below.split(/[.[\]]+/).filter(Boolean), ...(missing === undefined ? [] : [missing])];
}

/** The same for a value that stands in the document itself: GraphQL's sentences name no field, but point at it. */
function pathInDocument(message: string, nodes: readonly ASTNode[]): string[] {
  const [, argument] = /argument "(\w+)" of type .* is required/.exec(message) ?? [];
  if (argument !== undefined) return [argument];
  const [, missing] = /^Field "\w+\.(\w+)" of required type/.exec(message) ?? [];
  const path = nodes.map(pathTo).findLast((found) => found.length > 0);
  if (path) return missing === undefined ? path : [...path, missing];
  const [, variable] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  return variable === undefined ? [] : [variable];
}

const namesIn = (nodes: readonly (ASTNode | readonly ASTNode[])[]): string[] =>
  nodes.flatMap((node) =>
    'kind' in node && (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) ? [node.name.value] : [],
  );

/** Names of the argument and the input fields around a node. Nodes do not know their parents, so the text is read anew. */
function pathTo({ kind, loc }: ASTNode): string[] {
  if (!loc) return [];
  let path: string[] = [];
  visit(parse(loc.source), {
    enter(node, _key, parent, _path, ancestors) {
      if (node.kind !== kind || node.loc?.start !== loc.start || node.loc.end !== loc.end) return undefined;
      path = namesIn([...ancestors, ...(parent ? [parent] : []), node]);
      return BREAK;
    },
  });
  return path;
}
