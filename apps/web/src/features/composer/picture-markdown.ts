import type { LiveAttachment } from '#contracts';
import type { Selected } from './markdown-commands.js';

/** The words of a picture in Markdown: anything but an end of its own bracket that is not marked as a letter. */
const WORDS = String.raw`(?:\\.|[^\]\\]){0,1200}`;
const ANY_PICTURE = new RegExp(String.raw`!\[(${WORDS})\]\(\s*<?(/files/[^\s)>]*)[^)]*\)`, 'g');
/** A name that the composer has put in: of somebody who is mentioned, or whose post is quoted. */
const ANY_NAME = new RegExp(String.raw`\[(${WORDS})\]\((?:/people/[0-9a-f-]{36}|#post-\d{1,9})\)`, 'gi');

/**
 * A picture of a post as it stands in its text, with the size that keeps its place while it loads. The id alone says
 * which file it is: its name, which may be long and full of signs that addresses write in digits, is left out.
 */
export function pictureMarkdown({ id, alt, url, width, height }: LiveAttachment): string {
  const size = width && height ? `#${width}x${height}` : '';
  const ending = /\.[a-z0-9]{1,5}$/i.exec(url)?.[0].toLowerCase() ?? '';
  return `![${inBrackets(alt)}](/files/${id}/image${ending}${size})`;
}

/** Whether a file stands in the text as a picture. */
export function showsPicture(text: string, id: string): boolean {
  return pictureOf(id).test(text);
}

/** The text with other words for a picture, wherever it stands in it. */
export function withAlt(text: string, id: string, alt: string): string {
  return text.replace(pictureOf(id), (_all, rest: string) => `![${inBrackets(alt)}](${rest}`);
}

/** The text without a picture; a paragraph that was nothing else goes with it. */
export function withoutPicture(text: string, id: string): string {
  const whole = new RegExp(String.raw`(^|\n)[ \t]*!\[${WORDS}\]\(/files/${id}/[^)]*\)[ \t]*(?:\n(?:[ \t]*\n)?|$)`, 'g');
  const within = new RegExp(String.raw`!\[${WORDS}\]\(/files/${id}/[^)]*\)`, 'g');
  return text.replace(whole, '$1').replace(within, '');
}

/** The text with links in the place of our pictures: for a quotation, which is not to show them once more. */
export function picturesAsLinks(text: string): string {
  return text.replace(ANY_PICTURE, (_all, alt: string, url: string) => {
    const name = decodeURIComponentSafely(url.split('#')[0]?.split('/').at(-1) ?? '');
    return `[${alt.trim() || inBrackets(name)}](${url.split('#')[0]})`;
  });
}

/** The text with nothing but the words of our pictures, mentions and quoted names: for a line that stands for it. */
export function sourceAsWords(text: string): string {
  return text.replace(ANY_PICTURE, words).replace(ANY_NAME, words);
}

/**
 * Puts a picture into a text as a paragraph of its own, behind the line in which the cursor stands. The cursor stays
 * where it is, for somebody who writes on; `follow` sets it behind the picture.
 */
export function insertPicture({ text, start, end }: Selected, picture: string, follow: boolean): Selected {
  const lineEnd = text.indexOf('\n', end);
  const at = lineEnd === -1 ? text.length : lineEnd;
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const lead = before.trim() === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n';
  const tail = /^\n\s*\n/.test(after) ? '' : after.startsWith('\n') ? '\n' : '\n\n';
  const inserted = `${lead}${picture}${tail}`;
  const behind = at + inserted.length;
  return { text: before + inserted + after, ...(follow ? { start: behind, end: behind } : { start, end }) };
}

function pictureOf(id: string): RegExp {
  return new RegExp(String.raw`!\[${WORDS}\]\((/files/${id}/)`, 'g');
}

/** Words as they stand between the brackets of a picture or a link: one line, the signs of Markdown marked as letters. */
export function inBrackets(alt: string): string {
  return alt
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/[\\[\]`*_<>&!~|]/g, '\\$&');
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The words of a match as they are read. */
function words(_match: string, marked: string): string {
  return marked.replace(/\\(.)/g, '$1');
}
