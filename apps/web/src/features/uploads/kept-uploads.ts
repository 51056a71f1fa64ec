import type { UnfinishedUpload } from './uploads.js';

/** An upload as it is kept on the device, so that choosing the same file again goes on where it stopped. */
export interface KeptUpload extends UnfinishedUpload {
  /** When the file was changed last, and what is in it where that could be computed: whether it is the same one. */
  readonly modified: number;
  readonly sha256: string | null;
}

/** The calls of `Storage` that are needed, so that tests bring their own. */
export type UploadStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What is known of a file when its upload is looked for. */
export interface SoughtFile {
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly sha256: string | null;
}

const PREFIX = 'copse.upload.';

/** The server forgets what nobody has touched for seven days; clocks differ. */
const LIFETIME = 6.5 * 24 * 3600 * 1000;

/** The uploads of one account to one community that this device has begun: accounts never see each other's. */
export class KeptUploads {
  private readonly prefix: string;

  constructor(
    private readonly storage: UploadStorage,
    accountId: string,
    slug: string,
    private readonly now: () => number = Date.now,
  ) {
    this.prefix = `${PREFIX}${accountId}.${slug}.`;
  }

  /** Notes an upload that the server has accepted. */
  keep(upload: KeptUpload): void {
    try {
      this.storage.setItem(this.prefix + upload.uploadId, JSON.stringify(upload));
    } catch {
      // Without storage an upload goes on only while its page is open.
    }
  }

  /** Forgets one that was used, given up, or is not on the server any more. */
  drop(uploadId: string): void {
    try {
      this.storage.removeItem(this.prefix + uploadId);
    } catch {
      // Where storage is forbidden, nothing was kept.
    }
  }

  /** All that may still be on the server, oldest first; what is too old is forgotten. */
  all(): KeptUpload[] {
    const found: KeptUpload[] = [];
    for (const key of this.keys()) {
      const upload = this.read(key);
      if (upload && this.now() - upload.at < LIFETIME) found.push(upload);
      else this.drop(key.slice(this.prefix.length));
    }
    return found.sort((one, other) => one.at - other.at);
  }

  /** The upload of this very file, or null; `taken` are those that go on already. */
  find(file: SoughtFile, taken: ReadonlySet<string>): KeptUpload | null {
    return this.all().find((upload) => !taken.has(upload.uploadId) && isOf(upload, file)) ?? null;
  }

  private keys(): string[] {
    try {
      const all = Array.from({ length: this.storage.length }, (_, index) => this.storage.key(index));
      return all.filter((key): key is string => key?.startsWith(this.prefix) ?? false);
    } catch {
      return [];
    }
  }

  private read(key: string): KeptUpload | null {
    try {
      const value: unknown = JSON.parse(this.storage.getItem(key) ?? 'null');
      return isKept(value) && key === this.prefix + value.uploadId ? value : null;
    } catch {
      return null;
    }
  }
}

/** The same content under the same name; where the content is not known, what the system says of the file. */
function isOf(upload: KeptUpload, file: SoughtFile): boolean {
  if (upload.name !== file.name || upload.size !== file.size) return false;
  if (upload.sha256 !== null && file.sha256 !== null) return upload.sha256 === file.sha256;
  return upload.sha256 === file.sha256 && upload.modified === file.modified;
}

function isKept(value: unknown): value is KeptUpload {
  if (typeof value !== 'object' || value === null) return false;
  const { uploadId, name, size, at, modified, sha256 } = value as Record<string, unknown>;
  return (
    typeof uploadId === 'string' &&
    typeof name === 'string' &&
    typeof size === 'number' &&
    typeof at === 'number' &&
    typeof modified === 'number' &&
    (sha256 === null || typeof sha256 === 'string')
  );
}
