/** A file of ours by its address: `/files/<id>/<name>`, the name as it stands in a path, and no way out of it. */
const PATH =
  /^\/files\/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\/(?!(?:\.|%2e){1,2}$)[\w.~!$&'()*+,;=:@%-]{1,1000}$/i;
/** How large it is, as the composer writes it behind the address. */
const SIZE = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/;

/** A picture that may be shown within a text. */
interface PictureSource {
  readonly path: string;
  /** In pixels; null where the text does not say it. */
  readonly size: { readonly width: string; readonly height: string } | null;
}

/** Whether this is the address of a file of ours, and nothing more than that: no other host, no query, no fragment. */
export const isPicturePath = (path: string): boolean => PATH.test(path);

/**
 * Reads the target of a Markdown picture: `/files/<id>/<name>`, with `#800x600` behind it or not. Null for everything
 * else, which a text may link but not show.
 */
export function pictureIn(target: string): PictureSource | null {
  const [path = '', fragment, ...more] = target.split('#');
  if (more.length > 0 || !isPicturePath(path)) return null;
  const size = fragment === undefined ? null : SIZE.exec(fragment);
  if (fragment !== undefined && !size) return null;
  return { path, size: size?.[1] && size[2] ? { width: size[1], height: size[2] } : null };
}
