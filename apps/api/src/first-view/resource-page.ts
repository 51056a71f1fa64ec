import { extensionOf, withNoBreakSpaces } from '#contracts';
import type { ResourceAnswer } from './answers.js';
import { described, type Asked, type FirstPage, type PageKind } from './first-page.js';
import { attributes, markup, SanitizedHtml, type Html, type Part } from './html.js';
import type { Look } from './look.js';
import { hostOf, iconOf, isWebAddress, langOf, licenceOf } from './resource-words.js';

const RESOURCE = 'features/resource/resource';

/** `/c/:slug/r/:id`: what a resource is and how to get it. */
export const resourcePage: PageKind = {
  path: '/c/$slug/r/$id/{-$title}',
  modules: [
    'src/features/resource/resource-page.tsx',
    'src/locales/{locale}.po',
    'src/locales/communities/{locale}.po',
    'src/locales/library/{locale}.po',
  ],
  async find({ params, language, look, ask }: Asked): Promise<FirstPage | null> {
    const variables = { id: params.id ?? '', language };
    const resource = (await ask<{ resource: ResourceAnswer | null }>('ResourcePage', variables))?.resource;
    if (!resource || resource.deletion !== null || resource.community.visibility !== 'PUBLIC') return null;
    return {
      title: resource.title,
      description: described(resource.description || `${resource.title} · ${resource.community.name}`),
      canonical: `/c/${resource.community.slug}/r/${resource.id}`,
      kind: 'article',
      indexed: true,
      body: resourceView(look, resource),
    };
  },
};

function resourceView(look: Look, resource: ResourceAnswer): Html {
  const css = (name: string): string => look.css(RESOURCE, name);
  const lang = attributes({ lang: langOf(resource.language) });
  return look.page(
    markup`${crumbs(look, resource)}<header class="${css('heading')}"><h1 tabindex="-1"${lang}>${withNoBreakSpaces(resource.title)}</h1>${facts(look, resource)}</header>${picture(look, resource)}${file(look, resource)}${
      resource.descriptionHtml
        ? markup`<div${lang}><div class="prose">${new SanitizedHtml(resource.descriptionHtml)}</div></div>`
        : null
    }`,
    details(look, resource),
  );
}

function crumbs(look: Look, { community }: ResourceAnswer): Html {
  const { words } = look;
  return markup`<nav class="${look.css(RESOURCE, 'crumbs')}" aria-label="${words.youAreHere}"><ol><li><a href="/communities">${words.communities}</a>${look.icon('chevron-right', 14)}</li><li><a href="/c/${community.slug}">${community.name}</a>${look.icon('chevron-right', 14)}</li><li>${look.icon('chevron-left', 16, look.css(RESOURCE, 'back'))}<a href="/c/${community.slug}/library">${words.library}</a></li></ol></nav>`;
}

function facts(
  look: Look,
  { community, createdAt, current, downloads, kind, language, sharedBy }: ResourceAnswer,
): Html {
  const { words } = look;
  return markup`<div class="${look.css(RESOURCE, 'facts')}">${look.statusChip(community.status)}${look.chip(markup`${look.icon(iconOf(kind), 14)} ${words.kinds[kind] ?? kind}`)}${look.chip(words.languages[language] ?? language)}<span>${words.sharedBy} ${look.person(sharedBy)}, ${look.time(createdAt)}</span>${current ? markup`<span>${words.downloads(downloads)}</span>` : null}</div>`;
}

function picture(look: Look, { current, title }: ResourceAnswer): Part {
  const large = current?.preview.state === 'READY' ? current.preview.large : null;
  if (!large) return null;
  const size = `--picture-width:${large.width}px;--picture-shape:${large.width / large.height}`;
  return markup`<a href="${large.url}" class="${look.css(RESOURCE, 'picture')}" style="${size}" target="_blank" rel="noreferrer"><img src="${large.url}" width="${large.width}" height="${large.height}" alt="${title}"/></a>`;
}

function file(look: Look, { current, kind, url }: ResourceAnswer): Part {
  const css = (name: string): string => look.css(RESOURCE, name);
  const { words } = look;
  const card = (icon: string, name: string, said: string, act: Part): Html =>
    markup`<div class="${css('file')}">${look.icon(icon, 24)}<div><p class="${css('fileName')}">${name}</p><p class="${css('muted')}">${said}</p></div><div class="${css('fileActs')}">${act}</div></div>`;
  if (current) {
    const said = [extensionOf(current.fileName).toUpperCase(), look.fileSize(current.size)].filter(Boolean).join(', ');
    const act = look.button(current.url, markup`${look.icon('download', 18)}${words.download}`, 'primary');
    return card(iconOf(kind), current.fileName, said, act);
  }
  if (url === null) return null;
  const host = hostOf(url);
  const act = look.button(url, markup`${look.icon('external-link', 18)}${words.openSite(host)}`, 'primary');
  return card('link', host, words.otherSite, isWebAddress(url) ? act : null);
}

function details(look: Look, { authors, community, licence, tags, terms }: ResourceAnswer): Html {
  const css = (name: string): string => look.css(RESOURCE, name);
  const { words } = look;
  return markup`<dl class="${css('details')}">${
    authors ? markup`<dt>${words.authors}</dt><dd>${authors}</dd>` : null
  }<dt>${words.licence}</dt><dd>${licenceOf(words, licence)}${terms ? markup`<p class="${css('terms')}">${terms}</p>` : null}</dd>${
    tags.length > 0
      ? markup`<dt>${words.tags}</dt><dd><ul class="${css('tags')}">${tags.map((tag) => markup`<li><a href="/c/${community.slug}/library?tag=${encodeURIComponent(tag)}" class="${css('tag')}">${tag}</a></li>`)}</ul></dd>`
      : null
  }</dl>`;
}
