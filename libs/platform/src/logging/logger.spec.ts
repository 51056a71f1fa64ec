import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { createLogger } from './logger.js';
import { asWork, noteRefusal, workNow, type Work } from './work.js';

const lines: string[] = [];
const logger = createLogger('debug', { write: (line: string) => void lines.push(line) });
const last = (): Record<string, never> => JSON.parse(lines.at(-1) ?? '') as Record<string, never>;
const work = (kind: Work['kind'], id: string): Work => ({ kind, id, account: null, refusal: null, span: null });

describe('a line of the log', () => {
  it('names the work that it is written for, and who asks', async () => {
    await asWork(work('request', 'r1'), async () => {
      await Promise.resolve();
      logger.warn('before');
      expect(last()).toMatchObject({ request: 'r1', level: 'warn' });
      expect(last()).not.toHaveProperty('account');
      const now = workNow();
      if (now) now.account = 'a1';
      setImmediate(() => undefined);
      logger.warn('after');
      expect(last()).toMatchObject({ request: 'r1', account: 'a1' });
    });
    asWork(work('job', '7'), () => logger.debug('a job'));
    expect(last()).toMatchObject({ job: '7' });
    logger.warn('none');
    expect(Object.keys(last()).toSorted()).toEqual(['level', 'msg', 'time']);
  });

  it('is one line whatever stands in it', () => {
    logger.warn({ url: 'x\r\n{"level":"fatal"}' }, 'a\r\nb\u2028c');
    expect(lines.at(-1)?.match(/[\r\n]/g)).toEqual(['\n']);
    expect(last()).toMatchObject({ level: 'warn', url: 'x\r\n{"level":"fatal"}' });
  });

  it('keeps the first reason of a refusal', () => {
    const refused = work('request', 'r2');
    asWork(refused, () => {
      noteRefusal('FORBIDDEN');
      noteRefusal('INTERNAL');
    });
    expect(refused.refusal).toBe('FORBIDDEN');
    noteRefusal('INTERNAL');
  });
});

describe('an error in the log', () => {
  it('says where it was, and nothing of what was worked on', () => {
    const driverError = Object.assign(new DatabaseError('violates check constraint "posts_body"', 1, 'error'), {
      code: '23514',
      detail: 'Failing row contains (1, Hidden body).',
      where: 'Hidden',
      table: 'posts',
      constraint: 'posts_body',
    });
    const error = Object.assign(new Error('the write failed', { cause: driverError }), {
      query: 'INSERT INTO posts',
      parameters: ['Hidden body', 'ada@example.org'],
      driverError,
    });
    for (const name of ['err', 'error', 'reason']) {
      logger.error({ [name]: error }, 'failed');
      expect(lines.at(-1)).not.toMatch(/Hidden|ada@/);
      expect(last()[name]).toMatchObject({
        type: 'Error',
        message: 'the write failed',
        stack: expect.stringMatching(/^Error: the write failed\n\s+at .*logger\.spec/),
        cause: { code: '23514', table: 'posts', constraint: 'posts_body' },
      });
    }
  });

  it.each([
    ['invalid input syntax for type uuid: "Hidden"', { code: '22P02' }, 'invalid input syntax for type uuid: …'],
    ['550 5.1.1 <ada@example.org>: unknown', { responseCode: 550 }, '550 5.1.1 <…@…>: unknown'],
    ['duplicate key value violates unique constraint "accounts_email"', { code: '23505' }, undefined],
  ])('quotes nobody: %s', (message, facts, shown = message) => {
    logger.error({ err: Object.assign(new Error(message), facts) }, 'failed');
    expect(last()['err']).toMatchObject({ message: shown });
    expect(lines.at(-1)).not.toMatch(/Hidden|ada@/);
    logger.error({ error: message }, 'failed');
    expect(last()['error']).toBe(shown);
  });

  it('ends where errors name each other', () => {
    const error = new Error('one');
    error.cause = error;
    logger.error({ err: error }, 'failed');
    expect(lines.at(-1)?.match(/"message":"one"/g)?.length).toBeLessThan(10);
  });
});
