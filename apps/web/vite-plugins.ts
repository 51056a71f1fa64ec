import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { minify, version as minifier } from '@swc/core';
import { Kind, parse, print, stripIgnoredCharacters } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Plugin } from 'vite';

/** A document in the file that codegen writes: its name and its syntax tree. */
const GENERATED = /^export const (\w+) = (\{.*\}) as unknown as .*$/gm;

/** What a document is called in the generated code, by what it defines. */
const SUFFIX: Readonly<Record<string, string>> = {
  [Kind.OPERATION_DEFINITION]: 'Document',
  [Kind.FRAGMENT_DEFINITION]: 'FragmentDoc',
};

/**
 * The generated GraphQL documents are syntax trees, ten times the size of their text, and all in one file. The browser
 * gets the text and parses each when it is loaded, and gets it with the page that asks it: the generated file hands on
 * one module for each document, which counts as a part of the feature where its `.graphql` file stands. Types and names
 * stay as codegen made them. `source` is the folder with the features and with `gql/graphql.ts`.
 */
export function documentsByFeature(source: string): Plugin {
  const generated = join(source, 'gql', 'graphql.ts');
  // No query string or extension that others know: what stands in it is ours alone.
  const prefix = '\0copse-documents:';
  const fileOf = new Map<string, string>();
  return {
    name: 'copse:documents-by-feature',
    enforce: 'pre',
    buildStart() {
      fileOf.clear();
      for (const file of globSync('**/*.graphql', { cwd: source })) {
        for (const definition of parse(readFileSync(join(source, file), 'utf8')).definitions) {
          const name = 'name' in definition ? definition.name?.value : undefined;
          if (name) fileOf.set(`${name}${SUFFIX[definition.kind] ?? ''}`, file.replaceAll('\\', '/'));
        }
      }
    },
    resolveId: (id) => (id.startsWith(prefix) ? id : null),
    load: {
      filter: { id: new RegExp(`^${prefix}`) },
      handler(id) {
        this.addWatchFile(generated);
        const asked = basename(id);
        const tree = [...readFileSync(generated, 'utf8').matchAll(GENERATED)].find(([, name]) => name === asked)?.[2];
        if (!tree) throw new Error(`${asked} is not among the generated documents; generate anew`);
        const text = stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode));
        const code = [
          `import { gql } from 'urql';`,
          `export const ${asked} = /*#__PURE__*/ gql(${JSON.stringify(text)});`,
        ].join('\n');
        return { code, moduleSideEffects: false, map: null };
      },
    },
    transform: {
      filter: { id: /src\/gql\/graphql\.ts$/ },
      handler(code) {
        const handedOn = code.replace(GENERATED, (_match, name: string) => {
          const file = fileOf.get(name);
          if (!file) throw new Error(`${name} is of no .graphql file; generate anew`);
          return `export { ${name} } from ${JSON.stringify(`${prefix}src/${file}/${name}`)};`;
        });
        return { code: handedOn, moduleSideEffects: false, map: null };
      },
    },
  };
}

/** What every file of styles begins with. */
const LAYERS = '@layer base,components,content,pages;';

/**
 * Styles of lazy pages can be read before the main ones: whichever comes first must say in which order layers count. The
 * name of a file is made before that, and may be kept for ever: it tells the order as well.
 */
export function layerOrder(): Plugin {
  const order = createHash('sha256').update(LAYERS).digest('hex').slice(0, 4);
  return {
    name: 'copse:layer-order',
    config: () => ({
      build: {
        rolldownOptions: {
          output: {
            assetFileNames: ({ names }) => {
              const ofStyles = names.some((name) => name.endsWith('.css'));
              return `assets/[name]-[hash]${ofStyles ? order : ''}[extname]`;
            },
          },
        },
      },
    }),
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
          asset.source = LAYERS + String(asset.source);
        }
      },
    },
  };
}

/** What runs before the first paint, from a place of its own. */
const FIRST_SCRIPT = join(import.meta.dirname, 'public', 'appearance.js');

/**
 * Makes each script, minified as it is, a further fiftieth smaller: SWC goes over it several times. The names of files are
 * made before that, and a name may be kept for ever: they tell which SWC it was, and what it was told.
 */
export function smaller(): Plugin {
  const runs = 2;
  const compress = { ecma: 2022, passes: 3, keep_fargs: false } as const;
  const format = { ecma: 2022, comments: false } as const;
  return {
    name: 'copse:smaller',
    apply: 'build',
    augmentChunkHash: () => minifier + JSON.stringify({ runs, compress, format }),
    generateBundle: {
      // After Vite has written what each page needs into the scripts.
      order: 'post',
      async handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk') continue;
          // What the first run has left it can make smaller once more.
          for (let run = 0; run < runs; run++) {
            const { code } = await minify(chunk.code, { module: true, compress, mangle: { toplevel: true }, format });
            chunk.code = code;
          }
        }
        // Handed out as it stands otherwise, with its comments.
        const first = await minify(readFileSync(FIRST_SCRIPT, 'utf8'), { compress, mangle: true, format });
        this.emitFile({ type: 'asset', fileName: basename(FIRST_SCRIPT), source: first.code });
      },
    },
  };
}

/** A transport that the live connection never takes (`live.ts` names those that it does). */
const UNUSED_TRANSPORT = ['import { WT } from "./webtransport.js";', 'webtransport: WT,'];

/**
 * Parts of libraries that the pages do without: the icons' maker, for which `components/icon-frame.ts` stands, and a
 * transport of the live connection. `source` is the folder with the components. When a library has changed so that a part
 * is not found, the build says so.
 */
export function ownParts(source: string): Plugin {
  const found = new Set<string>();
  return {
    name: 'copse:own-parts',
    apply: 'build',
    enforce: 'pre',
    resolveId: {
      filter: { id: /createLucideIcon\.mjs$/ },
      handler() {
        found.add('icons');
        return join(source, 'components', 'icon-frame.ts');
      },
    },
    transform: {
      filter: { id: /engine\.io-client\/build\/esm\/transports\/index\.js$/ },
      handler(code) {
        if (UNUSED_TRANSPORT.every((part) => code.includes(part))) found.add('transports');
        return { code: UNUSED_TRANSPORT.reduce((left, part) => left.replace(part, ''), code), map: null };
      },
    },
    buildEnd(error) {
      if (!error && found.size < 2)
        throw new Error(`of a library's parts only these were found: ${[...found].join(', ')}`);
    },
  };
}

/** What the server needs to write the first answer of a page as the client would draw it, by the name of the operation. */
const ASKED_AT_ONCE = [
  'Associations',
  'CommunityHome',
  'CommunityThreads',
  'Directory',
  'Library',
  'LibraryTags',
  'ResourcePage',
  'ThreadPage',
  'ThreadPosts',
  'Viewer',
];

/** Icons that stand in it. */
const SEEN_AT_ONCE = [
  'archive',
  'audio-lines',
  'chevron-left',
  'chevron-right',
  'corner-down-right',
  'download',
  'ellipsis',
  'external-link',
  'file',
  'file-spreadsheet',
  'file-text',
  'film',
  'image',
  'link',
  'lock',
  'pin',
  'presentation',
];

/** A module of the icon library, as far as it is read here. */
interface IconModule {
  __iconData: { node: [string, Record<string, string>][] };
}

async function iconShapes(name: string): Promise<[string, [string, Record<string, string>][]]> {
  const file = join(dirname(createRequire(import.meta.url).resolve('lucide-react')), `../esm/icons/${name}.mjs`);
  // oxlint-disable-next-line no-underscore-dangle -- the library's own name
  const { node } = ((await import(pathToFileURL(file).href)) as IconModule).__iconData;
  return [name, node.map(([element, { key: _key, ...attributes }]) => [element, attributes])];
}

/**
 * Tells the server, in `.vite/first-view.json`, the names of the client's operations, the questions that it asks first, the class names of the style
 * modules by file, and the shapes of icons: the first answer of a page is written with these very ones (`apps/api/src/first-view`). Answers the
 * plugin, and the function that Vite calls with the names of each style module.
 */
export function firstView(source: string): {
  plugin: Plugin;
  noteClasses: (file: string, classes: Record<string, string>) => void;
} {
  const classes = new Map<string, Record<string, string>>();
  const plugin: Plugin = {
    name: 'copse:first-view',
    async generateBundle() {
      const generated = readFileSync(join(source, 'gql', 'graphql.ts'), 'utf8');
      const trees = new Map([...generated.matchAll(GENERATED)].map(([, name, tree]) => [name, tree]));
      const documents = ASKED_AT_ONCE.map((name) => {
        const tree = trees.get(`${name}Document`);
        if (!tree) throw new Error(`${name} is not among the generated documents; generate anew`);
        return [name, stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode))];
      });
      const facts = {
        operations: [...trees.keys()].flatMap((name) => /^(\w+)Document$/.exec(name ?? '')?.[1] ?? []).sort(),
        documents: Object.fromEntries(documents) as Record<string, string>,
        classes: Object.fromEntries([...classes].sort(([a], [b]) => (a < b ? -1 : 1))),
        icons: Object.fromEntries(await Promise.all(SEEN_AT_ONCE.map(iconShapes))),
      };
      this.emitFile({ type: 'asset', fileName: '.vite/first-view.json', source: JSON.stringify(facts) });
    },
  };
  return {
    plugin,
    noteClasses: (file, names) => {
      const path = relative(source, file).replaceAll('\\', '/');
      classes.set(path.replace(/\.module\.css.*$/, ''), names);
    },
  };
}

/** What the reader of PDFs fetches by name when a file needs it: letters, fonts that a file leaves out, decoders. */
const PDF_PARTS = ['cmaps/*', 'standard_fonts/*', 'wasm/*_nowasm_fallback.js', 'wasm/LICENSE_*'];

/**
 * Serves the parts that pdfjs-dist loads by their own names below `/assets/pdfjs-<version>/`: the version in the path
 * stands for the hash that other assets carry, since they may be kept for ever as well.
 */
export function pdfParts(): Plugin {
  const resolve = createRequire(import.meta.url).resolve;
  const source = dirname(resolve('pdfjs-dist/package.json'));
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string };
  const folder = `assets/pdfjs-${version}`;
  return {
    name: 'copse:pdf-parts',
    configureServer(server) {
      server.middlewares.use(`/${folder}`, (request, response, next) => {
        const asked = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
        const part = globSync(PDF_PARTS, { cwd: source }).find((file) => file.replaceAll('\\', '/') === asked);
        if (!part) return next();
        if (part.endsWith('.js')) response.setHeader('content-type', 'text/javascript');
        return response.end(readFileSync(join(source, part)));
      });
    },
    generateBundle() {
      for (const part of globSync(PDF_PARTS, { cwd: source })) {
        const fileName = `${folder}/${basename(dirname(part))}/${basename(part)}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(source, part)) });
      }
    },
  };
}
