import { chmod, mkdir, open, readFile, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import PostalMime from 'postal-mime';
import { CONFIG, type Config } from '../config/index.js';

/** A message that was kept instead of sent. */
export interface KeptMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  /** ISO 8601, UTC. */
  readonly sentAt: string;
  readonly text: string;
}

const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.eml$/;
const KEEP_MS = 7 * 86_400_000;

/** The folder `<data>/mail`, where messages are kept while there is no SMTP_URL. Files hold secrets: mode 0600. */
@Injectable()
export class MailFolder {
  /** Whether mail is kept instead of sent. */
  readonly inUse: boolean;
  private readonly folder: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.inUse = config.smtpUrl === null;
    this.folder = join(config.dataDir, 'mail');
  }

  /** Writes one message; a message of the same id is replaced, so trying again does no harm. */
  async keep(id: string, message: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await chmod(this.folder, 0o700);
    const temporary = join(this.folder, `${id}.tmp`);
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(message);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(this.folder, `${id}.eml`));
  }

  /** Ids of the kept messages, newest first. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.folder).catch(nothingThere);
    return names
      .flatMap((name) => FILE.exec(name)?.[1] ?? [])
      .toSorted()
      .toReversed();
  }

  /** Reads one message; null when it was swept meanwhile. */
  async read(id: string): Promise<KeptMessage | null> {
    if (!FILE.test(`${id}.eml`)) return null;
    const bytes = await readFile(join(this.folder, `${id}.eml`)).catch(() => null);
    if (bytes === null) return null;
    const mail = await PostalMime.parse(bytes);
    return {
      id,
      to: mail.to?.map(({ address }) => address ?? '').join(', ') ?? '',
      subject: mail.subject ?? '',
      sentAt: mail.date ?? new Date(0).toISOString(),
      text: mail.text ?? '',
    };
  }

  /** Deletes what is older than seven days; everything, where mail is sent by now. */
  async sweep(): Promise<void> {
    const oldest = this.inUse ? Date.now() - KEEP_MS : Infinity;
    for (const name of await readdir(this.folder).catch(nothingThere)) {
      const path = join(this.folder, name);
      const written = await stat(path).catch(() => null);
      if (written && written.mtimeMs < oldest) await rm(path, { force: true });
    }
  }
}

const nothingThere = (error: NodeJS.ErrnoException): string[] => {
  if (error.code === 'ENOENT') return [];
  throw error;
};
