/**
 * Where Jest finds what a file of ours imports: `./x.js` is written `x.ts` (or .tsx), and packages come from the bundle
 * that `npm test` has had made of them (scripts/bundle-packages.mjs) and names in COPSE_TEST_PACKAGES; without it, and for
 * what packages import themselves, from node_modules. Jest remembers the answers for all test files of a process.
 */
const { existsSync, readFileSync } = require('node:fs');
const { join, sep } = require('node:path');

const root = join(__dirname, '..', '..');
const bundle = process.env.COPSE_TEST_PACKAGES;
const tied = new Set(bundle ? JSON.parse(readFileSync(join(bundle, 'specifiers.json'), 'utf8')) : []);

module.exports = (name, options) => {
  const inPackage = `${options.basedir.slice(root.length)}${sep}`.includes(`${sep}node_modules${sep}`);
  if (!inPackage && tied.has(name)) return join(bundle, `${name}.mjs`);
  if (!inPackage && /^\.{1,2}\/.*\.js$/.test(name)) {
    const written = join(options.basedir, name.slice(0, -'.js'.length));
    for (const file of [`${written}.ts`, `${written}.tsx`]) if (existsSync(file)) return file;
  }
  return options.defaultResolver(name, options);
};
