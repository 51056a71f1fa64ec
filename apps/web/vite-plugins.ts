import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
 * one module for each `.graphql` file, which counts as a part of the feature where that file stands. Types and names
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
        const file = id.slice(prefix.length + 'src/'.length);
        const documents = [...readFileSync(generated, 'utf8').matchAll(GENERATED)];
        const code = documents
          .filter(([, name = '']) => fileOf.get(name) === file)
          .map(([, name = '', tree = '']) => {
            const text = stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode));
            return `export const ${name} = /*#__PURE__*/ gql(${JSON.stringify(text)});`;
          });
        return { code: [`import { gql } from 'urql';`, ...code].join('\n'), moduleSideEffects: false, map: null };
      },
    },
    transform: {
      filter: { id: /src\/gql\/graphql\.ts$/ },
      handler(code) {
        const handedOn = code.replace(GENERATED, (_match, name: string) => {
          const file = fileOf.get(name);
          if (!file) throw new Error(`${name} is of no .graphql file; generate anew`);
          return `export { ${name} } from ${JSON.stringify(`${prefix}src/${file}`)};`;
        });
        return { code: handedOn, moduleSideEffects: false, map: null };
      },
    },
  };
}

/** Styles of lazy pages can be read before the main ones: whichever comes first must say in which order layers count. */
export function layerOrder(): Plugin {
  return {
    name: 'copse:layer-order',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const asset of Object.values(bundle)) {
          if (asset.type !== 'asset' || !asset.fileName.endsWith('.css')) continue;
          asset.source = `@layer base,components,content,pages;${String(asset.source)}`;
        }
      },
    },
  };
}
