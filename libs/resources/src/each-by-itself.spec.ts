import { expect, it } from '@jest/globals';
import { eachByItself } from './each-by-itself.js';

it('does all that it is given, whatever fails before it, and tells of the first failure', async () => {
  const left = new Set(Array.from({ length: 250 }, (_, at) => `${at}`));
  const next = (most: number, except: readonly string[]): Promise<string[]> =>
    Promise.resolve([...left].filter((id) => !except.includes(id)).slice(0, most));
  const work = (id: string): Promise<void> => {
    if (Number(id) < 100 || id === '200') return Promise.reject(new Error(`no ${id}`));
    left.delete(id);
    return Promise.resolve();
  };
  await expect(eachByItself(next, work)).rejects.toThrow('no 0');
  expect([...left]).toEqual([...Array.from({ length: 100 }, (_, at) => `${at}`), '200']);
});

it('does nothing where there is nothing', async () => {
  await eachByItself(
    () => Promise.resolve([]),
    () => Promise.reject(new Error('of what?')),
  );
});
