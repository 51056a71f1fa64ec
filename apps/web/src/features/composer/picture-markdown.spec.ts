import { describe, expect, it } from '@jest/globals';
import {
  insertPicture,
  pictureMarkdown,
  picturesAsLinks,
  sourceAsWords,
  showsPicture,
  withAlt,
  withoutPicture,
} from './picture-markdown.js';

const picture = {
  id: '019a1111-2222-7333-8444-555555555555',
  fileName: 'case (3).png',
  mediaType: 'image/png',
  size: 2000,
  url: '/files/019a1111-2222-7333-8444-555555555555/case%20(3).png',
  alt: '',
  width: 800,
  height: 600,
};
const shown = `![](/files/${picture.id}/image.png#800x600)`;

describe('pictureMarkdown', () => {
  it('names the file by its id and its ending, and says its size', () => {
    expect(pictureMarkdown(picture)).toBe(shown);
    expect(pictureMarkdown({ ...picture, width: null, height: null })).toBe(`![](/files/${picture.id}/image.png)`);
    const url = `/files/${picture.id}/%F0%9F%A6%8B%20papillons.PNG`;
    expect(pictureMarkdown({ ...picture, url })).toBe(shown);
    expect(pictureMarkdown({ ...picture, url: `/files/${picture.id}/papillons` })).toBe(
      `![](/files/${picture.id}/image#800x600)`,
    );
  });

  it('holds words with any sign in them, on one line', () => {
    const alt = 'A [case], *old*\nand `dark` \\ <b>';
    const text = pictureMarkdown({ ...picture, alt });
    expect(text).toContain('![A \\[case\\], \\*old\\* and \\`dark\\` \\\\ \\<b\\>](/files/');
    expect(sourceAsWords(`See ${text}.`)).toBe('See A [case], *old* and `dark` \\ <b>.');
    expect(
      sourceAsWords('> [Zoë \\[Z\\]](#post-3):\n\n[@Ana](/people/019a0000-0000-7000-8000-000000000001) [x](/y)'),
    ).toBe('> Zoë [Z]:\n\n@Ana [x](/y)');
  });
});

describe('a picture in a text', () => {
  const text = `Before\n\n${shown}\n\nAfter`;

  it('is found by its file, and only there', () => {
    expect(showsPicture(text, picture.id)).toBe(true);
    expect(showsPicture(text, picture.id)).toBe(true);
    expect(showsPicture(text.replaceAll('!', ''), picture.id)).toBe(false);
    expect(showsPicture(text, '019a1111-2222-7333-8444-666666666666')).toBe(false);
  });

  it('takes other words, again and again', () => {
    const named = withAlt(text, picture.id, 'The [third] case');
    expect(named).toContain('![The \\[third\\] case](/files/');
    expect(withAlt(named, picture.id, '')).toBe(text);
    expect(withAlt('no picture', picture.id, 'x')).toBe('no picture');
  });

  it('goes with its paragraph, and leaves the rest', () => {
    expect(withoutPicture(text, picture.id)).toBe('Before\n\nAfter');
    expect(withoutPicture(shown, picture.id)).toBe('');
    expect(withoutPicture(`a ${shown} b`, picture.id)).toBe('a  b');
  });

  it('is a link in a quotation', () => {
    expect(picturesAsLinks(text)).toBe(`Before\n\n[image.png](/files/${picture.id}/image.png)\n\nAfter`);
    expect(picturesAsLinks(withAlt(text, picture.id, 'Third'))).toContain('[Third](/files/');
    expect(picturesAsLinks('![x](https://elsewhere.example/a.png)')).toBe('![x](https://elsewhere.example/a.png)');
  });
});

describe('insertPicture', () => {
  const put = (text: string, at: number, follow: boolean) => {
    const next = insertPicture({ text, start: at, end: at }, 'P', follow);
    return `${next.text.slice(0, next.start)}|${next.text.slice(next.end)}`;
  };

  it('makes it a paragraph behind the line, and stays with somebody who writes on', () => {
    expect(put('one two', 3, false)).toBe('one| two\n\nP\n\n');
    expect(put('one\n\ntwo', 1, false)).toBe('o|ne\n\nP\n\ntwo');
    expect(put('one\ntwo', 1, false)).toBe('o|ne\n\nP\n\ntwo');
  });

  it('goes behind it where nothing was written meanwhile', () => {
    expect(put('', 0, true)).toBe('P\n\n|');
    expect(put('one', 3, true)).toBe('one\n\nP\n\n|');
    expect(put('one\n\n', 5, true)).toBe('one\n\nP\n\n|');
  });
});
