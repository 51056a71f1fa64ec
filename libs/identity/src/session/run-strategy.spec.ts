import { expect, it } from '@jest/globals';
import type { Credentials } from '../account/account.repository.js';
import { passwordStrategy } from './password.strategy.js';
import { runStrategy } from './run-strategy.js';

it('gives each of several askers at the same time its own answer', async () => {
  const waits = [30, 10, 20, 0];
  const strategy = passwordStrategy(async (email) => {
    await new Promise((done) => setTimeout(done, waits[Number(email)]));
    return email === '2' ? null : ({ id: email } as Credentials);
  });
  const answers = await Promise.all(
    ['0', '1', '2', '3'].map((email) => runStrategy<Credentials>(strategy, { body: { email, password: 'x' } })),
  );
  expect(answers.map((found) => found?.id)).toEqual(['0', '1', undefined, '3']);
});

it('rejects when it cannot tell', async () => {
  const strategy = passwordStrategy(() => Promise.reject(new Error('database')));
  await expect(runStrategy(strategy, { body: { email: 'a', password: 'b' } })).rejects.toThrow('database');
});
