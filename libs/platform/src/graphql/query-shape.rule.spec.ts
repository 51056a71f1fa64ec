import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { queryShapeRule } from './query-shape.rule.js';

const schema = buildSchema(`
  type Node { id: ID, next: Node, few: [Node!]!, list(first: Int, last: Int): NodeConnection }
  type NodeEdge { node: Node } type NodeConnection { edges: [NodeEdge!]! totalCount: Int }
  type Query { node: Node }`);
const complaints = (source: string): string[] =>
  validate(schema, parse(source), [queryShapeRule]).map((error) => error.message);
const nested = (depth: number): string => `{ node { ${'next { '.repeat(depth)} id ${'} '.repeat(depth)} } }`;

describe('the shape of a query', () => {
  it('may be ordinary', () => {
    expect(complaints('{ node { id next { id __typename } } }')).toEqual([]);
  });

  it('may not be too deep, also through fragments', () => {
    expect(complaints(nested(30)).join()).toMatch(/depth/);
    const chain = Array.from(
      { length: 20 },
      (_, i) => `fragment F${i} on Node { next { ${i === 19 ? 'id' : `...F${i + 1}`} } }`,
    ).join(' ');
    expect(complaints(`{ node { ...F0 } } ${chain}`).join()).toMatch(/depth/);
  });

  it('may not be too wide; aliases of __typename count, and so does each spread of a fragment', () => {
    const aliases = Array.from({ length: 100 }, (_, i) => `a${i}: __typename`).join(' ');
    expect(complaints(`{ node { ${aliases} } }`).join()).toMatch(/aliases/);
    const fragment = `fragment F on Node { ${'id '.repeat(50)} }`;
    expect(complaints(`{ node { ${'...F '.repeat(20)} } } ${fragment}`).join()).toMatch(/fields/);
    expect(complaints(`{ ${Array.from({ length: 30 }, () => 'node { id }').join(' ')} }`).join()).toMatch(/rootFields/);
  });

  it('may not ask for lists in lists in lists', () => {
    const page = (arguments_: string, inner: string): string => `list${arguments_} { edges { node { ${inner} } } }`;
    expect(complaints(`{ node { ${page('(first: 50)', page('(first: 20)', 'id'))} } }`)).toEqual([]);
    expect(complaints(`{ node { ${page('', page('', page('', 'id')))} } }`).join()).toMatch(/objects/);
    expect(complaints(`{ node { ${page('(first: 50)', `few { ${page('(last: 50)', 'id')} }`)} } }`).join()).toMatch(
      /objects/,
    );
    const spread = `query ($n: Int) { node { ${page('(first: $n)', '...F')} } } fragment F on Node { ${page('(first: $n)', page('(first: 3)', 'id'))} }`;
    expect(complaints(spread).join()).toMatch(/objects/);
  });

  it('may not repeat directives', () => {
    expect(complaints(`{ node { id ${'@skip(if: false) '.repeat(40)} } }`).join()).toMatch(/directives/);
  });

  it('comes to an end with doubling fragments and with circles', () => {
    const doubling = Array.from(
      { length: 30 },
      (_, i) => `fragment F${i} on Node { ${i === 29 ? 'id' : `...F${i + 1} ...F${i + 1}`} }`,
    ).join(' ');
    expect(complaints(`{ node { ...F0 } } ${doubling}`).join()).toMatch(/fields/);
    expect(() => complaints('{ node { ...A } } fragment A on Node { ...B } fragment B on Node { ...A }')).not.toThrow();
  });
});
