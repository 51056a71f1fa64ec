import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CONFIG, ConfigError, type Config } from '../config/index.js';
import type { SecretKey } from '../config/secret-keys.js';
import { KeyFile } from './key-file.js';
import { openSeal, seal } from './sealing.js';

/** A data key as it is stored: sealed under a master key. */
export interface WrappedKey {
  /** Which master key opens it: its name and a mark of its bytes. */
  readonly keyId: string;
  readonly wrapped: Buffer;
}

/** A master key under the id that is stored with what it wrapped. */
interface MasterKey {
  readonly keyId: string;
  readonly key: Buffer;
}

/**
 * Seals what the database must not hold readable (docs/adr/0007-private-answers.md): values under a data key of their
 * own, data keys under the master keys of `COPSE_SECRET_KEY` or of the file `<data>/keys/secret-keys`.
 */
@Injectable()
export class KeyRing implements OnModuleInit {
  private readonly file: KeyFile;
  private readonly configured: readonly SecretKey[] | null;
  private masters: readonly MasterKey[] | null = null;

  constructor(@Inject(CONFIG) config: Config) {
    this.configured = config.secretKeys;
    this.file = new KeyFile(config.dataDir);
  }

  /**
   * Looks at the keys when the process starts, so that a file that others may read is told then.
   * @throws ConfigError with one sentence.
   */
  onModuleInit(): void {
    const keys = this.configured ?? this.file.read();
    this.masters = keys && keys.map(named);
  }

  /**
   * Makes the master key of a new site, if there is none yet; a process that serves people calls it at its start.
   * @throws ConfigError with one sentence when it cannot be written.
   */
  prepare(): void {
    this.masters ??= (this.configured ?? this.file.read() ?? this.file.make()).map(named);
  }

  /** A key for the values of one owner: 32 random bytes. */
  newDataKey(): Buffer {
    return randomBytes(32);
  }

  /** Seals a value under this key; to be opened under the same `context` alone. */
  seal(plain: Buffer | string, key: Buffer, context: string): Buffer {
    return seal(plain, key, context);
  }

  /**
   * Opens what {@link seal} made.
   * @throws SealBroken when it was changed, when it belongs elsewhere, or when another key sealed it.
   */
  open(sealed: Buffer, key: Buffer, context: string): Buffer {
    return openSeal(sealed, key, context);
  }

  /** Seals a data key under the current master key. Synchronous: it needs no more than the processor. */
  wrap(dataKey: Buffer, context: string): WrappedKey {
    this.prepare();
    const master = this.masters?.[0];
    if (!master) throw new Error('There is no master key.');
    return { keyId: master.keyId, wrapped: seal(dataKey, master.key, wrapContext(master.keyId, context)) };
  }

  /**
   * Opens a data key; null when its master key is not here (any more), which is nobody's fault to be told about.
   * @throws SealBroken when the master key is here, but what was stored was changed or belongs elsewhere.
   */
  unwrap(keyId: string, wrapped: Buffer, context: string): Buffer | null {
    const master = this.find(keyId);
    return master ? openSeal(wrapped, master.key, wrapContext(keyId, context)) : null;
  }

  /** A key that was put back into the file, or made by another process, is found without a start anew. */
  private find(keyId: string): MasterKey | undefined {
    const known = this.masters?.find((master) => master.keyId === keyId);
    if (known || this.configured) return known;
    try {
      this.masters = this.file.read()?.map(named) ?? this.masters;
    } catch (error) {
      // What is wrong with the file is told at the next start; to who asks just now the key is not here.
      if (!(error instanceof ConfigError)) throw error;
    }
    return this.masters?.find((master) => master.keyId === keyId);
  }
}

/**
 * The id that is stored: an operator's name alone could come back with other bytes, and then a lost key would look like
 * a broken seal. 32 bits of a hash say nothing useful of 256 random bits.
 */
const named = ({ id, key }: SecretKey): MasterKey => ({
  keyId: `${id}:${createHash('sha256').update(key).digest('hex').slice(0, 8)}`,
  key,
});

const wrapContext = (keyId: string, context: string): string => `wrap/${keyId}/${context}`;
