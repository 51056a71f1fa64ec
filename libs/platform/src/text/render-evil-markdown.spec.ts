import { describe, expect, it } from '@jest/globals';
import { excerptOf } from './excerpt.js';
import { renderMarkdown } from './render-markdown.js';

const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => (tag ?? '').toLowerCase());

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
