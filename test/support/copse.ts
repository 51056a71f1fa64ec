import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs the built command line as its own process, on these settings and no others. */
export async function copse(words: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const root = join(import.meta.dirname, '../..');
  const child = spawn(process.execPath, [join(root, 'dist/programs/cli.js'), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TMPDIR: process.env['TMPDIR'], NODE_ENV: 'production', ...env },
  });
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  const status = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', (code) => resolve(code)),
  );
  return { status, out, error };
}
