import { describe, expect, it } from '@jest/globals';
import { CombinedError } from 'urql';
import { problemOf } from './problem.js';

const refused = (extensions: Record<string, unknown>): CombinedError =>
  new CombinedError({ graphQLErrors: [{ message: 'refused', extensions }] });

describe('problemOf', () => {
  it('is null without an error', () => {
    expect(problemOf(undefined)).toBeNull();
  });

  it('keeps code, fields, wait and reference', () => {
    expect(problemOf(refused({ code: 'RATE_LIMITED', retryAfter: 42 }))).toEqual({
      code: 'RATE_LIMITED',
      fields: {},
      retryAfter: 42,
    });
    expect(problemOf(refused({ code: 'BAD_USER_INPUT', fields: { name: 'empty', odd: 3 } }))?.fields).toEqual({
      name: 'empty',
    });
    expect(problemOf(refused({ code: 'INTERNAL', id: 'ab12' }))?.reference).toBe('ab12');
  });

  it('keeps both sides of a conflict only when they are whole', () => {
    expect(problemOf(refused({ code: 'CONFLICT', current: { body: 'b', revision: 2 } }))?.current?.revision).toBe(2);
    expect(problemOf(refused({ code: 'CONFLICT', current: { body: 'b' } }))?.current).toBeUndefined();
    expect(problemOf(refused({ code: 'CONFLICT', current: { revision: 2 } }))).toEqual({
      code: 'CONFLICT',
      fields: {},
      presentRevision: 2,
    });
  });

  it('keeps day and reason of a suspension only when they are whole', () => {
    const suspension = { until: '2077-12-01T18:00:00Z', reason: 'Advertising.' };
    expect(problemOf(refused({ code: 'FORBIDDEN', suspension }))?.suspension).toEqual(suspension);
    expect(problemOf(refused({ code: 'FORBIDDEN', suspension: { until: 3 } }))?.suspension).toBeUndefined();
  });

  it('does not believe unknown codes', () => {
    expect(problemOf(refused({ code: 'SOMETHING' }))?.code).toBe('INTERNAL');
  });

  it('tells a lost connection from a server that answers badly', () => {
    expect(problemOf(new CombinedError({ networkError: new Error('failed to fetch') }))?.code).toBe('OFFLINE');
    expect(
      problemOf(new CombinedError({ networkError: new Error('x'), response: new Response('', { status: 503 }) }))?.code,
    ).toBe('UNAVAILABLE');
  });
});
