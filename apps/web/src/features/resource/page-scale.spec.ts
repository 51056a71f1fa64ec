import { describe, expect, it } from '@jest/globals';
import { nextZoom, pageScale } from './page-scale.js';

const letter = { width: 612, height: 792 };

describe('pageScale', () => {
  it('fills the width, once or several times, as fine as the screen is', () => {
    expect(pageScale(letter, 612, 1, 2)).toEqual({ scale: 1, dots: 2 });
    expect(pageScale(letter, 306, 2, 1)).toEqual({ scale: 1, dots: 1 });
  });

  it.each([
    [{ width: 1_000_000, height: 1_000_000 }, 800, 4],
    [{ width: 1, height: 1_000_000 }, 1200, 4],
    [{ width: 0, height: 0 }, 1200, 1],
    [letter, 2400, 4],
  ])('draws %j on no canvas that is too large', (page, room, zoom) => {
    const { scale, dots } = pageScale(page, room, zoom, 3);
    const [width, height] = [page.width * scale * dots, page.height * scale * dots];
    expect(scale).toBeGreaterThan(0);
    expect(width * height).toBeLessThanOrEqual(16_000_001);
    expect(Math.max(width, height)).toBeLessThanOrEqual(8_001);
  });
});

describe('nextZoom', () => {
  it('goes step by step and stays at the ends', () => {
    expect([nextZoom(1, true), nextZoom(1, false)]).toEqual([1.25, 0.75]);
    expect([nextZoom(4, true), nextZoom(0.5, false)]).toEqual([4, 0.5]);
  });
});
