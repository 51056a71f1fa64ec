/** Bytes that make a bar's height of text, and of a table, whose rows are short and high. */
const [OF_TEXT, OF_A_TABLE] = [90, 25];

/** No more stand in the frame before it scrolls. */
const MOST = 16;

/** Heights of what takes the place of a text or a table of so many bytes until it has come. */
export function textHeights(bytes: number, table: boolean): number[] {
  const bars = Math.ceil(bytes / (table ? OF_A_TABLE : OF_TEXT));
  return Array.from({ length: Math.min(MOST, Math.max(2, bars)) }, () => 22);
}
