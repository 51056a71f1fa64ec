import { describe, expect, it } from '@jest/globals';
import { ApolloServer } from '@apollo/server';
import { buildSchema, parse, type GraphQLFormattedError } from 'graphql';
import { CompiledDocuments } from './compiled-documents.js';
import { compiledQueries } from './compiled-queries.plugin.js';
import { documentStore, holdsText } from './document-store.js';
import type { RequestContext } from './request-context.js';

const LITERAL = 'mutation { apply(answers: [{ key: "role", value: "canary" }]) }';
const VARIABLE = 'mutation ($answers: [Answer!]!) { apply(answers: $answers) }';

describe('a document that holds a text', () => {
  it.each([
    '{ a(b: "x") }',
    '{ a(b: """x""") }',
    '{ a(b: { c: ["x"] }) }',
    'query ($b: String = "x") { a(b: $b) }',
    '{ a @d(b: "x") }',
    'fragment F on A { b(c: "x") } { a { ...F } }',
  ])('is known: %s', (source) => {
    expect(holdsText(parse(source))).toBe(true);
  });

  it.each(['{ a(b: 1, c: EN, d: true, e: null) }', 'query ($b: String) { a(b: $b) }'])('is not: %s', (source) => {
    expect(holdsText(parse(source))).toBe(false);
  });

  it('is not kept, and any other is', async () => {
    const store = documentStore();
    await store.set('literal', parse(LITERAL));
    await store.set('variable', parse(VARIABLE));
    expect(await store.get('literal')).toBeUndefined();
    expect(await store.get('variable')).toBeDefined();
    expect([await store.delete('variable'), await store.get('variable')]).toEqual([true, undefined]);
  });

  it('has no more room in memory than all clients need, however many are sent and however long', async () => {
    const store = documentStore();
    const documents = new CompiledDocuments((formatted: GraphQLFormattedError) => formatted);
    const schema = buildSchema('type Query { a: Int }');
    const keptOf = async (sources: readonly string[]): Promise<[number, number]> => {
      for (const source of sources) {
        await store.set(source, parse(source));
        for (let time = 0; time < 2; time += 1) documents.meet(schema, parse(source), source, null);
      }
      const parsed = await Promise.all(sources.map((source) => store.get(source)));
      const compiled = sources.filter((source) => documents.find(source, null));
      return [parsed.filter(Boolean).length, compiled.length];
    };
    expect(await keptOf(['{ a }', `{ a } #${'x'.repeat(1_000)}`])).toEqual([2, 2]);
    expect(await keptOf([`{ a } #${'x'.repeat(10_000)}`])).toEqual([0, 0]);
    const many = Array.from({ length: 100 }, (_, at) => `{ a } #${at} ${'x'.repeat(5_000)}`);
    for (const kept of await keptOf(many)) expect(kept).toBeLessThan(60);
  });

  it('is parsed anew each time and never compiled', async () => {
    const parsed: string[] = [];
    let ordinarily = 0;
    const documents = new CompiledDocuments((formatted: GraphQLFormattedError) => formatted);
    const server = new ApolloServer<RequestContext>({
      typeDefs: `input Answer { key: String! value: String! } type Query { a: Int }
                 type Mutation { apply(answers: [Answer!]!): Int }`,
      resolvers: { Mutation: { apply: () => 1 } },
      documentStore: documentStore(),
      plugins: [
        compiledQueries(documents),
        {
          async requestDidStart() {
            return {
              async parsingDidStart({ source }) {
                parsed.push(source);
              },
              async executionDidStart() {
                ordinarily += 1;
              },
            };
          },
        },
      ],
    });
    const ask = async (query: string, times: number): Promise<[number, number]> => {
      [parsed.length, ordinarily] = [0, 0];
      for (let time = 0; time < times; time += 1) {
        const variables = { answers: [{ key: 'role', value: 'canary' }] };
        const { body } = await server.executeOperation({ query, variables }, { contextValue: {} as RequestContext });
        expect(body).toMatchObject({ singleResult: { data: { apply: 1 } } });
      }
      return [parsed.length, ordinarily];
    };
    expect(await ask(LITERAL, 4)).toEqual([4, 4]);
    expect(await ask(VARIABLE, 4)).toEqual([1, 1]);
    expect([documents.find(LITERAL, null), typeof documents.find(VARIABLE, null)]).toEqual([undefined, 'function']);
    await server.stop();
  });
});
