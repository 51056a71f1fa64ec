import { describe, expect, it } from '@jest/globals';
import { writePage, type MailPage } from './mail-page.js';

const SITE = 'https://copse.example.org';
const page: MailPage = {
  language: 'EN',
  subject: 'Tactile models: 3.5 mm?',
  preview: 'After a year ours looks as on the first day.',
  over: 'Accessible Exhibits',
  heading: 'Tactile models: 3.5 mm?',
  blocks: [
    { kind: 'words', text: 'Hello Amara,' },
    { kind: 'section', title: 'You follow' },
    {
      kind: 'item',
      label: 'Mentions you',
      title: 'Which materials?',
      url: `${SITE}/c/x/d/1#post-7`,
      meta: '3 new replies · Accessible Exhibits',
      author: 'Étienne Tremblay',
      excerpt: 'Nylon & <wax>.',
      lang: 'FR',
    },
    { kind: 'item', title: 'Second', url: `${SITE}/c/x/d/2#post-1` },
    { kind: 'more', label: 'And 12 more', url: `${SITE}/inbox` },
    {
      kind: 'post',
      author: 'Priya Raman',
      meta: 'November 22, 2:05 p.m.',
      html: '<p>Look at <a href="https://example.org/">this</a> &lt;a&gt;</p><pre><code>a b</code></pre>',
      text: 'Look at this (https://example.org/)\n-- \nPriya',
    },
    { kind: 'button', label: 'Read and reply', url: `${SITE}/c/x/d/1?a=1&b=2#post-7` },
  ],
  foot: [
    {
      text: 'You get each post.',
      links: [
        { label: 'Change', url: `${SITE}/settings/mail` },
        { label: 'Stop', url: `${SITE}/unsubscribe/abc` },
      ],
    },
  ],
  site: SITE,
};

describe('writePage', () => {
  it('says it all in plain text, which reads well by itself', () => {
    expect(writePage(page).text).toBe(`Accessible Exhibits
Tactile models: 3.5 mm?

Hello Amara,

You follow
----------

Which materials?
  Mentions you · 3 new replies · Accessible Exhibits
  Étienne Tremblay – Nylon & <wax>.
  ${SITE}/c/x/d/1#post-7

Second
  ${SITE}/c/x/d/2#post-1

And 12 more:
${SITE}/inbox

Priya Raman · November 22, 2:05 p.m.

Look at this (https://example.org/)
--
Priya

Read and reply:
${SITE}/c/x/d/1?a=1&b=2#post-7

-- 
You get each post.
Change: ${SITE}/settings/mail
Stop: ${SITE}/unsubscribe/abc

This message comes from Copse, ${SITE}
Answers to this message reach nobody: please write on the site.
`);
  });

  it('says the same in HTML, in its language, with the same links in the same order', () => {
    const { text, html } = writePage(page);
    expect(html).toContain('<html lang="en">');
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, link = '']) => link.replaceAll('&amp;', '&'));
    const inText = [...text.matchAll(/https:\S+?(?=[)\s])/g)].map(([link]) => link);
    expect(links).toEqual(inText);
    for (const words of [
      'Hello Amara,',
      'You follow',
      'Mentions you',
      'Nylon &amp; &lt;wax&gt;.',
      'You get each post.',
    ])
      expect(html).toContain(words);
    expect(html).toMatch(/<h3 [^>]*lang="fr"/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  });

  it('says of words whose language nobody knows that nobody does, and nothing of its own', () => {
    const { html } = writePage({
      ...page,
      headingLang: null,
      blocks: [
        { kind: 'item', title: 'Tactile models', url: SITE, excerpt: 'Which materials?', lang: null },
        { kind: 'post', author: 'Priya', html: '<p>Nylon.</p>', text: 'Nylon.', lang: null },
        { kind: 'item', title: '3 new replies', url: SITE, meta: 'In one of your communities' },
      ],
    });
    const marked = [...html.matchAll(/<(\w+)[^>]* lang=""[^>]*>(?:<[^>]*>)*([^<]*)/g)].map(([, tag, words]) => [
      tag,
      words,
    ]);
    expect(marked).toEqual([
      ['h1', page.heading],
      ['h3', 'Tactile models'],
      ['p', 'Which materials?'],
      ['div', 'Nylon.'],
    ]);
  });

  it('speaks French where the page does', () => {
    const { text, html } = writePage({ ...page, language: 'FR' });
    expect(html).toContain('<html lang="fr">');
    expect(text).toContain(`And 12 more\u00a0:\n${SITE}/inbox`);
    expect(text).toContain(`Change\u00a0: ${SITE}/settings/mail`);
    expect(text).toContain(
      `Ce courriel vient de Copse, ${SITE}\nPersonne ne reçoit les réponses à ce courriel\u00a0: écrivez`,
    );
  });

  it('asks for nothing from anywhere, and runs nothing', () => {
    const { html } = writePage(page);
    expect(html).not.toMatch(/<(?:img|link|script|iframe|object|video|form|input)\b|src=|@import|url\(|@font-face/i);
  });

  it('has its looks inline as well, also those of what people wrote', () => {
    const bare = writePage(page).html.replace(/<style>.*<\/style>/s, '');
    for (const [tag] of bare.matchAll(/<(?:h1|h2|h3|p|a|pre|td valign)(?=[\s>])[^>]*>/g))
      if (!tag.startsWith('<p>') && !tag.startsWith('<td')) expect(tag).toContain('style="');
    expect(bare).toContain('white-space:pre-wrap');
    expect(bare).toMatch(/<a style="[^"]+" href="https:\/\/example\.org\/">this<\/a> &lt;a&gt;/);
  });

  it('lets nobody break out of it, or make links of names and titles', () => {
    const evil = '"><script>alert(1)</script> https://evil.example a@evil.example \u202e';
    const { html, text } = writePage({
      ...page,
      subject: evil,
      preview: evil,
      over: evil,
      heading: evil,
      blocks: [
        { kind: 'item', title: evil, url: `${SITE}/"><b>`, label: evil, meta: evil, author: evil, excerpt: '"><b>' },
        { kind: 'item', title: ' \u202e ', url: `${SITE}/untitled` },
        { kind: 'post', author: evil, meta: evil, html: '<p>x</p>', text: 'x' },
        { kind: 'words', text: '"><b>' },
        { kind: 'button', label: '"><b>', url: `${SITE}/` },
      ],
      foot: [{ text: '"><b>' }],
    });
    expect(html).not.toMatch(/<script|<b>|"><b/);
    const said = html.replace(/^.*<\/head>/s, '').replace(/<div style="display:none.*?<\/div>/s, '');
    const parts = [...said.matchAll(/class="(?:title|over|heading|label|meta|author|when)"[^>]*>(.*?)<\/(?:p|h\d)>/gs)];
    expect(parts.length).toBeGreaterThan(5);
    for (const [, part = ''] of parts)
      expect(part.replace(/<[^>]*>/g, '').replace(SITE, '')).not.toMatch(/:\/\/|\w@\w|\w\.\w\w|\u202e/);
    expect(
      text
        .split('\n')
        .filter((line) => line.includes('script'))
        .join('\n'),
    ).not.toMatch(/https:\/\/evil|a@evil/);
    // Whoever gives no title that can be read is still found.
    expect(html).toContain(`>${SITE}/untitled</a>`);
    expect(text).toContain(`${SITE}/untitled`);
  });
});
