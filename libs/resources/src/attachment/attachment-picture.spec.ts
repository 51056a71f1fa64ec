import { describe, expect, it } from '@jest/globals';
import { nameFor } from './attachment-picture.service.js';

describe('nameFor', () => {
  it.each([
    ['image/jpeg', 'Vue.JPG', 'Vue.JPG'],
    ['image/jpeg', 'a.jpeg', 'a.jpeg'],
    ['image/webp', 'Plan du musée.v2.png', 'Plan du musée.v2.webp'],
    ['image/jpeg', 'a.avif', 'a.jpg'],
    ['image/gif', 'a', 'a.gif'],
    ['image/webp', `${'é'.repeat(98)}.png`, `${'é'.repeat(97)}.webp`],
  ])('%s of %s is %s', (mediaType, name, named) => {
    expect(nameFor(mediaType, name)).toBe(named);
    expect(Buffer.byteLength(named)).toBeLessThanOrEqual(200);
  });
});
