import { expect, it } from '@jest/globals';
import { listPlace } from './list-place.js';

const size = { width: 260, height: 300 };
const phone = { top: 0, left: 0, width: 390, height: 420 };

it('stands below the line of the cursor', () => {
  const place = listPlace({ left: 40, top: 60, height: 24 }, phone, size);
  expect(place).toEqual({ left: 40, top: 90, maxHeight: 322, above: false });
});

it('stands above it where the keyboard leaves no room below', () => {
  const place = listPlace({ left: 40, top: 380, height: 24 }, phone, size);
  expect(place).toEqual({ left: 40, top: 374, maxHeight: 366, above: true });
});

it('stays within the sides', () => {
  expect(listPlace({ left: 350, top: 60, height: 24 }, phone, size).left).toBe(122);
  expect(listPlace({ left: -20, top: 60, height: 24 }, phone, size).left).toBe(8);
});
