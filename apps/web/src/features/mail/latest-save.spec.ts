import { describe, expect, it } from '@jest/globals';
import { latestSave } from './latest-save.js';

/** A server that answers when it is told to. */
function aServer(): { save: (value: string) => Promise<boolean>; asked: string[]; answer: (saved: boolean) => void } {
  const asked: string[] = [];
  const waiting: ((saved: boolean) => void)[] = [];
  return {
    asked,
    save: (value) => {
      asked.push(value);
      return new Promise((resolve) => {
        waiting.push(resolve);
      });
    },
    answer: (saved) => waiting.shift()?.(saved),
  };
}

/** Saves values there as they are chosen. */
function chooser(server: { save: (value: string) => Promise<boolean> }): (value: string) => Promise<boolean | null> {
  const saving = latestSave();
  return (value) => saving(() => server.save(value));
}

/** Lets all that is ready run. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('latestSave', () => {
  it('tells whether a value was saved', async () => {
    const server = aServer();
    const choose = chooser(server);
    const first = choose('DAILY');
    await turn();
    server.answer(true);
    expect(await first).toBe(true);
    const second = choose('NONE');
    await turn();
    server.answer(false);
    expect(await second).toBe(false);
    expect(server.asked).toEqual(['DAILY', 'NONE']);
  });

  it('leaves out what was chosen in passing, and never saves two at once', async () => {
    const server = aServer();
    const choose = chooser(server);
    const answers = ['DAILY', 'WEEKLY', 'MENTIONS', 'NONE'].map((value) => choose(value));
    await turn();
    expect(server.asked).toEqual(['NONE']);
    server.answer(true);
    expect(await Promise.all(answers)).toEqual([null, null, null, true]);
  });

  it('saves the later value after the one that is on its way', async () => {
    const server = aServer();
    const choose = chooser(server);
    const first = choose('DAILY');
    await turn();
    const second = choose('NONE');
    await turn();
    expect(server.asked).toEqual(['DAILY']);
    server.answer(false);
    expect(await first).toBeNull();
    await turn();
    expect(server.asked).toEqual(['DAILY', 'NONE']);
    server.answer(true);
    expect(await second).toBe(true);
  });

  it('goes on after a save that broke', async () => {
    const choose = latestSave();
    await expect(choose(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await choose(() => Promise.resolve(true))).toBe(true);
  });
});
