/**
 * `node scripts/former-release.mjs`, right before a release is published: writes down what this release asks of its
 * database, so that the tests of the next one (test/upgrade) can hold its schema against it.
 */
import { writeFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { buildStale, root } from './build.mjs';

/** Where each statement is named as the libs are loaded. */
const NAMING = '/dist/libs/platform/src/database/statement.js';

await buildStale(['server']);
globalThis.namedStatements = new Map();
registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    return url.endsWith(NAMING) ? { ...loaded, source: noting(String(loaded.source)) } : loaded;
  },
});
await import('reflect-metadata');
const { migrations } = await import('#apps/base');
const Last = migrations.at(-1);
const statements = Object.fromEntries([...globalThis.namedStatements].sort(([one], [other]) => (one < other ? -1 : 1)));
const release = { lastStep: new Last().name, statements };
await writeFile(join(root, 'test/upgrade/former-release.json'), `${JSON.stringify(release, null, 2)}\n`);
process.stdout.write(`${Object.keys(statements).length} statements at ${release.lastStep}\n`);

/** The same module, in which whatever answers a name and a text is noted. */
function noting(source) {
  const names = [];
  const renamed = source.replace(/export (const|function) (\w+)/g, (_whole, kind, name) => {
    names.push(name);
    return `${kind} original_${name}`;
  });
  const exported = names.map((name) => `export const ${name} = noted(original_${name});`);
  return `${renamed}
    function noted(named) {
      if (typeof named !== 'function') return named;
      return (...values) => {
        const made = named(...values);
        if (made?.name && made?.text) globalThis.namedStatements.set(made.name, made.text);
        return made;
      };
    }
    ${exported.join('\n')}`;
}
