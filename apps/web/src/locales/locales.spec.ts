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

/** What loads with words of its own is looked at by itself: {@link ownWords}. */
const OWN_WORDS = /withWords\(\s*'(\w+)',\s*\(\) =>\s*import\('(\.[^']+)\.js'\)/g;

/** The files that one brings with it, itself among them, as its imports name them; `import()` counts as well. */
function broughtBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  const code = readFileSync(join(source, file), 'utf8')
    .replaceAll(/^import type .*$/gm, '')
    .replaceAll(OWN_WORDS, '');
  for (const [, path = ''] of code.matchAll(/(?:from|import|import\()\s*'(\.[^']+)\.js'/g)) {
    const base = join(dirname(file), path);
    const next = [`${base}.tsx`, `${base}.ts`].find((candidate) => existsSync(join(source, candidate)));
    // What the router loads on demand is looked at page by page.
    if (next && next !== ROUTER) broughtBy(next, found);
  }
  return found;
}

const ROUTER = join('app', 'router.tsx');
const PAGE = /((?:withWords\(\s*'\w+',\s*)*)\(\) =>\s*import\('(\.[^']+)\.js'\)/g;
const pages = [...readFileSync(join(source, ROUTER), 'utf8').matchAll(PAGE)].map(([, wrapped = '', path = '']) => ({
  page: join('app', `${path}.tsx`),
  loaded: ['pages', ...[...wrapped.matchAll(/'(\w+)'/g)].map(([, part = '']) => part)],
}));

/** What parts of pages load on demand together with a part of the words. */
const ownWords = globSync('features/**/*.tsx', { cwd: source }).flatMap((file) =>
  [...readFileSync(join(source, file), 'utf8').matchAll(OWN_WORDS)].map(([, part = '', path = '']) => ({
    loaded: part,
    file: `${join(dirname(file), path)}.tsx`,
  })),
);

describe('catalogues', () => {
  it.each(parts)('$name finds the words of the source', ({ words }) => {
    // The smallest are those of parts that load into a page.
    expect(Object.keys(words).length).toBeGreaterThan(10);
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

  it('have every file that speaks, each in one of them', async () => {
    const [whole] = await getCatalogs({
      ...config,
      catalogs: [{ path: config.catalogs?.[0]?.path ?? '', include: [source], exclude: ['**/gql/**'] }],
    });
    const origins = Object.values((await whole?.collect({ files: undefined })) ?? {}).flatMap(({ origin }) => origin ?? []);
    const speaking = new Set(origins.map(([path]) => relative(source, join(config.rootDir, path))));
    expect([...spokenBy.keys()].sort()).toEqual([...speaking].sort());
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
      expect([file, [...spoken].filter((name) => name !== 'pages')]).toEqual([file, [loaded]]);
    }
  });
});
