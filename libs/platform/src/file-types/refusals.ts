import { FILE_TYPES } from '#contracts';

/** The file is not taken: a short code for programs and a sentence for the person who sent it. */
export interface RefusedFile {
  readonly refused: 'type' | 'empty' | 'archive' | 'picture';
  readonly sentence: string;
}

const MACROS = (ending: string): string =>
  `Documents with macros are not taken, because macros can harm whoever opens them. Please save it without macros, as .${ending}.`;
const OLD = (ending: string): string =>
  `This format is not taken, because it may hide programs or not open everywhere. Please save it as .${ending} or as PDF.`;
const MARKUP =
  'Web pages and XML files are not taken, because a browser may run what is in them. Please save it as PDF.';
const PROGRAM = 'Programs and scripts cannot be shared here.';
const ARCHIVE = 'Only ZIP archives can be looked into. Please pack it as .zip.';
const PICTURE = 'This kind of picture is not taken. Please save it as JPEG or PNG.';
const SOUND = 'This kind of sound is not taken. Please save it as MP3.';
const FILM = 'This kind of video is not taken. Please save it as MP4.';
const APPLE = 'Others may not be able to open this kind of document. Please save it as PDF.';

/** What to do instead, for the endings that people send most and that are not taken. */
const INSTEAD: Readonly<Record<string, string>> = Object.assign(Object.create(null) as Record<string, string>, {
  ...of(['docm', 'dotm'], MACROS('docx')),
  ...of(['xlsm', 'xltm', 'xlam', 'xlsb'], MACROS('xlsx')),
  ...of(['pptm', 'potm', 'ppsm', 'ppam', 'sldm'], MACROS('pptx')),
  ...of(['doc', 'dot', 'rtf', 'dotx', 'wpd', 'wps'], OLD('docx')),
  ...of(['xls', 'xlt', 'xltx'], OLD('xlsx')),
  ...of(['ppt', 'pps', 'pot', 'ppsx', 'potx'], OLD('pptx')),
  svg: 'SVG pictures are not taken, because a browser may run what is in them. Please save it as PNG or PDF.',
  svgz: 'SVG pictures are not taken, because a browser may run what is in them. Please save it as PNG or PDF.',
  ...of(['html', 'htm', 'xhtml', 'mht', 'mhtml', 'xml', 'xsl', 'xslt', 'rss', 'atom', 'hta', 'swf'], MARKUP),
  ...of(['exe', 'msi', 'com', 'scr', 'bat', 'cmd', 'ps1', 'vbs', 'js', 'mjs', 'cjs', 'jar', 'apk', 'app'], PROGRAM),
  ...of(['dmg', 'deb', 'rpm', 'sh', 'py', 'php', 'lnk', 'dll', 'so', 'wasm', 'wsf', 'reg'], PROGRAM),
  ...of(['rar', '7z', 'tar', 'gz', 'tgz', 'bz2', 'xz', 'zst'], ARCHIVE),
  ...of(['tif', 'tiff', 'bmp', 'psd', 'ai', 'eps', 'ico', 'jxl', 'jp2', 'heif', 'raw', 'dng', 'cr2', 'nef'], PICTURE),
  ...of(['aac', 'aif', 'aiff', 'wma', 'opus', 'amr', 'mid', 'midi'], SOUND),
  ...of(['avi', 'wmv', 'mkv', 'flv', 'm4v', 'mpg', 'mpeg', '3gp', 'ogv'], FILM),
  ...of(['pages', 'numbers', 'key', 'odg', 'pub', 'vsdx', 'xps', 'ps', 'tex'], APPLE),
});

function of(endings: readonly string[], sentence: string): Record<string, string> {
  return Object.fromEntries(endings.map((ending) => [ending, sentence]));
}

/** Why a file with this ending is not taken, whatever is in it; null when it may be. */
export function refusalOfEnding(extension: string): RefusedFile | null {
  if (FILE_TYPES[extension] !== undefined) return null;
  if (extension === '') {
    return refusedType('The name of this file has no ending that says what it is, such as .pdf. Please add it.');
  }
  const named = /^[\p{L}\p{N}]{1,12}$/u.test(extension) ? ` (.${extension})` : '';
  return refusedType(
    INSTEAD[extension] ?? `Files of this kind${named} cannot be shared. Please save it as PDF, or pack it as .zip.`,
  );
}

/** The content is not what the ending says, or of a kind that is not taken. */
export const refusedType = (sentence: string): RefusedFile => ({ refused: 'type', sentence });

/** Something is wrong with what is packed in the file. */
export const refusedArchive = (sentence: string): RefusedFile => ({ refused: 'archive', sentence });

/** The picture cannot be shown. */
export const refusedPicture = (sentence: string): RefusedFile => ({ refused: 'picture', sentence });

/** A document that could carry programs. */
export const refusedMacros = (extension: string): RefusedFile =>
  refusedType(MACROS(FILE_TYPES[extension]?.kind === 'ARCHIVE' ? 'docx, .xlsx or .pptx' : extension));

/** Markup under a harmless name. */
export const refusedMarkup = (): RefusedFile => refusedType(MARKUP);
