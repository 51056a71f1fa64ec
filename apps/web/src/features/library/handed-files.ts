/** Files that were dropped on one page and are sent from another. */
let handed: readonly File[] = [];

/** Keeps files for the page that opens next. */
export function keepHandedFiles(files: readonly File[]): void {
  handed = files;
}

/** What was kept, once. */
export function takeHandedFiles(): readonly File[] {
  const files = handed;
  handed = [];
  return files;
}
