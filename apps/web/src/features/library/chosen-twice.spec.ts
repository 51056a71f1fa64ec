import { describe, expect, it } from '@jest/globals';
import { apart } from './chosen-twice.js';

const file = (name: string, size = 10, lastModified = 7) => ({ name, size, lastModified });
const item = (name: string, state: 'sending' | 'ready' | 'paused' | 'failed' | 'refused') => ({
  file: file(name),
  state,
});

describe('apart', () => {
  it('leaves out what is on its way or has arrived, and what was chosen twice at once', () => {
    const items = [item('a', 'sending'), item('b', 'ready'), item('c', 'paused')];
    const { fresh, again } = apart([file('a'), file('b'), file('c'), file('d'), file('d')], items);
    expect(fresh).toEqual([file('d')]);
    expect(again.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes another one of the same name, and what could not be sent', () => {
    const items = [item('a', 'sending'), item('b', 'failed'), item('c', 'refused')];
    const files = [file('a', 11), file('a', 10, 8), file('b'), file('c')];
    expect(apart(files, items)).toEqual({ fresh: files, again: [] });
  });
});
