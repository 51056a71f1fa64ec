import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import express from 'express';
import { buildSchema, parse, type GraphQLSchema } from 'graphql';
import { RateLimited } from '../errors/index.js';
import { CompiledDocuments } from './compiled-documents.js';
import { compiledEndpoint } from './compiled-endpoint.js';

const SCHEMA = 'type Query { echo(word: String!, times: Int): String refused: String }';
const ECHO = 'query Echo($word: String!, $times: Int) { echo(word: $word, times: $times) }';
const REFUSED = 'query Refused { refused }';

describe('the endpoint of compiled operations', () => {
  let server: Server;
  let url: string;
  const passed: unknown[] = [];

  beforeAll(async () => {
    const schema = withResolvers(buildSchema(SCHEMA));
    const documents = new CompiledDocuments((formatted) => ({
      ...formatted,
      extensions: { code: 'RATE_LIMITED', retryAfter: 2.5 },
    }));
    for (const [text, name] of [
      [ECHO, 'Echo'],
      [REFUSED, 'Refused'],
    ] as const) {
      expect([documents.meet(schema, parse(text), text, name), documents.find(text, name)]).toEqual([null, undefined]);
      documents.meet(schema, parse(text), text, name);
    }
    const app = express();
    app.use(express.json(), compiledEndpoint(documents), (req, res) => {
      passed.push(req.body);
      res.status(299).json({});
    });
    server = createServer(app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    const closed = new Promise((done) => server.close(done));
    server.closeAllConnections();
    await closed;
  });

  const ask = async (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  it('answers what is compiled, to be kept by nobody', async () => {
    const answer = await ask({ query: ECHO, operationName: 'Echo', variables: { word: 'été' } });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toEqual({ data: { echo: 'été' } });
  });

  it.each([
    ['application/graphql-response+json, application/json', 'application/graphql-response+json; charset=utf-8'],
    ['application/json', 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
  ])('answers as the asker likes best: %s', async (accept, type) => {
    const answer = await ask({ query: ECHO, operationName: 'Echo', variables: { word: 'a' } }, { accept });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  });

  it('gives refusals the status that machinery on the way understands', async () => {
    const answer = await ask({ query: REFUSED, operationName: 'Refused' });
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3']);
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED' } }],
      data: { refused: null },
    });
  });

  it.each<[string, unknown]>([
    ['another text', { query: `${ECHO} `, operationName: 'Echo', variables: { word: 'a' } }],
    ['another operation', { query: ECHO, operationName: 'Other', variables: { word: 'a' } }],
    ['a variable that does not fit', { query: ECHO, operationName: 'Echo', variables: { word: 1 } }],
    ['a variable that is missing', { query: ECHO, operationName: 'Echo' }],
    ['variables that are none', { query: ECHO, operationName: 'Echo', variables: ['a'] }],
    ['variables as text', { query: ECHO, operationName: 'Echo', variables: '{"word":"a"}' }],
    ['a name that is none', { query: ECHO, operationName: 7, variables: { word: 'a' } }],
    ['no text', { operationName: 'Echo', variables: { word: 'a' } }],
    ['a list', [{ query: ECHO, operationName: 'Echo', variables: { word: 'a' } }]],
    ['extensions', { query: ECHO, operationName: 'Echo', variables: { word: 'a' }, extensions: {} }],
  ])('leaves %s to the ordinary way', async (_, body) => {
    passed.length = 0;
    expect((await ask(body)).status).toBe(299);
    expect(passed).toEqual([body]);
  });

  it('leaves who takes no such answer to the ordinary way', async () => {
    const body = { query: ECHO, operationName: 'Echo', variables: { word: 'a' } };
    expect((await ask(body, { accept: 'text/html' })).status).toBe(299);
  });
});

function withResolvers(schema: GraphQLSchema): GraphQLSchema {
  const fields = schema.getQueryType()?.getFields() ?? {};
  Object.assign(fields['echo'] ?? {}, { resolve: (_: unknown, { word }: { word: string }) => word });
  Object.assign(fields['refused'] ?? {}, {
    resolve: () => {
      throw new RateLimited(2.5);
    },
  });
  return schema;
}
