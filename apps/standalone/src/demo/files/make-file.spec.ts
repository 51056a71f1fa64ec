import { describe, expect, it } from '@jest/globals';
import { inspectFile } from '#platform/file-types';
import { readWords } from '../words.js';
import { makeFile } from './make-file.js';

const AT = new Date('2026-03-04T15:16:17.000Z');
/** With short recordings: Jest lets the encoder take ten times as long as it does. */
const resources = readWords().resources.map((one) =>
  one.tones ? { ...one, tones: { ...one.tones, minutes: 0.02 } } : one,
);
const files = resources.filter(({ format }) => format !== 'link');

describe('the files of the demonstration', () => {
  it('are of every kind', () => {
    expect(new Set(files.map(({ format }) => format)).size).toBe(7);
    expect(resources.length).toBeGreaterThanOrEqual(60);
  });

  it.each(['pdf', 'docx', 'pptx', 'xlsx', 'csv', 'png', 'mp3'])(
    '%s: is what its ending says by the look of the product itself, and the same each time',
    async (format) => {
      const words = files.filter((one) => one.format === format);
      for (const [index, one] of words.entries()) {
        const made = { at: AT, author: one.authors.join(', ') };
        const file = await makeFile(one, made);
        if (!file) throw new Error('A file has bytes.');
        if (index === 0) expect((await makeFile(one, made))?.equals(file)).toBe(true);
        const read = ({ start, end }: { start: number; end: number }) => Promise.resolve(file.subarray(start, end + 1));
        expect(await inspectFile({ name: `x.${format}`, size: file.length, read })).toHaveProperty('mediaType');
      }
    },
  );
});
