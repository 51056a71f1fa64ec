import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { createLogger } from './logger.js';
import { SecurityLog, securityEventsReference } from './security-log.service.js';

const noted = (level: string): Record<string, unknown>[] => {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line: string) => void lines.push(line) });
  new SecurityLog(logger).note('sign-in-refused', { about: null });
  logger.info('something else');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

it.each(['fatal', 'error', 'warn'])('is written at the level %s as well, and nothing else with it', (level) => {
  expect(noted(level)).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      event: 'sign-in-refused',
      about: null,
      msg: 'security: sign-in-refused',
    },
  ]);
});

it('is silent where all are', () => {
  expect(noted('silent')).toEqual([]);
});

it('has its table in the guide for operators', async () => {
  expect(await readFile('docs/operating.md', 'utf8')).toContain(securityEventsReference());
});
