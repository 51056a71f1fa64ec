import { describe, expect, it } from '@jest/globals';
import { buildSchema, execute, parse, validate, type GraphQLError } from 'graphql';
import { fieldsOfError } from './fields-of-error.js';

const schema = buildSchema(`
  enum Language { EN FR }
  input Inner { title: String! }
  input ReplyInput { body: String!, language: Language, tags: [String!], inner: Inner }
  type Query { reply(input: ReplyInput!): String, thread(id: ID!, first: Int): String }`);

const complaint = (source: string, variableValues: Record<string, unknown> = {}): readonly GraphQLError[] => {
  const document = parse(source);
  const errors = validate(schema, document);
  if (errors.length > 0) return errors;
  const result = execute({ schema, document, variableValues });
  return 'errors' in result ? (result.errors ?? []) : [];
};
const fieldsOf = (source: string, variables?: Record<string, unknown>): string[] =>
  complaint(source, variables).flatMap((error) => Object.keys(fieldsOfError(error.message, error) ?? {}));

describe('the field that is named', () => {
  it.each([
    ['{ reply(input: {body: 1}) }', ['body']],
    ['{ reply(input: null) }', ['input']],
    ['{ reply(input: 7) }', ['input']],
    ['{ reply(input: {}) }', ['body']],
    ['{ reply }', ['input']],
    ['{ reply(input: {body: "x", isStaff: true}) }', ['isStaff']],
    ['{ reply(input: {body: "x", language: DE}) }', ['language']],
    ['{ reply(input: {body: "x", language: "EN"}) }', ['language']],
    ['{ reply(input: {body: "x", tags: ["a", 7]}) }', ['tags']],
    ['{ reply(input: {body: "x", inner: {title: 7}}) }', ['inner.title']],
    ['{ reply(input: {body: "x", inner: {}}) }', ['inner.title']],
    ['{ thread(id: "x", first: "many") }', ['first']],
    ['{ thread(id: "x", last: 3) }', ['last']],
    ['query Q { ...F } fragment F on Query { thread(id: {}) }', ['id']],
    ['query ($n: String) { thread(id: "x", first: $n) }', ['first']],
    ['{ thread(id: $none) }', ['id']],
  ])('by a value in the document: %s', (source, fields) => {
    expect(fieldsOf(source)).toEqual(fields);
  });

  it.each([
    [{ body: 7 }, ['body']],
    [{ body: 'x at "input.tags"; no' }, []],
    [{}, ['body']],
    [null, ['i']],
    [undefined, ['i']],
    ['x', ['i']],
    [{ body: 'x', isStaff: true }, ['isStaff']],
    [{ body: 'x', tags: ['a', null] }, ['tags.1']],
    [{ body: 'x', inner: { title: null } }, ['inner.title']],
    [{ body: 'x', inner: {} }, ['inner.title']],
  ])('by a variable, whatever it is called: %j', (i, fields) => {
    expect(fieldsOf('query ($i: ReplyInput!) { reply(input: $i) }', { i })).toEqual(fields);
    expect(fieldsOf('query ($input: ReplyInput!) { reply(input: $input) }', { input: i })).toEqual(
      fields.map((field) => (field === 'i' ? 'input' : field)),
    );
  });

  it('is none where no input is wrong', () => {
    expect(fieldsOf('{ nothing }')).toEqual([]);
    expect(fieldsOf('{ thread(id: "x") { id } }')).toEqual([]);
    expect(fieldsOfError('Syntax Error: Unexpected "{".', new Error('x'))).toBeUndefined();
  });
});
