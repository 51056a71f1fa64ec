import { describe, expect, it } from '@jest/globals';
import { buildSchema, isObjectType, parse, validate } from 'graphql';
import { queryShapeRule } from './query-shape.rule.js';
import { ONCE, TEXT_WEIGHT } from './weighs.decorator.js';

const schema = buildSchema(`
  type Node { id: ID, next: Node, few: [Node!]!, three: [Node!]!, list(first: Int, last: Int): NodeConnection, leaves(first: Int, last: Int): LeafConnection, text: String, html: String }
  type NodeEdge { node: Node } type NodeConnection { edges: [NodeEdge!]! totalCount: Int }
  type LeafEdge { node: Node } type LeafConnection { edges: [LeafEdge!]! }
  type Query { node: Node, work: String }`);
const extend = (type: string, field: string, extensions: { weight: number } | { atMost: number }): void => {
  const found = schema.getType(type);
  if (isObjectType(found)) Object.assign(found.getFields()[field] ?? {}, { extensions });
};
extend('Node', 'text', { weight: TEXT_WEIGHT });
extend('Node', 'html', { weight: TEXT_WEIGHT });
extend('Node', 'three', { atMost: 3 });
extend('Query', 'work', { weight: ONCE });
const complaints = (source: string): string[] =>
  validate(schema, parse(source), [queryShapeRule]).map((error) => error.message);
const page = (arguments_: string, inner: string): string => `list${arguments_} { edges { node { ${inner} } } }`;
const leaves = (arguments_: string, inner: string): string => page(arguments_, inner).replace('list', 'leaves');
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
    expect(complaints(`{ node { ${page('(first: 50)', leaves('(first: 20)', 'id'))} } }`)).toEqual([]);
    expect(complaints(`{ node { ${page('', leaves('', `few { id }`))} } }`).join()).toMatch(/objects/);
    expect(complaints(`{ node { ${page('(first: 50)', `few { ${leaves('(last: 50)', 'id')} }`)} } }`).join()).toMatch(
      /objects/,
    );
    const negative = `a: node { ${page('(first: -9000)', 'id')} } b: node { ${page('(first: 50)', leaves('(first: 50)', 'few { id }'))} }`;
    expect(complaints(`{ ${negative} }`).join()).toMatch(/objects/);
    const spread = `query ($n: Int) { node { ${page('(first: $n)', '...F')} } } fragment F on Node { ${leaves('(first: $n)', `few { id }`)} }`;
    expect(complaints(spread).join()).toMatch(/objects/);
  });

  it('counts a list without pages as full, by what it says of itself or as fifty', () => {
    expect(complaints(`{ node { ${page('(first: 50)', leaves('(first: 5)', 'three { id }'))} } }`)).toEqual([]);
    expect(complaints(`{ node { ${page('(first: 50)', leaves('(first: 50)', 'three { id }'))} } }`).join()).toMatch(
      /objects/,
    );
    expect(complaints(`{ node { ${page('(first: 50)', leaves('(first: 5)', 'few { id }'))} } }`).join()).toMatch(
      /objects/,
    );
  });

  it('may not ask for a list of a kind inside a list of that kind, however small', () => {
    expect(complaints(`{ node { ${page('(first: 1)', `next { ${page('(first: 1)', 'id')} }`)} } }`).join()).toMatch(
      /selfNesting/,
    );
    const spread = `{ node { ${page('(first: 1)', '...F')} } } fragment F on Node { next { ${page('(first: 1)', 'id')} } }`;
    expect(complaints(spread).join()).toMatch(/selfNesting/);
    expect(complaints(`{ node { ${page('', 'id')} next { ${page('', 'id')} } } }`)).toEqual([]);
  });

  it('may ask for one full page of texts in two forms, and not for several', () => {
    const texts = 'id next { id } next { id } text html';
    expect(complaints(`{ node { ${page('(first: 50)', texts)} } }`)).toEqual([]);
    expect(complaints(`query ($n: Int) { node { ${page('(first: $n)', texts)} } }`)).toEqual([]);
    const twice = `{ node { ${page('(first: 50)', texts)} next { ${page('(first: 50)', texts)} } } }`;
    expect(complaints(twice).join()).toMatch(/objects/);
    const aliases = Array.from({ length: 4 }, (_, i) => `a${i}: node { ${page('(first: 50)', 'html')} }`).join(' ');
    expect(complaints(`{ ${aliases} }`).join()).toMatch(/objects/);
    expect(complaints(`{ node { ${page('(first: 50)', leaves('(first: 5)', 'html'))} } }`).join()).toMatch(/objects/);
  });

  it('may ask once for what is work', () => {
    expect(complaints('{ work }')).toEqual([]);
    expect(complaints('{ a: work b: work }').join()).toMatch(/objects/);
    expect(complaints('{ ...F ...F } fragment F on Query { work }').join()).toMatch(/objects/);
  });

  it('may not be of a kind that there is none of', () => {
    expect(complaints('subscription { x }')).toEqual(['There is no subscription here.']);
    expect(complaints('mutation { x }')).toEqual(['There is no mutation here.']);
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
