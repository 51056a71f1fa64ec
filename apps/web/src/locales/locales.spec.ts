import { describe, expect, it } from '@jest/globals';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { getCatalogs } from '@lingui/cli/api';
import { getConfig } from '@lingui/conf';

const config = getConfig();
const source = join(config.rootDir, 'apps', 'web', 'src');
const catalogs = await getCatalogs(config);
const parts = await Promise.all(
  catalogs.map(async (catalog) => {
    const name = relative(join(source, 'locales'), catalog.path).split(/[\\/]/).at(-2) ?? 'pages';
    return { name, catalog, words: (await catalog.collect({ files: undefined })) ?? {} };
  }),
);
const languages = parts.flatMap((part) => ['en', 'fr'].map((locale) => ({ ...part, locale })));

/** The part of the words that each file speaks with, by its path below the source. */
const spokenBy = new Map<string, string[]>();
for (const { name, words } of parts) {
  const origins = Object.values(words).flatMap(({ origin }) => origin ?? []);
  for (const file of new Set(origins.map(([path]) => relative(source, join(config.rootDir, path)))))
    spokenBy.set(file, [...(spokenBy.get(file) ?? []), name]);
}

/** The words of each file, by its path below the source, whatever part they are of. */
const wholeBy = new Map<string, Set<string>>();
const [whole] = await getCatalogs({
  ...config,
  catalogs: [{ path: config.catalogs?.[0]?.path ?? '', include: [source], exclude: ['**/gql/**'] }],
});
for (const [id, { origin }] of Object.entries((await whole?.collect({ files: undefined })) ?? {}))
  for (const [path] of origin ?? []) {
    const file = relative(source, join(config.rootDir, path));
    wholeBy.set(file, (wholeBy.get(file) ?? new Set()).add(id));
  }

/** What loads with words of its own is looked at by itself: {@link ownWords}. */
const OWN_WORDS = /((?:withWords\(\s*'\w+',\s*)+)\(\) =>\s*import\('(\.[^']+)\.js'\)/g;

const fileAt = (base: string): string | undefined =>
  [`${base}.tsx`, `${base}.ts`].find((candidate) => existsSync(join(source, candidate)));

/** The files that one brings with it, itself among them, as its imports name them; `import()` counts as well. */
function broughtBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const code = readFileSync(join(source, file), 'utf8')
    .replaceAll(/^import type .*$/gm, '')
    .replaceAll(OWN_WORDS, '');
  for (const [, path = ''] of code.matchAll(/(?:from|import|import\()\s*'(\.[^']+)\.js'/g)) {
    const base = join(dirname(file), path);
    const next = fileAt(base);
    // What the routes load on demand is looked at page by page.
    if (next && !ROUTES.includes(next)) broughtBy(next, found);
  }
  return found;
}

const ROUTES = globSync('app/{router,routes/*}.ts', { cwd: source });
const PAGE = /((?:withWords\(\s*'\w+',\s*)*)\(\) =>\s*import\('(\.[^']+)\.js'\)/g;
const pages = ROUTES.flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(PAGE)].map(([, wrapped = '', path = '']) => ({
    page: join(dirname(file), `${path}.tsx`),
    loaded: ['pages', ...[...wrapped.matchAll(/'(\w+)'/g)].map(([, part = '']) => part)],
  })),
);

/** What parts of pages load on demand together with a part of the words. */
const ownWords = globSync('{app/pages,features}/**/*.tsx', { cwd: source }).flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(OWN_WORDS)].map(([, wrapped = '', path = '']) => ({
    loaded: [...wrapped.matchAll(/'(\w+)'/g)].map(([, part = '']) => part),
    file: fileAt(join(dirname(file), path)) ?? path,
  })),
);

describe('catalogues', () => {
  it('find every file of the source that has something to say', () => {
    const macros = /<(?:Trans|Plural|Select)\b|\b(?:t|msg)`|\b(?:t|msg|plural|select|selectOrdinal)\(\s*[{'"`]/;
    const saying = globSync('**/*.{ts,tsx}', { cwd: source, exclude: ['gql/**'] }).filter((file) => {
      const code = readFileSync(join(source, file), 'utf8');
      return /from '@lingui\/(?:core|react)\/macro'/.test(code) && macros.test(code);
    });
    expect(saying.sort()).toEqual([...wholeBy.keys()].sort());
  });

  it.each(parts)('$name finds all words of its files, and no others', ({ name, words }) => {
    const own = [...wholeBy].flatMap(([file, ids]) => (spokenBy.get(file)?.includes(name) ? [...ids] : []));
    expect(own.length).toBeGreaterThan(0);
    expect(Object.keys(words).sort()).toEqual([...new Set(own)].sort());
  });

  it.each(languages)(
    '$name in $locale holds exactly the words of the source, none of them empty',
    async ({ catalog, words, locale }) => {
      const kept = (await catalog.read(locale)) ?? {};
      expect(Object.keys(kept).sort()).toEqual(Object.keys(words).sort());
      const empty = Object.values(kept).filter(({ translation }) => !translation);
      expect(empty.map(({ message }) => message)).toEqual([]);
    },
  );

  it.each(parts)('$name in fr keeps its signs with the word before them', async ({ catalog }) => {
    const kept = (await catalog.read('fr')) ?? {};
    const loose = Object.values(kept).filter(({ translation }) => /\S [:;?!»]|« /.test(translation ?? ''));
    expect(loose.map(({ translation }) => translation)).toEqual([]);
  });

  it.each(parts)('$name in fr counts what the source counts', async ({ catalog }) => {
    const counted = (words = ''): string[] => [...words.matchAll(/\{(\w+), plural/g)].map(([, name = '']) => name);
    const kept = Object.values((await catalog.read('fr')) ?? {});
    const others = kept.filter((one) => String(counted(one.message)) !== String(counted(one.translation)));
    expect(others.map(({ translation }) => translation)).toEqual([]);
  });

  it('say in French the same for the same everywhere', async () => {
    const said = new Map<string, Set<string>>();
    for (const { catalog } of parts) {
      for (const [id, { translation = '' }] of Object.entries((await catalog.read('fr')) ?? {}))
        said.set(id, (said.get(id) ?? new Set()).add(translation));
    }
    expect([...said.values()].filter(({ size }) => size > 1).map((several) => [...several])).toEqual([]);
  });

  it('have every file that speaks, each in one of them', () => {
    expect([...spokenBy.keys()].sort()).toEqual([...wholeBy.keys()].sort());
    expect([...spokenBy].filter(([, names]) => names.length > 1)).toEqual([]);
  });

  it('are loaded with every page that speaks with them, and with no other', () => {
    expect(pages.length).toBeGreaterThan(20);
    for (const { page, loaded } of pages) {
      const wanted = new Set(['pages', ...[...broughtBy(page)].flatMap((file) => spokenBy.get(file) ?? [])]);
      expect([page, loaded.toSorted()]).toEqual([page, [...wanted].sort()]);
    }
    const atStart = new Set([...broughtBy('main.tsx'), ...broughtBy(join('app', 'shell', 'shell.tsx'))]);
    const early = [...atStart].filter((file) => spokenBy.get(file)?.some((name) => name !== 'pages'));
    expect(early).toEqual([]);
  });

  it('are loaded with every part of a page that brings its own', () => {
    expect(ownWords.length).toBeGreaterThan(0);
    for (const { file, loaded } of ownWords) {
      const spoken = new Set([...broughtBy(file)].flatMap((one) => spokenBy.get(one) ?? []));
      expect([file, [...spoken].filter((name) => name !== 'pages').sort()]).toEqual([file, loaded.toSorted()]);
    }
  });
});
