import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../config/index.js';
import { formatSecretKey, parseSecretKeys, type SecretKey } from '../config/secret-keys.js';

/** What others may not have on the file and its folder: any permission. */
const OTHERS = 0o077;

/**
 * The file `<data>/keys/secret-keys`: one `id:base64` a line, the current key first. Read and made without waiting: it
 * is a hundred bytes, read once in the life of a process.
 */
export class KeyFile {
  /** Where it lies. */
  readonly path: string;
  private readonly folder: string;

  constructor(dataDir: string) {
    this.folder = join(dataDir, 'keys');
    this.path = join(this.folder, 'secret-keys');
  }

  /**
   * The keys of the file; null when there is none.
   * @throws ConfigError with one sentence when others may read it, or when it holds anything but keys.
   */
  read(): readonly SecretKey[] | null {
    const text = this.text();
    if (text === null) return null;
    this.demandClosed(this.folder, '0700');
    this.demandClosed(this.path, '0600');
    const keys = parseSecretKeys(text.split('\n').filter((line) => line.trim() !== ''));
    if (keys) return keys;
    throw new ConfigError([`${this.path} must hold keys, one \`id:base64 of 32 bytes\` a line, each id once.`]);
  }

  /**
   * Makes the file with one new key, unless another process was faster; answers the keys it holds then. It appears whole
   * or not at all: a key that is half on the disk would lose what it sealed.
   * @throws ConfigError with one sentence when it cannot be made.
   */
  make(): readonly SecretKey[] {
    try {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      const temporary = `${this.path}.${process.pid}.tmp`;
      rmSync(temporary, { force: true });
      const file = openSync(temporary, 'wx', 0o600);
      try {
        // The umask may have taken more away than we ask for, never less.
        chmodSync(temporary, 0o600);
        writeSync(file, `${formatSecretKey(newSecretKey())}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      try {
        linkSync(temporary, this.path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      } finally {
        rmSync(temporary, { force: true });
      }
    } catch (error) {
      throw this.cannot('made', error);
    }
    return this.read() ?? [];
  }

  private text(): string | null {
    try {
      return readFileSync(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw this.cannot('read', error);
    }
  }

  /** On Windows permissions are lists, not bits, and the bits say nothing. */
  private demandClosed(path: string, wanted: string): void {
    if (process.platform === 'win32') return;
    const mode = statSync(path).mode & 0o777;
    if ((mode & OTHERS) === 0) return;
    throw new ConfigError([
      `${path} opens private answers and has mode 0${mode.toString(8)}, so that others may read it: chmod ${wanted} ${path}.`,
    ]);
  }

  private cannot(what: string, error: unknown): ConfigError {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return new ConfigError([
      `The keys of private answers cannot be ${what} at ${this.path} (${code}): give that folder to this user, or set COPSE_SECRET_KEY.`,
    ]);
  }
}

/** A new key; its id tells the day, for whoever looks at the file later. */
const newSecretKey = (): SecretKey => ({
  id: `${new Date().toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`,
  key: randomBytes(32),
});
