import type { CommunityCardAnswer, CommunityHomeAnswer, Edges } from './answers.js';
import { described, type Asked, type FirstPage } from './first-page.js';
import { markup, type Html, type Part } from './html.js';
import { hueOf, type Look } from './look.js';

const PAGE = 'features/communities/community-page';

/** The ground of a community's bar, as in the client. */
export const barOf = (slug: string): string => `--bar:var(--bar-${hueOf(slug)})`;

/** A tab of a community, as far as a stranger has it. */
export type Tab = 'discussions' | 'library';

interface Framed {
  readonly community: CommunityHomeAnswer;
  readonly tab: Tab;
  readonly here: string;
  readonly isMember: boolean;
}

/** A tab that is a list: what it is called, and whether there is more of it. */
interface ListTab {
  readonly tab: Tab;
  readonly title: string;
  readonly pageInfo?: Edges<unknown>['pageInfo'];
}

/** The community that the address names, if everybody may read in it. */
export async function publicCommunity({ params, language, ask }: Asked): Promise<CommunityHomeAnswer | null> {
  const variables = { slug: params.slug ?? '', language };
  const community = (await ask<{ community: CommunityHomeAnswer | null }>('CommunityHome', variables))?.community;
  return community?.visibility === 'PUBLIC' ? community : null;
}

/** A page of a tab that is a list; `?after=` goes on where a page of it ended. `draw` is given the way to the next one. */
export function listTab(
  { look, search, here, isMember }: Asked,
  community: CommunityHomeAnswer,
  { tab, title, pageInfo }: ListTab,
  draw: (more: Part) => Html,
): FirstPage {
  const path = `/c/${community.slug}${tab === 'library' ? '/library' : ''}`;
  const after = search.get('after');
  const next = pageInfo?.hasNextPage && pageInfo.endCursor ? `${path}?after=${pageInfo.endCursor}` : null;
  const more = next && markup`<div>${look.button(next, look.words.showMore)}</div>`;
  return {
    title,
    description: described(community.summary),
    canonical: after === null ? path : `${path}?after=${encodeURIComponent(after)}`,
    kind: 'website',
    previous: after === null ? null : path,
    next,
    indexed: true,
    body: communityFrame(look, { community, tab, here, isMember }, draw(more)),
  };
}

/** A community's head and tabs around one of them (`CommunityTabs` of the client). */
export function communityFrame(look: Look, { community, tab, here, isMember }: Framed, content: Part): Html {
  const { words } = look;
  return look.page(
    markup`<div><a href="/communities" class="${look.css(PAGE, 'crumb')}">${look.icon('chevron-left', 16)}${words.communities}</a></div>${head(look, community)}${statusNote(look, community)}${
      isMember ? null : door(look, community, here)
    }${tabs(look, community, tab)}${content}`,
  );
}

function head(look: Look, community: CommunityHomeAnswer): Html {
  const css = (name: string): string => look.css(PAGE, name);
  return markup`<header class="${css('head')}" style="${barOf(community.slug)}"><div class="${css('titles')}"><h1>${community.name}</h1><p class="${css('summary')}">${look.summary(community.summary)}</p></div><div class="${css('facts')}">${facts(look, community)}</div></header>`;
}

/** What is said of a community below its purpose. */
export function facts(look: Look, community: CommunityCardAnswer): Html {
  const { words } = look;
  const open = community.visibility === 'PUBLIC';
  return markup`${look.chip(open ? words.publicOne : markup`${look.icon('lock', 14)}${words.membersOnly}`)}${look.statusChip(community.status)}${
    community.memberCount === null ? null : markup`<span>${words.memberCount(community.memberCount)}</span>`
  }<span>${community.association.name}</span>`;
}

function statusNote(look: Look, { status }: CommunityHomeAnswer): Part {
  if (status === 'ORGANIZING') return look.notice(look.words.beingSetUpNote, null, 'warn');
  return status === 'ARCHIVED' ? look.notice(look.words.archivedNote) : null;
}

/** What a visitor can do about not being a member. */
function door(look: Look, community: CommunityHomeAnswer, here: string): Part {
  if (community.status === 'ARCHIVED') return null;
  const rule = look.summary(community.rule.words);
  if (community.joinPolicy === 'CLOSED') return rule ? look.notice(rule) : null;
  const signIn = look.button(
    `/sign-in?next=${encodeURIComponent(here)}`,
    community.joinPolicy === 'OPEN' ? look.words.signInToJoin : look.words.signInToApply,
    'primary',
  );
  return look.notice(rule || look.words.signInToTakePart, signIn, 'info');
}

function tabs(look: Look, { slug }: CommunityHomeAnswer, current: Tab): Html {
  const { words } = look;
  const tab = (path: string, name: string, open: boolean): Html =>
    markup`<a href="/c/${slug}${path}" class="${look.css(PAGE, 'tab')}" ${open ? markup` aria-current="page"` : null}>${name}</a>`;
  return markup`<nav class="${look.css(PAGE, 'tabs')}" aria-label="${words.parts}">${tab('', words.discussions, current === 'discussions')}${tab('/library', words.library, current === 'library')}${tab('/members', words.members, false)}${tab('/about', words.aboutCommunity, false)}</nav>`;
}
