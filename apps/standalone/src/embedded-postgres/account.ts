import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { StartError } from '#platform/process';

/** The system account that runs PostgreSQL when root started us; PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const NAME = 'postgres';

/**
 * The account to run PostgreSQL with: null for an ordinary user (we run it ourselves), else `postgres`,
 * which is created when the machine has none. Throws {@link StartError} when it cannot be created.
 */
export async function unprivilegedAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const known = await lookUp();
  if (known) return known;
  const ways: [string, string[]][] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]],
    ['adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', NAME]],
  ];
  for (const [command, args] of ways) {
    await run(command, args).catch(() => undefined);
    const made = await lookUp();
    if (made) return made;
  }
  throw new StartError(
    'PostgreSQL does not run as root, and the account "postgres" could not be created. Start as an ordinary user, or create that account.',
  );
}

/** Whether the account may enter the folder and read the files; asked of the system, since rights have many sources. */
export async function accountCanRead(account: Account, folder: string, ...files: string[]): Promise<boolean> {
  const script = 'cd "$1" && shift && for file in "$@"; do [ -r "$file" ] || exit 1; done';
  return run('/bin/sh', ['-c', script, 'sh', folder, ...files], { ...account, cwd: '/', env: {} }).then(
    () => true,
    () => false,
  );
}

async function lookUp(): Promise<Account | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', NAME]), run('id', ['-g', NAME])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
