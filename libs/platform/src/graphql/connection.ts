import { Field, Int, ObjectType, type ReturnTypeFunc } from '@nestjs/graphql';
import { PageInfo } from './page-info.type.js';

/** One item of a page and its cursor. */
export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page of a list, as Relay draws it; `totalCount` where it is cheap. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
  readonly totalCount?: number;
}

type NodeClass = abstract new (...args: never[]) => object;

/** Makes the GraphQL types `<name>Connection` and `<name>Edge`; call once for each node type. */
export function connectionOf(
  node: () => NodeClass,
  name: string,
  options: { totalCount: boolean } = { totalCount: true },
) {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a page and its cursor.` })
  class EdgeType {
    @Field({ description: 'Opaque; give it to `after` or `before`.' })
    cursor!: string;

    @Field(node as ReturnTypeFunc, { description: 'The item.' })
    node!: object;
  }

  @ObjectType({ isAbstract: true })
  abstract class Uncounted {
    @Field(() => [EdgeType], { description: 'The items in order.' })
    edges!: readonly Edge<unknown>[];

    @Field(() => PageInfo, { description: 'Where this page stands in the whole.' })
    pageInfo!: PageInfo;
  }

  @ObjectType({ isAbstract: true })
  abstract class Counted extends Uncounted {
    @Field(() => Int, { description: 'How many there are in all.' })
    totalCount!: number;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list (${name}).` })
  class ConnectionType extends (options.totalCount ? Counted : Uncounted) {}
  return ConnectionType;
}

/** Builds a page from rows in display order. */
export function pageOf<Node>(
  rows: readonly Node[],
  cursorOf: (node: Node) => string,
  more: { readonly before: boolean; readonly after: boolean },
  totalCount?: number,
): Connection<Node> {
  const edges = rows.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: more.after,
      hasPreviousPage: more.before,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    ...(totalCount === undefined ? {} : { totalCount }),
  };
}
