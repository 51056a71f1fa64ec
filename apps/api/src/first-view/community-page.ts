import { withNoBreakSpaces } from '#contracts';
import type { Edges, ThreadRowAnswer } from './answers.js';
import { listTab, publicCommunity } from './community-view.js';
import type { Asked, FirstPage, PageKind } from './first-page.js';
import { markup, type Html, type Part } from './html.js';
import { ROWS, type Look } from './look.js';

const LIST = 'features/communities/thread-list';

interface ThreadsAnswer {
  readonly community: {
    readonly pinnedThreads: readonly ThreadRowAnswer[];
    readonly threads: Edges<ThreadRowAnswer>;
  } | null;
}

/** `/c/:slug`: a community and its discussions by latest activity; `?after=` goes on where a page of them ended. */
export const communityPage: PageKind = {
  path: '/c/$slug',
  modules: [
    'src/features/communities/community-tabs.tsx',
    'src/features/communities/discussions-tab.tsx',
    'src/locales/{locale}.po',
    'src/locales/communities/{locale}.po',
  ],
  async find(asked: Asked): Promise<FirstPage | null> {
    const { ask, look, search } = asked;
    const community = await publicCommunity(asked);
    if (!community) return null;
    const { slug } = community;
    // What of it is chosen hangs on who asks, and is drawn by the client.
    const tab = { tab: 'discussions', title: community.name } as const;
    if (search.has('show')) return { ...listTab(asked, community, tab, () => markup``), body: null };
    const threads = (await ask<ThreadsAnswer>('CommunityThreads', { slug, after: search.get('after') }))?.community;
    if (!threads) return null;
    const { pageInfo, edges } = threads.threads;
    const pinned = new Set(threads.pinnedThreads.map(({ id }) => id));
    const rows = [...threads.pinnedThreads, ...edges.map(({ node }) => node).filter(({ id }) => !pinned.has(id))];
    const list = threadList(look, slug, rows);
    return listTab(asked, community, { ...tab, pageInfo }, (more) => markup`${list}${more}`);
  },
};

function threadList(look: Look, slug: string, rows: readonly ThreadRowAnswer[]): Html {
  const { words } = look;
  if (rows.length === 0)
    return markup`<div class="${look.css('components/empty', 'empty')}"><p>${words.noDiscussions}</p></div>`;
  const head = look.css('features/communities/community-page', 'listHead');
  return markup`<div class="${head}"><h2>${words.discussions}</h2></div><ul class="${look.css(ROWS, 'rows')}">${rows.map((thread) => row(look, slug, thread))}</ul>`;
}

function row(look: Look, slug: string, thread: ThreadRowAnswer): Html {
  const css = (name: string): string => look.css(LIST, name);
  return markup`<li class="${look.css(ROWS, 'row')} ${css('row')}">${look.avatar(thread.author)}<div class="${css('body')}"><h3 class="${look.css(ROWS, 'title')} ${css('title')}"><a href="/c/${slug}/d/${thread.id}">${withNoBreakSpaces(thread.title)}</a></h3><p class="${css('excerpt')}">${thread.excerpt}</p><p class="${css('facts')}">${marks(look, thread)}<span>${look.person(thread.author)}</span><span>${look.words.replies(thread.replyCount)}</span>${latest(look, thread)}</p></div></li>`;
}

function marks(look: Look, { pinned, locked }: ThreadRowAnswer): Part {
  const mark = (icon: string, words: string): Html =>
    markup`<span class="${look.css(LIST, 'mark')}">${look.icon(icon, 14)} ${words}</span>`;
  return [pinned && mark('pin', look.words.pinned), locked && mark('lock', look.words.locked)];
}

function latest(look: Look, { createdAt, lastActivityAt, lastAuthor, replyCount }: ThreadRowAnswer): Html {
  if (replyCount === 0) return look.time(createdAt);
  return markup`<span>${look.words.lastBy(look.person(lastAuthor))}${look.time(lastActivityAt)}</span>`;
}
