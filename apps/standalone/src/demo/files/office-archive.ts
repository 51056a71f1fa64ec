import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const DATE = /(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)/g;

/**
 * An office document as if it had been made at this moment: what its library took from the clock, in its properties and in
 * the archive around it, is replaced. So the same words give the same bytes.
 */
export function asMadeAt(bytes: Uint8Array, at: Date): Buffer {
  const parts = unzipSync(bytes);
  const core = parts['docProps/core.xml'];
  if (core) parts['docProps/core.xml'] = strToU8(strFromU8(core).replace(DATE, `$1${at.toISOString()}$2`));
  // Archives know no zone; midnight of the day by the clock of the machine is the same in every zone.
  const mtime = new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  return Buffer.from(zipSync(parts, { level: 6, mtime }));
}
