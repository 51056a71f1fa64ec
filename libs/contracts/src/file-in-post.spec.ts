import { expect, it } from '@jest/globals';
import { showsFile } from './file-in-post.js';

const id = '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e';

it.each([
  ['a picture in the text', `<p><img src="/files/${id}/cat.webp" alt="a cat" loading="lazy" /></p>`, true],
  ['another one', '<p><img src="/files/0198d2b5-0000-7c3a-9d6b-0c1a2b3c4d5e/cat.webp" alt="" /></p>', false],
  ['words that look like its address', `<p>hi src="/files/${id}/ x</p>`, false],
  ['a link to it', `<p><a href="/files/${id}/cat.webp">cat</a></p>`, false],
])('knows %s', (_what, html, shown) => {
  expect(showsFile(html, id)).toBe(shown);
});
