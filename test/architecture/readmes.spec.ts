import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const LIBS = join(import.meta.dirname, '../../libs');

describe('the README of each lib', () => {
  it.each(readdirSync(LIBS))('%s says its purpose, tables, events and public surface', (lib) => {
    const path = join(LIBS, lib, 'README.md');
    expect(existsSync(path)).toBe(true);
    const text = readFileSync(path, 'utf8');
    for (const word of [/purpose/i, /tables/i, /events/i, /public surface/i]) expect(text).toMatch(word);
    expect(text.split('\n').length).toBeLessThanOrEqual(60);
  });
});
