import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';

const page = await readFile('docs/tour.md', 'utf8');
const steps = [...page.matchAll(/`([\w./-]+\.tsx?)`\s+›\s+`(\w+)`/g)].map(([, file = '', name = '']) => ({
  file,
  name,
}));

describe('docs/tour.md', () => {
  it('goes through the files from the composer to the other browsers', () => {
    expect(steps.length).toBeGreaterThan(20);
    expect(page.match(/\.tsx?`/g)).toHaveLength(steps.length);
  });

  it.each(steps)('finds $name in $file', async ({ file, name }) => {
    expect(await readFile(file, 'utf8')).toMatch(new RegExp(`\\b${name}\\b`));
  });
});
