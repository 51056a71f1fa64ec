/**
 * Whether a file stands in a post's HTML as a picture, so that it is not shown below it once more. `html`: as the server rendered
 * it, where a `<` is always that of an element: words that look like an address hide no file.
 */
export const showsFile = (html: string, fileId: string): boolean => html.includes(`<img src="/files/${fileId}/`);
