import { describe, expect, it } from '@jest/globals';
import { Dwell, isHalfVisible } from './dwell.js';

const screen = { top: 60, bottom: 860 };

describe('being half visible', () => {
  it.each([
    ['all of it', { top: 100, bottom: 300 }, true],
    ['its lower half', { top: -40, bottom: 160 }, true],
    ['less than half, below the header', { top: -60, bottom: 140 }, false],
    ['a tall one that fills half of the screen', { top: 460, bottom: 9_000 }, true],
    ['a tall one that has only begun', { top: 500, bottom: 9_000 }, false],
    ['one above', { top: -300, bottom: 40 }, false],
    ['one below', { top: 900, bottom: 1_000 }, false],
    ['one without a height, out of view', { top: 900, bottom: 900 }, false],
  ])('%s', (_name, post, expected) => {
    expect(isHalfVisible(post, screen)).toBe(expected);
  });
});

describe('reading', () => {
  it('takes a second and a half', () => {
    const dwell = new Dwell();
    expect(dwell.look([3, 4], 0)).toBeNull();
    expect(dwell.look([3, 4], 1_000)).toBeNull();
    expect(dwell.look([3, 4], 1_500)).toBe(4);
  });

  it('begins anew for a post that went out of view', () => {
    const dwell = new Dwell();
    dwell.look([3], 0);
    dwell.look([], 500);
    dwell.look([3], 1_000);
    expect(dwell.look([3], 2_000)).toBeNull();
    expect(dwell.look([3], 2_500)).toBe(3);
  });

  it('is not what a page does that sleeps or is out of sight', () => {
    const dwell = new Dwell();
    dwell.look([3], 0);
    expect(dwell.look([3], 60_000)).toBeNull();
    dwell.look([3], 61_000);
    dwell.away();
    expect(dwell.look([3], 61_500)).toBeNull();
  });
});
