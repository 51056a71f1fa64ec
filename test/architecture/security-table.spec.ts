import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

/** How many demands the checklist has (OWASP ASVS 5.0, level 2, in our words). */
const DEMANDS = 64;
const page = await readFile('docs/security.md', 'utf8');
const table = page.slice(page.indexOf('## Point by point'));

interface Row {
  readonly number: number;
  readonly demand: string;
  readonly met: string;
  readonly held: string;
}

const rows: Row[] = [...table.matchAll(/^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \|$/gm)].map(
  ([, number, demand = '', met = '', held = '']) => ({ number: Number(number), demand, met, held }),
);

/** A place in the repository, as a link of a page in docs/ says it. */
const placeOf = (link: string): string => join('docs', link);
const linksIn = (text: string): string[] => [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, link = '']) => placeOf(link));

/** The tests that a row names, each by its file and title. */
function testsOf({ held }: Row): { file: string; title: string }[] {
  if (held === 'open' || held === '–') return [];
  return held.split('<br>').map((test) => {
    const [, link, title] = /^\[[\w.-]+\]\((\S+)\) › (.+)$/.exec(test) ?? [];
    if (link === undefined || title === undefined) throw new Error(`This names no test: ${test}`);
    return { file: placeOf(link), title };
  });
}

describe('the table of docs/security.md', () => {
  it('answers every demand once, and every lesson', () => {
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_row, index) => index + 1));
    // A row that is written otherwise would be a row that nobody checks.
    expect(table.match(/^\| \d+ /gm)).toHaveLength(rows.length);
    const lessons = table.indexOf('### Lessons');
    expect([...table.slice(0, lessons).matchAll(/^\| \d+ /gm)]).toHaveLength(DEMANDS);
    expect(rows.length).toBeGreaterThan(2 * DEMANDS);
  });

  it('says of what no test holds why, or that it is open', () => {
    for (const row of rows.filter((one) => testsOf(one).length === 0))
      expect([row.number, row.met]).toEqual([
        row.number,
        expect.stringMatching(row.held === 'open' ? /^open: / : /^not applicable because /),
      ]);
  });

  it('finds among the known limits what it says is said there', () => {
    const limits = page.slice(page.indexOf('## Known limits'), page.indexOf('## Parts of others'));
    const told = rows.filter(({ met }) => met.includes('_Known limits_'));
    expect(told.length).toBeGreaterThan(0);
    for (const { number } of told) expect(limits).toContain(`(${number})`);
  });

  it('names files that are there', async () => {
    const links = rows.flatMap(({ met, held }) => [...linksIn(met), ...linksIn(held)]);
    const missing = await Promise.all(
      [...new Set(links)].map((link) =>
        access(link).then(
          () => [],
          () => [link],
        ),
      ),
    );
    expect(missing.flat()).toEqual([]);
  });

  it('names tests that are there, by their titles', async () => {
    const sources = new Map<string, string>();
    const missing: string[] = [];
    for (const { file, title } of rows.flatMap(testsOf)) {
      const source = sources.get(file) ?? (await readFile(file, 'utf8'));
      sources.set(file, source);
      if (!/spec\.tsx?$/.test(file) || !["'", '"', '`'].some((sign) => source.includes(sign + title + sign)))
        missing.push(`${file} › ${title}`);
    }
    expect(missing).toEqual([]);
  });
});
