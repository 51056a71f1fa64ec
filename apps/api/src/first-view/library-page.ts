import { withNoBreakSpaces } from '#contracts';
import type { Edges, ResourceRowAnswer } from './answers.js';
import { listTab, publicCommunity } from './community-view.js';
import type { Asked, FirstPage, PageKind } from './first-page.js';
import { attributes, markup, type Html } from './html.js';
import { ROWS, type Look } from './look.js';
import { hostOf, iconOf, langOf, licenceOf } from './resource-words.js';

const LIBRARY = 'features/library/library';

/** `/c/:slug/library` without filters; with them the client asks by itself. */
export const libraryPage: PageKind = {
  path: '/c/$slug/library',
  modules: [
    'src/features/communities/community-tabs.tsx',
    'src/features/library/library-tab.tsx',
    'src/locales/{locale}.po',
    'src/locales/communities/{locale}.po',
    'src/locales/library/{locale}.po',
  ],
  async find(asked: Asked): Promise<FirstPage | null> {
    const { ask, look, search } = asked;
    if (['kind', 'tag', 'language', 'sort', 'deleted'].some((name) => search.has(name))) return null;
    const community = await publicCommunity(asked);
    if (!community) return null;
    const { slug } = community;
    const all = { kind: null, tag: null, resourceLanguage: null, sort: 'NEWEST', deleted: false };
    const [found] = await Promise.all([
      ask<{ community: { resources: Edges<ResourceRowAnswer> } | null }>('Library', {
        slug,
        after: search.get('after'),
        ...all,
      }),
      ask('LibraryTags', { slug }),
    ]);
    const resources = found?.community?.resources;
    if (!resources) return null;
    const { edges, pageInfo } = resources;
    const { words } = look;
    const css = (name: string): string => look.css(LIBRARY, name);
    const list =
      edges.length === 0
        ? markup`<div class="${look.css('components/empty', 'empty')}"><p>${words.nothingShared}</p></div>`
        : markup`<div class="${css('filters')}"></div><ul class="${look.css(ROWS, 'rows')}">${edges.map(({ node }) => row(look, slug, node))}</ul>`;
    const tab = { tab: 'library', title: `${words.library} · ${community.name}`, pageInfo } as const;
    return listTab(
      asked,
      community,
      tab,
      (more) =>
        markup`<div class="${css('zone')}"><div class="${css('head')}"><h2>${words.library}</h2><div class="${css('headActions')}"></div></div>${list}${more}</div>`,
    );
  },
};

function row(look: Look, slug: string, resource: ResourceRowAnswer): Html {
  const css = (name: string): string => look.css(LIBRARY, name);
  const { words } = look;
  const { current, downloads, id, kind, language, licence, sharedBy, tags, title, updatedAt, url } = resource;
  const lang = attributes({ lang: langOf(language) });
  const day = look.dayOf(current?.createdAt ?? updatedAt);
  const said = [
    words.kinds[kind] ?? kind,
    url === null ? null : hostOf(url),
    current && current.number > 1 ? `${words.version(current.number)}, ${day}` : day,
    current ? look.fileSize(current.size) : null,
    downloads > 0 ? words.downloads(downloads) : null,
    licenceOf(words, licence),
    look.person(sharedBy),
  ].filter((fact) => fact !== null);
  return markup`<li class="${look.css(ROWS, 'row')} ${css('row')}"><span class="${css('icon')}">${look.icon(iconOf(kind), 22)}</span><div class="${css('body')}"><h3 class="${look.css(ROWS, 'title')}"${lang}><a href="/c/${slug}/r/${id}">${withNoBreakSpaces(title)}</a></h3><p class="${css('facts')}">${look.chip(words.languages[language] ?? language)}${said.map((fact) => markup`<span>${fact}</span>`)}</p>${
    tags.length > 0
      ? markup`<ul class="${css('tags')}"${lang}>${tags.map((tag) => markup`<li><a href="/c/${slug}/library?tag=${encodeURIComponent(tag)}" class="${css('tag')}">${tag}</a></li>`)}</ul>`
      : null
  }</div></li>`;
}
