/** What a picture's header says. */
export interface PictureHeader {
  readonly width: number;
  readonly height: number;
  /** Frames of a moving picture; 1 of any other. */
  readonly pages: number;
}

/** A picture that we made. */
export interface Made {
  readonly bytes: Buffer;
  readonly width: number;
  readonly height: number;
}

/** A picture made anew from the pixels of another, without anything else that was in it. */
export interface Reencoded extends Made {
  readonly mediaType: 'image/webp' | 'image/png' | 'image/jpeg';
}

/** WebP pictures of a file: at most 320 and 1,600 pixels wide and high. */
export interface Preview {
  readonly small: Made;
  readonly large: Made;
  /** Pages of a PDF; null of a picture. */
  readonly pages: number | null;
}

/** What the child process is asked, one at a time. */
export type PictureJob =
  | { readonly work: 'header' | 'reencode'; readonly path: string }
  | { readonly work: 'preview'; readonly path: string; readonly mediaType: string };

/** What the child process answers; after `last` it must not be asked again. */
export interface PictureAnswer {
  readonly result: PictureHeader | Reencoded | Preview | null;
  readonly last: boolean;
}
