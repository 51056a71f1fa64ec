/** A page's size at scale 1, in CSS pixels. */
export interface PageSize {
  width: number;
  height: number;
}

/** How a page is drawn: the scale of its size on the screen, and how many dots a CSS pixel has. */
export interface PageScale {
  scale: number;
  dots: number;
}

/** Browsers draw nothing on a larger canvas, and telephones run out of memory. */
const MOST_DOTS = 16_000_000;
const LONGEST_SIDE = 8_000;

/** Steps of the zoom, as shares of the width that there is. */
export const ZOOMS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** The next step of the zoom up or down; the same at the end. */
export function nextZoom(zoom: number, up: boolean): number {
  const next = up ? ZOOMS.find((step) => step > zoom) : ZOOMS.findLast((step) => step < zoom);
  return next ?? zoom;
}

/**
 * How to draw a page that is to fill so much width, `zoom` times over, on a screen of this density. A page may claim any
 * size: it never becomes larger than what a browser can draw.
 */
export function pageScale(page: PageSize, room: number, zoom: number, density: number): PageScale {
  const width = Math.max(page.width, 1);
  const height = Math.max(page.height, 1);
  const wanted = (Math.max(room, 50) / width) * zoom;
  const scale = Math.min(wanted, LONGEST_SIDE / width, LONGEST_SIDE / height);
  const area = width * scale * height * scale;
  const dots = Math.min(density, Math.sqrt(MOST_DOTS / area), LONGEST_SIDE / (Math.max(width, height) * scale));
  return { scale, dots };
}
