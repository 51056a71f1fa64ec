import type { UploadItem } from '../uploads/uploads.js';

/** What tells a file from another one before anything of it has been read. */
type Told = Pick<File, 'name' | 'size' | 'lastModified'>;

/** Files that were chosen, apart: those that are new, and those that are on their way or have arrived already. */
export function apart<Chosen extends Told>(
  files: readonly Chosen[],
  items: readonly { readonly file: Told; readonly state: UploadItem['state'] }[],
): { fresh: Chosen[]; again: Chosen[] } {
  const [fresh, again]: [Chosen[], Chosen[]] = [[], []];
  // What could not be sent may be chosen once more: it may lie elsewhere by now, or there may be room.
  const there: Told[] = items.filter(({ state }) => state !== 'failed' && state !== 'refused').map(({ file }) => file);
  for (const file of files) {
    const known = [...there, ...fresh].some((one) => isSame(one, file));
    (known ? again : fresh).push(file);
  }
  return { fresh, again };
}

const isSame = (one: Told, other: Told): boolean =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
