import type { Variables } from '#platform/graphql';
import type { BuiltClient } from './built-client.js';
import type { FirstPage } from './first-page.js';
import { attributes, markup, jsonText, type Html } from './html.js';
import type { Look } from './look.js';

const SHELL = 'app/shell/shell';

/** An answer that goes along with the page, for the client's cache. */
export interface BroughtAnswer {
  readonly operation: string;
  readonly variables: Variables;
  readonly data: unknown;
}

/** All that a first answer is made of. */
export interface FirstAnswer {
  readonly page: FirstPage;
  readonly answers: readonly BroughtAnswer[];
  readonly isMember: boolean;
  /** Path and query as they were asked for: signing in leads back there. */
  readonly here: string;
  /** Files that the page needs beyond those of every page. */
  readonly files: readonly string[];
  readonly publicUrl: string;
}

/** Writes the first answer of a page into `index.html` as it was built. */
export function pageDocument(client: BuiltClient, look: Look, answer: FirstAnswer): string {
  const { page, answers, files, isMember } = answer;
  const title = page.title === null ? 'Copse' : `${page.title} · Copse`;
  const shown = page.body === null ? null : shell(look, page.body, isMember ? null : answer.here, client.demonstration);
  const data = markup`<script type="application/json" id="first-view">${jsonText({ locale: look.locale, answers })}</script>`;
  const preloads = files.map((file) => markup`<link rel="modulepreload" crossorigin href="${file}">`);
  return [
    // Before the page has one of its own.
    [/<noscript>[^]*?<\/noscript>/, markup``],
    ['<html lang="en">', markup`<html lang="${look.locale}">`],
    ['<title>Copse</title>', markup`<title>${title}</title>${head(look, answer)}`],
    ['</head>', markup`${preloads}</head>`],
    [
      '<div id="root"></div>',
      markup`<div id="root"${attributes({ 'data-first-view': shown && 'shown' })}>${shown}</div>${data}`,
    ],
  ].reduce((text, [place, written]) => text.replace(place as string | RegExp, () => String(written)), client.index);
}

function head(look: Look, { page, publicUrl }: FirstAnswer): Html {
  const address = publicUrl + page.canonical;
  const title = page.title ?? look.words.about;
  return markup` <meta name="description" content="${page.description}"><link rel="canonical" href="${address}"/>${page.previous ? markup`<link rel="prev" href="${page.previous}">` : null}${
    page.next ? markup`<link rel="next" href="${page.next}">` : null
  }${page.indexed ? null : markup`<meta name="robots" content="noindex">`}<meta property="og:site_name" content="Copse"><meta property="og:type" content="${page.kind}"><meta property="og:title" content="${title}"><meta property="og:description" content="${page.description}"><meta property="og:url" content="${address}"><meta property="og:locale" content="${look.locale === 'fr' ? 'fr_CA' : 'en_CA'}">${picture(publicUrl)}`;
}

/** What other sites show beside a link: the mark, at an address of its own since it must be a whole one. */
function picture(publicUrl: string): Html {
  return markup`<meta property="og:image" content="${publicUrl}/share.png"><meta property="og:image:type" content="image/png"><meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta property="og:image:alt" content="Copse"><meta name="twitter:card" content="summary_large_image">`;
}

/** What stands around every page (`Shell` of the client), as far as it works without scripts; `here` is null for members. */
function shell(look: Look, content: Html, here: string | null, demonstration: boolean): Html {
  const { words } = look;
  const css = (...names: string[]): string => look.css(SHELL, ...names);
  const next = here === null || here === '/' ? '' : `?next=${encodeURIComponent(here)}`;
  const ways = markup`<a href="/sign-up${next}" class="${css('tool', 'beside')}">${words.signUp}</a>${look.button(`/sign-in${next}`, words.signIn, 'small')}`;
  return markup`<a class="${css('skip')}" href="#main">${words.skip}</a><header class="${css('header')}"><div class="${look.css(SHELL, 'bar', here !== null && 'signedOut')}"><a href="/" class="${css('logo')}" aria-label="${words.home}"><img src="/favicon.svg" alt="" width="28" height="28"><span>Copse</span></a><nav class="${css('nav')}" aria-label="${words.main}"><a href="/communities" class="${css('navLink')}">${words.communities}</a></nav><span class="${css('spacer')}"></span>${here === null ? null : ways}</div></header><noscript><div class="${css('strip')}">${words.needsScripts}</div></noscript><main id="main" tabindex="-1" class="${css('main')}">${content}</main><footer class="${css('footer')}"><div class="${css('footerBar')}"><span>${words.about}</span>${demonstration ? markup`<span>${words.demonstration}</span>` : null}</div></footer>`;
}
