import { describe, expect, it } from '@jest/globals';
import { themeAfter } from './theme.js';

describe('themeAfter', () => {
  it('turns to the other of light and dark', () => {
    expect(themeAfter('LIGHT', 'light')).toBe('DARK');
    expect(themeAfter('DARK', 'dark')).toBe('LIGHT');
    expect(themeAfter('SYSTEM', 'dark')).toBe('LIGHT');
  });

  it('leaves high contrast without changing light or dark as well', () => {
    expect(themeAfter('HIGH_CONTRAST', 'light')).toBe('LIGHT');
    expect(themeAfter('HIGH_CONTRAST', 'dark')).toBe('DARK');
  });
});
