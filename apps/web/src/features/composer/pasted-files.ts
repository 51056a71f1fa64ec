/**
 * Whether files are meant by what is pasted, and not the text beside them. A spreadsheet gives its cells as a text, as a
 * table and as a picture: then the text is meant. A file manager gives the files and their names.
 */
export function meansFiles(names: readonly string[], types: readonly string[], text: string): boolean {
  if (names.length === 0) return false;
  if (text === '') return true;
  if (types.includes('text/html') || types.includes('text/rtf')) return false;
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  const known = new Set(names.map((name) => name.normalize()));
  return lines.every((line) => known.has(nameIn(line.trim())) || known.has(line.trim().normalize()));
}

/** The name at the end of a path, or of an address as some file managers write it. */
function nameIn(path: string): string {
  const name = path.split(/[\\/]/).at(-1) ?? path;
  try {
    return (path.startsWith('file:') ? decodeURIComponent(name) : name).normalize();
  } catch {
    return name;
  }
}
