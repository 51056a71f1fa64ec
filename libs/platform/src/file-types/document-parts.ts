import { FILE_TYPES } from '#contracts';
import type { Archive } from './archive.js';
import { refusedArchive, refusedMacros, refusedType, type RefusedFile } from './refusals.js';

/** The part of an Office document that says what its main part is. */
const MAIN_PARTS: Readonly<Record<string, string>> = {
  docx: 'wordprocessingml.document.main+xml',
  xlsx: 'spreadsheetml.sheet.main+xml',
  pptx: 'presentationml.presentation.main+xml',
};
const OPEN_DOCUMENTS: ReadonlySet<string> = new Set(['odt', 'ods', 'odp']);

/**
 * Looks whether an archive is the document that its ending says, and holds no macros; any other archive is searched for
 * macros alone, since it may be such a document under another ending. Null when it is fine.
 */
export async function refusalOfDocument(archive: Archive, extension: string): Promise<RefusedFile | null> {
  const contents = archive.names.includes('[Content_Types].xml') ? await archive.part('[Content_Types].xml') : '';
  if (contents === null) return notThis(extension);
  if (/macroEnabled|vbaProject/i.test(contents) || archive.names.some(isMacroPart)) return refusedMacros(extension);
  const main = MAIN_PARTS[extension];
  if (main !== undefined) return contents.includes(main) ? null : notThis(extension);
  if (!OPEN_DOCUMENTS.has(extension) && extension !== 'epub') return null;
  const stated = (await archive.part('mimetype'))?.trim();
  if (stated !== FILE_TYPES[extension]?.mediaType) return notThis(extension);
  return OPEN_DOCUMENTS.has(extension) ? refusalOfOpenDocument(archive, extension) : null;
}

async function refusalOfOpenDocument(archive: Archive, extension: string): Promise<RefusedFile | null> {
  if (archive.names.some((name) => /^(?:Basic|Scripts)\/.+[^/]$/.test(name))) return refusedMacros(extension);
  const manifest = await archive.part('META-INF/manifest.xml');
  if (manifest === null) return notThis(extension);
  return manifest.includes('encryption-data')
    ? refusedArchive('This document is protected with a password. Please save it without one.')
    : null;
}

const isMacroPart = (name: string): boolean => /(?:^|\/)vba(?:Project|Data)[^/]*\.(?:bin|xml)$/i.test(name);

function notThis(extension: string): RefusedFile {
  return refusedType(
    `The content of this file is no .${extension} document. Please save it again with the right ending.`,
  );
}
