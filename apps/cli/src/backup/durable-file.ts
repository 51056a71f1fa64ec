import { createWriteStream, type WriteStream } from 'node:fs';

/** A new file for its owner alone, whose bytes are on the disk before it says that it is finished. */
export const durableFile = (path: string): WriteStream =>
  createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true });
