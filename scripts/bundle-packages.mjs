/**
 * Ties the packages that the libs, the server's apps and the tests import together for Jest, which gives each test file
 * its modules anew: some 150 files of packages instead of 3,000. They are CommonJS, whose compiled functions V8 shares
 * between test files (test/support/compile-once.cjs), each with a small ES module before it that names what it exports.
 */
import { globSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { howPackagesAreTied, isTied, packageOf, writeBundle } from './bundle.mjs';

const IMPORTING = ['{libs,test}/**/*.ts', 'apps/{base,api,worker,standalone,cli}/**/*.ts'];
const FACE = 'copse-face:';

/** What is imported there by name and goes into the bundle, in order. */
export async function tiedSpecifiers(root) {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const tied = await isTied(root);
  const found = new Set();
  for (const file of globSync(IMPORTING, { cwd: root, exclude: ['**/node_modules/**'] })) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, name] of text.matchAll(/(?:\bfrom |^import |\bimport\()'([@\w][^'\s]*)'/gm))
      if (packageOf(name) in dependencies && tied(name)) found.add(name);
  }
  // Jest loads it before everything else, from its own place.
  found.delete('reflect-metadata');
  return [...found].sort();
}

/**
 * Writes `<target>/<specifier>.mjs` and their parts, and the list of them. Node takes what lies under a folder of the
 * name node_modules for packages: it says nothing of their deprecated calls.
 */
export async function bundlePackages(root, target) {
  const exported = new Map();
  // One after another: packages that require others which are just being imported would fail.
  for (const name of await tiedSpecifiers(root)) exported.set(name, await exportsOf(name));
  const how = await howPackagesAreTied(root);
  await writeBundle(
    {
      ...how,
      cwd: root,
      input: Object.fromEntries([...exported.keys()].map((name) => [name, FACE + name])),
      external: (id) => id === 'reflect-metadata' || (!id.startsWith(FACE) && how.external(id)),
      plugins: [
        { name: 'copse-faces', resolveId: (id) => faceOf(id, root), load: (id) => textOfFace(id, exported) },
        { name: 'copse-one-graphql', transform: withoutSearchForSecond },
      ],
    },
    { format: 'cjs', exports: 'named', entryFileNames: '[name].cjs', chunkFileNames: '.parts/[name]-[hash].cjs' },
    target,
  );
  for (const [name, names] of exported) await writeFile(join(target, `${name}.mjs`), moduleBefore(name, names));
  await writeFile(join(target, 'specifiers.json'), JSON.stringify([...exported.keys()]));
}

/**
 * Outside of production graphql looks at every value that is not of a class for one of a second graphql: a twelfth of the
 * time in which schemas are made and asked. There is one in a bundle.
 */
function withoutSearchForSecond(code, id) {
  if (!/[\\/]graphql[\\/]jsutils[\\/]instanceOf\.js$/.test(id)) return null;
  const lean = code.replace(/process\.env\.NODE_ENV === 'production'/, 'true');
  if (lean === code) throw new Error(`${id} asks for production in other words.`);
  return lean;
}

/** What Node makes of a package, as our modules see it. */
async function exportsOf(name) {
  return Object.keys(await import(name)).filter((key) => /^[\w$]+$/.test(key) && key !== '__esModule');
}

// Its suffix makes rolldown give it the exports of CommonJS as Node does.
const faceOf = (id, root) =>
  id.startsWith(FACE) ? `${join(root, FACE)}${encodeURIComponent(id.slice(FACE.length))}.mjs` : null;

function textOfFace(id, exported) {
  const [, name] = /copse-face:(.*)\.mjs$/.exec(id) ?? [];
  if (name === undefined) return null;
  const specifier = decodeURIComponent(name);
  return `export { ${exported.get(specifier).join(', ')} } from '${specifier}';`;
}

function moduleBefore(name, names) {
  const named = names.filter((key) => key !== 'default');
  return `import part from './${basename(name)}.cjs';
const { ${named.map((key, at) => `${key}: _${at}`).join(', ')} } = part;
export { ${named.map((key, at) => `_${at} as ${key}`).join(', ')} };
${names.includes('default') ? 'export default part.default;\n' : ''}`;
}
