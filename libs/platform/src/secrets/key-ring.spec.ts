import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConfigError, loadConfig } from '../config/index.js';
import { KeyRing, SealBroken } from './index.js';

const folders: string[] = [];
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'copse-keys-'));
  folders.push(dataDir);
});
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const keyText = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const started = (env: Record<string, string> = {}): KeyRing => {
  const ring = new KeyRing(loadConfig({ COPSE_DATA: dataDir, ...env }));
  ring.onModuleInit();
  return ring;
};
const withKeys = (...keys: string[]): KeyRing => started({ COPSE_SECRET_KEY: keys.join(',') });
const file = (): string => join(dataDir, 'keys', 'secret-keys');
const problemOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('seal', () => {
  const ring = new KeyRing(loadConfig({ COPSE_SECRET_KEY: keyText('a') }));
  const key = ring.newDataKey();

  it('gives back what was sealed, and never seals the same twice alike', () => {
    for (const plain of ['', 'Ça va ? 🙂', 'x'.repeat(16_000)])
      expect(ring.open(ring.seal(plain, key, 'a/b'), key, 'a/b').toString()).toBe(plain);
    expect(ring.seal('same', key, 'a/b')).not.toEqual(ring.seal('same', key, 'a/b'));
    expect(ring.seal('a canary', key, 'a/b').includes('canary')).toBe(false);
    expect([key.length, ring.seal('four', key, '').length]).toEqual([32, 1 + 12 + 16 + 4]);
  });

  it('does not open when any byte, the context or the key is another', () => {
    const sealed = ring.seal('secret', key, 'application/field');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
      expect(() => ring.open(changed, key, 'application/field')).toThrow(SealBroken);
    }
    expect(() => ring.open(sealed, key, 'application/other')).toThrow(SealBroken);
    expect(() => ring.open(sealed, ring.newDataKey(), 'application/field')).toThrow(SealBroken);
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => ring.open(sealed.subarray(0, length), key, 'application/field')).toThrow(SealBroken);
  });

  it('says nothing of what it held when it does not open', () => {
    const sealed = ring.seal('a canary', key, 'here');
    expect(() => ring.open(sealed, key, 'a canary elsewhere')).toThrow(/^A sealed value does not open\.$/);
  });
});

describe('wrap', () => {
  it('is opened by the same context, and by nothing else', () => {
    const ring = withKeys(keyText('a'));
    const key = ring.newDataKey();
    const { keyId, wrapped } = ring.wrap(key, 'application/1');
    expect(keyId).toMatch(/^a:[0-9a-f]{8}$/);
    expect(ring.unwrap(keyId, wrapped, 'application/1')).toEqual(key);
    expect(() => ring.unwrap(keyId, wrapped, 'application/2')).toThrow(SealBroken);
    wrapped.writeUInt8(wrapped.readUInt8(20) ^ 1, 20);
    expect(() => ring.unwrap(keyId, wrapped, 'application/1')).toThrow(SealBroken);
  });

  it('goes on with a new key in front, and opens what older ones sealed', () => {
    const [old, fresh] = [keyText('2025'), keyText('2026')];
    const key = Buffer.alloc(32, 7);
    const before = withKeys(old).wrap(key, 'c');
    const rotated = withKeys(fresh, old);
    expect(rotated.unwrap(before.keyId, before.wrapped, 'c')).toEqual(key);
    const after = rotated.wrap(key, 'c');
    expect(after.keyId).toMatch(/^2026:/);
    expect(withKeys(old).unwrap(after.keyId, after.wrapped, 'c')).toBeNull();
  });

  it('is null for a lost key, also when another came back under its name', () => {
    const { keyId, wrapped } = withKeys(keyText('a')).wrap(Buffer.alloc(32, 7), 'c');
    expect(withKeys(keyText('b')).unwrap(keyId, wrapped, 'c')).toBeNull();
    expect(withKeys(keyText('a')).unwrap(keyId, wrapped, 'c')).toBeNull();
    expect(started().unwrap(keyId, wrapped, 'c')).toBeNull();
  });
});

describe('the file', () => {
  it('is made once, for its owner alone, and read from then on', () => {
    const first = started();
    expect(readdirSync(dataDir)).toEqual([]);
    first.prepare();
    const { keyId, wrapped } = first.wrap(Buffer.alloc(32, 7), 'c');
    const text = readFileSync(file(), 'utf8');
    expect(text).toMatch(/^\d{4}-\d\d-\d\d-[0-9a-f]{6}:[A-Za-z0-9+/]{43}=\n$/);
    expect(readdirSync(join(dataDir, 'keys'))).toEqual(['secret-keys']);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700);
    const second = started();
    second.prepare();
    expect(second.unwrap(keyId, wrapped, 'c')).toEqual(Buffer.alloc(32, 7));
    expect(readFileSync(file(), 'utf8')).toBe(text);
  });

  it('is made by the first use where nobody prepared it, and by one of two processes', () => {
    const [one, two] = [started(), started()];
    const { keyId, wrapped } = one.wrap(Buffer.alloc(32, 7), 'c');
    expect(two.wrap(Buffer.alloc(32, 8), 'c').keyId).toBe(keyId);
    expect(two.unwrap(keyId, wrapped, 'c')).toEqual(Buffer.alloc(32, 7));
  });

  it('takes a new key in front, and finds one that was put back without a start anew', () => {
    mkdirSync(join(dataDir, 'keys'), { mode: 0o700 });
    const [old, fresh] = [keyText('old'), keyText('fresh')];
    writeFileSync(file(), `${fresh}\n${old}\n\n`, { mode: 0o600 });
    const sealed = withKeys(old).wrap(Buffer.alloc(32, 7), 'c');
    expect(started().unwrap(sealed.keyId, sealed.wrapped, 'c')).toEqual(Buffer.alloc(32, 7));
    writeFileSync(file(), `${fresh}\n`);
    const without = started();
    expect(without.unwrap(sealed.keyId, sealed.wrapped, 'c')).toBeNull();
    chmodSync(file(), 0o644);
    expect(without.unwrap(sealed.keyId, sealed.wrapped, 'c')).toBeNull();
    chmodSync(file(), 0o600);
    writeFileSync(file(), `${fresh}\n${old}\n`);
    expect(without.unwrap(sealed.keyId, sealed.wrapped, 'c')).toEqual(Buffer.alloc(32, 7));
  });

  it('is not looked at where the environment holds the keys', () => {
    const ring = withKeys(keyText('a'));
    ring.prepare();
    ring.wrap(ring.newDataKey(), 'c');
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.each([
    [0o640, 0o700],
    [0o604, 0o700],
    [0o600, 0o755],
  ])('with mode %o in a folder of %o stops the start with one sentence', (mode, folderMode) => {
    started().prepare();
    chmodSync(file(), mode);
    chmodSync(join(dataDir, 'keys'), folderMode);
    const problem = problemOf(started);
    expect(problem).toMatch(/has mode 0\d{3}, so that others may read it: chmod 0[67]00 \S+\.$/);
    expect(problem.split('\n')).toHaveLength(1);
  });

  it.each(['', 'nonsense\n', `a:${'x'.repeat(10)}\n`, 'a:####\n'])(
    'that holds %j stops the start, and is not shown',
    (text) => {
      mkdirSync(join(dataDir, 'keys'), { mode: 0o700 });
      writeFileSync(file(), text, { mode: 0o600 });
      expect(problemOf(started)).toBe(`${file()} must hold keys, one \`id:base64 of 32 bytes\` a line, each id once.`);
    },
  );

  it('that cannot be made is told with the way out', () => {
    writeFileSync(join(dataDir, 'keys'), 'a file, not a folder');
    expect(problemOf(() => new KeyRing(loadConfig({ COPSE_DATA: dataDir })).prepare())).toMatch(
      /cannot be (read|made) at \S+ \((ENOTDIR|EEXIST)\): give that folder to this user, or set COPSE_SECRET_KEY\.$/,
    );
  });
});

describe('COPSE_SECRET_KEY', () => {
  it.each([
    'nonsense',
    `a:${randomBytes(31).toString('base64')}`,
    `a:${randomBytes(33).toString('base64')}`,
    `:${randomBytes(32).toString('base64')}`,
    `${keyText('a')},${keyText('a')}`,
    `${keyText('a')},`,
  ])('%# is refused without being shown', (text) => {
    expect(problemOf(() => loadConfig({ COPSE_SECRET_KEY: text }))).toBe(
      'COPSE_SECRET_KEY must be a list of id:key, separated by commas, each id once, each key 32 bytes in base64.',
    );
  });
});
