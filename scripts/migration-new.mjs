/** `npm run migration:new -- name`: a file for the next step of the schema, in its place and in the list. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './build.mjs';

const [name = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  process.stderr.write('Give the step a name in small letters: npm run migration:new -- add-thread-tags\n');
  process.exit(1);
}
const folder = join(root, 'apps', 'base', 'src', 'migrations');
const stamp = Date.now();
const className = `${name.replace(/(^|-)([a-z0-9])/g, (_, _dash, letter) => letter.toUpperCase())}${stamp}`;
const file = `${stamp}-${name}`;
await writeFile(
  join(folder, `${file}.ts`),
  `import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why this step is there, in a sentence. */
export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(\`\`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
`,
  { flag: 'wx' },
);
const index = join(folder, 'index.ts');
const list = await readFile(index, 'utf8');
const imports = list.lastIndexOf('import ');
const afterImports = list.indexOf('\n', imports) + 1;
const extended =
  list.slice(0, afterImports) +
  `import { ${className} } from './${file}.js';\n` +
  list.slice(afterImports).replace(/,?\s*\](?=;)/, `, ${className}]`);
await writeFile(index, extended);
process.stdout.write(`Wrote apps/base/src/migrations/${file}.ts and added it to index.ts\n`);
