import { extensionOf, FILE_TYPES } from '#contracts';
import type { UploadProblem } from './upload-problem.js';

/** What the community's `uploadLimits` say, in bytes. */
export interface UploadLimits {
  fileBytes: number;
  communityBytes: number;
  usedBytes: number;
}

/** Why a file cannot be taken, as far as its name and size tell; null when nothing speaks against trying. */
export function faultOfFile(file: Pick<File, 'name' | 'size'>, limits: UploadLimits | null): UploadProblem | null {
  if (!FILE_TYPES[extensionOf(file.name)]) return { fault: 'type' };
  if (file.size === 0) return { fault: 'empty' };
  if (limits && file.size > limits.fileBytes) return { fault: 'size' };
  if (limits && file.size > limits.communityBytes - limits.usedBytes) return { fault: 'quota' };
  return null;
}

/** What phones make of their photos: where it is not asked for, they hand over JPEG, which everybody can open. */
const OF_PHONES = 'heic';

/** For the `accept` of a file field: what its window offers first. What it lets through is looked at all the same. */
export const ACCEPTED = Object.keys(FILE_TYPES)
  .filter((extension) => extension !== OF_PHONES)
  .map((extension) => `.${extension}`)
  .join(',');
