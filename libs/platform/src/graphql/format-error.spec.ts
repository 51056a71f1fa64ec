import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { BadInput, Conflict, NotFound, RateLimited } from '../errors/index.js';
import { createLogger } from '../logging/index.js';
import { formatError } from './format-error.js';

const lines: string[] = [];
const format = formatError(createLogger('error', { write: (line: string) => void lines.push(line) }));
const thrown = (cause: Error) => new GraphQLError(cause.message, { originalError: cause, path: ['reply'] });
const formatted = (cause: Error) => format(thrown(cause).toJSON(), thrown(cause));

describe('errors in an answer', () => {
  it('keep the code, the sentence and the details of a refusal', () => {
    expect(formatted(new BadInput({ title: 'Must not be empty.' }))).toMatchObject({
      path: ['reply'],
      extensions: { code: 'BAD_USER_INPUT', fields: { title: 'Must not be empty.' } },
    });
    expect(formatted(new RateLimited(17)).extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 17 });
    expect(formatted(new Conflict('Changed.', { body: 'x', revision: 2 })).extensions).toEqual({
      code: 'CONFLICT',
      current: { body: 'x', revision: 2 },
    });
    expect(formatted(new NotFound()).extensions).toEqual({ code: 'NOT_FOUND' });
  });

  it('say of a bug only that there is one; the log knows the rest', () => {
    const answer = formatted(new Error('password=hunter2 at /srv/secret.ts'));
    expect(answer.message).toBe('Something went wrong on our side.');
    expect(Object.keys(answer.extensions ?? {}).toSorted()).toEqual(['code', 'id']);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|secret|stack/);
    expect(lines.join()).toContain(String(answer.extensions?.['id']));
  });

  it('call a database that is away UNAVAILABLE', () => {
    expect(formatted(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })).extensions?.['code']).toBe('UNAVAILABLE');
    expect(formatted(new Error('timeout exceeded when trying to connect')).extensions?.['code']).toBe('UNAVAILABLE');
  });

  it("map Apollo's own codes", () => {
    for (const code of [
      'GRAPHQL_PARSE_FAILED',
      'GRAPHQL_VALIDATION_FAILED',
      'BAD_REQUEST',
      'OPERATION_RESOLUTION_FAILURE',
    ]) {
      const error = new GraphQLError('No.', { extensions: { code } });
      expect(format(error.toJSON(), error).extensions?.['code']).toBe('BAD_USER_INPUT');
    }
  });

  it('blame whoever sent so much that does not fit that GraphQL stopped looking', () => {
    const error = new GraphQLError('Too many errors processing variables, error limit reached. Execution aborted.');
    const formattedByApollo = { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR' } };
    expect(format(formattedByApollo, error).extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });
});
