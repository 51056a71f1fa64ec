import { print, stripIgnoredCharacters } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Plugin } from 'vite';

/**
 * The generated GraphQL documents are syntax trees, ten times the size of their text. The browser gets the text and
 * parses each when it is loaded; types and names stay as codegen made them.
 */
export function documentsAsText(): Plugin {
  return {
    name: 'copse:documents-as-text',
    enforce: 'pre',
    transform: {
      filter: { id: /src\/gql\/graphql\.ts$/ },
      handler(code) {
        const text = code.replace(
          /^export const (\w+) = (\{.*\}) as unknown as/gm,
          (_match, name: string, tree: string) => {
            const source = stripIgnoredCharacters(print(JSON.parse(tree) as DocumentNode));
            return `export const ${name} = /*#__PURE__*/ gql(${JSON.stringify(source)}) as unknown as`;
          },
        );
        return { code: `import { gql } from 'urql';\n${text}`, map: null };
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
