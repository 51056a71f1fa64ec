import type { PreviewSize } from './file-facts.js';

/** Where a file is fetched. The name is for people and for `Save as`: the id alone says what is meant. */
export const filePath = (id: string, name: string): string => `/files/${id}/${pathPart(name)}`;

/** Where a picture of a file is fetched. */
export const previewPath = (id: string, size: PreviewSize): string => `/files/${id}/preview/${size}.webp`;

/** Also encodes what ends an address in Markdown and in running text. */
const pathPart = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
