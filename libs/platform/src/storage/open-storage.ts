import { join } from 'node:path';
import type { Config } from '../config/index.js';
import type { Logger } from '../logging/index.js';
import { DiskStorage } from './disk-storage.js';
import type { FileStorage } from './file-storage.js';

/**
 * The bucket of S3_URL, else the folder `files` of the data folder. Touches neither yet. What talks to a bucket is loaded
 * only where there is one.
 */
export async function openStorage(
  { s3Url, dataDir }: Pick<Config, 's3Url' | 'dataDir'>,
  logger: Logger,
): Promise<FileStorage> {
  const folder = join(dataDir, 'files');
  if (s3Url === null) return new DiskStorage(folder);
  const { S3Storage } = await import('./s3-storage.js');
  return new S3Storage(s3Url, { folder, logger });
}
