import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { TEXT_SIZES, textSizeBeside } from './text-size.js';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

describe('the sizes of text', () => {
  it('are steps, and end at both ends', () => {
    expect(textSizeBeside(100, 1)).toBe(110);
    expect(textSizeBeside(140, -1)).toBe(130);
    expect(textSizeBeside(140, 1)).toBeNull();
    expect(textSizeBeside(100, -1)).toBeNull();
  });

  it('have each a rule, and the first paint knows no others', () => {
    const rules = [...read('../../styles/tokens.css').matchAll(/data-text='(\d+)'\] \{\s*--text-scale: ([\d.]+)/g)];
    expect(rules.map(([, size, scale]) => [Number(size), Math.round(Number(scale) * 100)])).toEqual(
      TEXT_SIZES.filter((size) => size !== 100).map((size) => [size, size]),
    );
    const early = /\/\^\((.+)\)\$\/\.test\(text\)/.exec(read('../../../public/appearance.js'))?.[1];
    expect(early?.split('|').map(Number)).toEqual(TEXT_SIZES.filter((size) => size !== 100));
  });
});
