/**
 * `npm run gen`: writes what is made from the code: schema.graphql, the web client's typed documents and the tables of
 * docs/operating.md. With `--check` it writes nothing and fails when one of them is behind.
 */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildStale, root } from './build.mjs';

const check = process.argv.includes('--check');
const behind = [];
const HEAD = '# Made from the code by `npm run gen`; the tests compare both.\n\n';

await buildStale(['server']);
const { configurationReference, loadConfig } = await import('../dist/libs/platform/src/config/index.js');
const { securityEventsReference } = await import('../dist/libs/platform/src/logging/index.js');

await write('schema.graphql', async () => HEAD + (await schemaText()));
await write('docs/operating.md', async (page) =>
  withTable(withTable(page, 'configuration', configurationReference()), 'security events', securityEventsReference()),
);
codegen();

if (behind.length > 0) {
  process.stderr.write(`Behind the code: ${behind.join(', ')}. Run: npm run gen\n`);
  process.exit(1);
}
process.exit(0);

/** The page with this table between the marks of its name. */
function withTable(page, name, table) {
  const between = new RegExp(`(<!-- ${name} -->\n).*?(\n<!-- /${name} -->)`, 's');
  return page.replace(between, (_, from, to) => `${from}\n${table}\n${to}`);
}

async function write(file, make) {
  const path = join(root, file);
  const present = await readFile(path, 'utf8').catch(() => '');
  const wanted = await make(present);
  if (wanted === present) return;
  if (check) behind.push(file);
  else {
    await writeFile(path, wanted);
    process.stdout.write(`Wrote ${file}\n`);
  }
}

/** The schema as the api serves it; nothing is asked of the database, so none is needed. */
async function schemaText() {
  await import('reflect-metadata');
  const [
    { NestFactory },
    { GraphQLSchemaHost },
    { printSchema },
    { ApiModule },
    { entities },
    { createDataSource },
    { createLogger },
  ] = await Promise.all([
    import('@nestjs/core'),
    import('@nestjs/graphql'),
    import('graphql'),
    import('../dist/apps/api/src/index.js'),
    import('../dist/apps/base/src/index.js'),
    import('../dist/libs/platform/src/database/index.js'),
    import('../dist/libs/platform/src/logging/index.js'),
  ]);
  const dataSource = createDataSource({ url: 'postgres://localhost/none', poolSize: 1, entities, migrations: [] });
  const module = ApiModule.forRoot({ config: loadConfig({}), logger: createLogger('silent'), dataSource });
  const app = await NestFactory.create(module, { logger: ['error'], abortOnError: false });
  await app.init();
  return `${printSchema(app.get(GraphQLSchemaHost).schema)}\n`;
}

function codegen() {
  const cli = join(root, 'node_modules', '@graphql-codegen', 'cli', 'esm', 'bin.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, '--silent', ...(check ? ['--check'] : [])], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  if (check && /stale/i.test(stdout + stderr)) behind.push('apps/web/src/gql');
  else {
    process.stderr.write(stdout + stderr);
    process.exit(1);
  }
}
