import { describe, expect, it } from '@jest/globals';
import { forMail } from './for-mail.js';
import { renderMarkdown } from './render-markdown.js';
import { textForMail } from './text-for-mail.js';

const ID = '0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e';
const SITE = 'https://copse.example';
const THREAD = `${SITE}/c/small-museums/d/${ID}`;
const mail = (source: string): string => forMail(renderMarkdown(source), SITE, THREAD);

describe('forMail', () => {
  it.each([
    ['**a** _b_ ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>'],
    [`Ask [@Amara](/people/${ID}).`, `<p>Ask <a href="${SITE}/people/${ID}">@Amara</a>.</p>`],
    ['> [Priya](#post-3):\n> a', `<blockquote>\n<p><a href="${THREAD}#post-3">Priya</a>:<br />\na</p>\n</blockquote>`],
    [
      '[a](/c/x) [b](https://b.example "t")',
      `<p><a href="${SITE}/c/x">a</a> <a href="https://b.example" title="t">b</a></p>`,
    ],
    ['[m](mailto:a@b.ca)', '<p><a href="mailto:a@b.ca">m</a></p>'],
    [
      `![A "cat" & <dog>](/files/${ID}/ch%C3%A2t.webp#800x600)`,
      `<p><a href="${SITE}/files/${ID}/ch%C3%A2t.webp">A "cat" &amp; &lt;dog&gt;</a></p>`,
    ],
    [`![](/files/${ID}/ch%C3%A2t.webp)`, `<p><a href="${SITE}/files/${ID}/ch%C3%A2t.webp">chât.webp</a></p>`],
    [`![](/files/${ID}/100%.webp)`, `<p><a href="${SITE}/files/${ID}/100%25.webp">100%.webp</a></p>`],
    ['- [ ] a\n- [x] b', '<ul>\n<li><span>☐</span> a</li>\n<li><span>☑</span> b</li>\n</ul>'],
    ['```js\nlet a;\n```', '<pre><code>let a;\n</code></pre>'],
    ['3. c', '<ol start="3">\n<li>c</li>\n</ol>'],
    ['| a |\n|:-:|', '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n</table>'],
    ['<script>alert(1)</script>', '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>'],
  ])('%j', (source, html) => {
    expect(mail(source)).toBe(html);
  });

  it('lets nothing through that a mail program would load or fill in, whatever it is given', () => {
    const evil = `<img src="https://evil.example/x.png" onerror="a()"><script>a()</script><style>*{}</style><form><input name="p"><button>b</button></form><iframe src="/x"></iframe><a href="javascript:a()" class="mention" style="x">j</a><p class="x" id="y" style="z">p</p>`;
    const html = forMail(evil, SITE, THREAD);
    expect(html).not.toMatch(/<(?:img|script|style|form|input|button|iframe)|javascript|class=|style=|id=/);
    expect(html).toContain('<p>p</p>');
  });
});

describe('textForMail', () => {
  it.each([
    ['# Hi *there*\n\n**a** _b_ ~~c~~ `d`', 'Hi there\n\na b c d'],
    [`Ask [@Amara Diallo](/people/${ID}).`, 'Ask @Amara Diallo.'],
    ['one\ntwo  \nthree', 'one\ntwo\nthree'],
    ['> [Priya](#post-3):\n> a\n>\n> b\n>\n> > c\n\nafter', '> Priya:\n> a\n>\n> b\n>\n> > c\n\nafter'],
    ['before\n\n> a', 'before\n\n> a'],
    ['- one\n- two\n  - three\n- four\n\nafter', '- one\n- two\n  - three\n- four\n\nafter'],
    ['9. a\n\n   b\n10. c', '9. a\n\n   b\n\n10. c'],
    ['- [ ] a\n- [x] b', '- [ ] a\n- [x] b'],
    ['> - a\n>   b', '> - a\n>   b'],
    ['- > a', '- > a'],
    ['```js\nlet a;\n\nlet b;\n```', 'let a;\n\nlet b;'],
    ['| a | b |\n|---|---|\n| **1** | |\n\nafter', 'a | b\n1 |\n\nafter'],
    ['a\n\n---\n\nb', 'a\n\n* * *\n\nb'],
    ['[a](https://a.example/x "t") [b](/c/x) [c](#post-3)', 'a (https://a.example/x) b c'],
    ['https://a.example/é <https://a.example> <a@b.ca>', 'https://a.example/%C3%A9 https://a.example a@b.ca'],
    ['[write](mailto:a@b.ca) [https://a.example](https://a.example)', 'write (a@b.ca) https://a.example'],
    [`![A **cat**](/files/${ID}/c.webp#8x6) ![](/files/${ID}/ch%C3%A2t.webp)`, 'A cat chât.webp'],
    [`[![A cat](/files/${ID}/c.webp)](https://a.example)`, 'A cat (https://a.example)'],
    ['<b>x</b> &amp; &lt;', '<b>x</b> & <'],
    ['', ''],
  ])('%j → %j', (source, text) => {
    expect(textForMail(source)).toBe(text);
  });

  it('gives links within the site their whole address where it is told, but for those that are names', () => {
    const source = `[a](/c/x/d/${ID}#post-2) [b.pdf](/files/${ID}/b.pdf) [@Amara](/people/${ID}) [Priya](#post-3) [c](//c.example)`;
    expect(textForMail(source, SITE)).toBe(
      `a (${SITE}/c/x/d/${ID}#post-2) b.pdf (${SITE}/files/${ID}/b.pdf) @Amara Priya c`,
    );
    expect(textForMail(`| a |\n|---|\n| [b](/c/x) |`, SITE)).toBe(`a\nb (${SITE}/c/x)`);
  });

  it.each([
    ['brackets', '[@'.repeat(20_000)],
    ['quotes', '> '.repeat(20_000)],
    ['lists', '- '.repeat(20_000)],
    ['list items', '  - a\n'.repeat(6_600)],
    ['pictures', '![](a)'.repeat(6_600)],
    ['rows', `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(1_400)}`],
  ])('40,000 characters of %s end soon', (_name, source) => {
    const start = performance.now();
    const text = textForMail(source);
    forMail(renderMarkdown(source), SITE, THREAD);
    // Some ten milliseconds on an idle machine; what is looked for is growth by the square, which takes minutes.
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(text.length).toBeLessThanOrEqual(6 * 40_000);
  });
});
