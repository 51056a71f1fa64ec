import type { DirectoryRowAnswer, Edges } from './answers.js';
import { barOf, facts } from './community-view.js';
import { described, type Asked, type FirstPage, type PageKind } from './first-page.js';
import { markup, type Html } from './html.js';
import type { Look } from './look.js';

const LIST = 'features/communities/community-list';
const DIRECTORY = 'features/communities/directory';

type Communities = Required<Edges<DirectoryRowAnswer>>;

const STATUSES: Readonly<Record<string, string>> = {
  organizing: 'ORGANIZING',
  operational: 'OPERATIONAL',
  archived: 'ARCHIVED',
};

/** `/communities`: all of them, with those filters of the address that are ones. */
export const directoryPage: PageKind = {
  path: '/communities',
  modules: ['src/app/pages/directory-page.tsx', 'src/locales/{locale}.po', 'src/locales/communities/{locale}.po'],
  async find(asked: Asked): Promise<FirstPage | null> {
    const { look } = asked;
    const found = await communities(asked);
    if (!found) return null;
    const page = pageOf(asked, '/communities', found);
    const body = look.page(markup`<h1>${look.words.communities}</h1>${list(look, page, found)}`);
    return { ...page, title: look.words.communities, body };
  },
};

/** `/` for a visitor: what this is, and the communities. Somebody signed in has a start page of their own. */
export const startPage: PageKind = {
  path: '/',
  modules: ['src/app/pages/home-page.tsx', 'src/locales/{locale}.po', 'src/locales/communities/{locale}.po'],
  async find(asked: Asked): Promise<FirstPage | null> {
    const { look, isMember } = asked;
    const { words } = look;
    if (isMember) return null;
    const found = await communities(asked);
    if (!found) return null;
    const page = pageOf(asked, '/', found);
    const css = (name: string): string => look.css('app/pages/home', name);
    const body = look.page(
      markup`<section class="${css('hero')}"><h1>${words.heroTitle}</h1><p>${words.heroText}</p><div class="${css('actions')}">${look.button('/sign-up', words.signUp, 'primary')}${look.button('/sign-in', words.signIn)}</div></section><section class="${css('section')}" aria-labelledby="communities"><h2 id="communities">${words.communities}</h2>${list(look, page, found)}</section>`,
    );
    return { ...page, title: null, body };
  },
};

/** The same questions with the same variables as the client's `Directory`. */
async function communities({ search, language, ask }: Asked): Promise<Communities | null> {
  const association = search.get('association');
  const query = search.get('q');
  const after = search.get('after');
  const [answer] = await Promise.all([
    ask<{ communities: Communities }>('Directory', {
      language,
      association: association !== null && /^[a-z0-9-]{1,60}$/.test(association) ? association : null,
      status: STATUSES[search.get('status') ?? ''] ?? null,
      openToJoin: search.get('join') === 'open' ? true : null,
      query: query?.trim() ? query.slice(0, 100) : null,
      after,
    }),
    ask('Associations', { language }),
  ]);
  return answer?.communities ?? null;
}

type Found = Omit<FirstPage, 'title' | 'body'> & { readonly path: string };

const FILTERS = ['association', 'status', 'join', 'q'];

function pageOf({ look, search }: Asked, path: string, { pageInfo }: Communities): Found {
  const filters = FILTERS.flatMap((name): [string, string][] => {
    const value = search.get(name);
    return value === null ? [] : [[name, value]];
  });
  const after = search.get('after');
  /** The same list from another place on. */
  const from = (cursor: string | null): string => {
    const query = new URLSearchParams(cursor === null ? filters : [...filters, ['after', cursor]]).toString();
    return query === '' ? path : `${path}?${query}`;
  };
  return {
    path,
    description: described(look.words.heroText),
    canonical: after === null ? path : `${path}?after=${encodeURIComponent(after)}`,
    kind: 'website',
    previous: after === null ? null : from(null),
    next: pageInfo.hasNextPage && pageInfo.endCursor ? from(pageInfo.endCursor) : null,
    indexed: filters.length === 0,
  };
}

/** The list below the room that the filters take, which need scripts. */
function list(look: Look, { path, next }: Found, { totalCount, edges }: Communities): Html {
  const { words } = look;
  return markup`<div class="${look.css(DIRECTORY, 'filters')}"><form class="${look.css(DIRECTORY, 'find')}" action="${path}" role="search"></form></div><p class="${look.css(DIRECTORY, 'count')}">${words.communityCount(totalCount)}</p>${
    edges.length === 0
      ? markup`<div class="${look.css('components/empty', 'empty')}"><p>${words.noCommunities}</p></div>`
      : markup`<ul class="${look.css(LIST, 'rows')}">${edges.map(({ node }) => row(look, node))}</ul>`
  }${next ? markup`<div>${look.button(next, words.showMore)}</div>` : null}`;
}

function row(look: Look, community: DirectoryRowAnswer): Html {
  const css = (name: string): string => look.css(LIST, name);
  const last = community.lastActivityAt;
  const tags = community.tags.map((tag) => markup`<span>#${tag}</span>`);
  return markup`<li class="${css('row')}" style="${barOf(community.slug)}"><h2 class="${css('name')}"><a href="/c/${community.slug}">${community.name}</a></h2><p class="${css('summary')}">${look.summary(community.summary)}</p><div class="${css('facts')}">${facts(look, community)}${last ? markup`<span>${look.words.lastPost}${look.time(last)}</span>` : null}${tags.length > 0 ? markup`<span class="${css('tags')}" lang="en">${tags}</span>` : null}</div></li>`;
}
