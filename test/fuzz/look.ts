import type { Answered } from './fuzzed-site.js';
import { isSeen } from './model/inbox.js';
import { PEOPLE, type PersonName } from './model/people.js';
import {
  isSilent,
  isVerified,
  keepsOrder,
  mayRead,
  roleOf,
  stands,
  unreadIn,
  type Community,
  type State,
  type Thread,
} from './model/state.js';

const COMMUNITY = `{ viewerRole memberCount unreadThreads watchLevel
  viewerCan { join apply leave startThread facilitate moderate appointFacilitator }
  threads(first: 50) { totalCount edges { node { id lastNumber locked unread firstUnreadNumber watchLevel
    posts(first: 50) { totalCount edges { node { number body revision deleted removal { reason } viewerCan { edit delete remove restore } } } } } } } }`;

/** What everybody is asked: both communities with all that stands there. */
export const LOOK = `query ($grove: String!, $thicket: String!) {
  grove: community(slug: $grove) ${COMMUNITY} thicket: community(slug: $thicket) ${COMMUNITY} }`;
/** What whoever has confirmed the address is asked besides. */
export const INBOX = `query { unreadCount notifications(first: 50) { totalCount edges { node {
  kind count number readAt thread { id } community { slug } } } } }`;

/** What somebody finds, in the words of the product. */
export interface View {
  readonly [name: string]: unknown;
}

interface Page<Node> {
  readonly totalCount: number;
  readonly edges: readonly { readonly node: Node }[];
}

interface ShownNotice {
  readonly kind: string;
  readonly count: number;
  readonly number: number | null;
  readonly readAt: string | null;
  readonly thread: { readonly id: string } | null;
  readonly community: { readonly slug: string };
}

type ShownThread = View & { readonly posts: Page<View> };

/** What the product shows, without the form of its pages. */
export function shown(places: Answered, inbox: Answered | null): View {
  const communities = Object.entries(places.data ?? {}).map(([name, value]) => {
    const community = value as View & { readonly threads: Page<ShownThread> | null };
    const threads = community.threads && {
      total: community.threads.totalCount,
      list: community.threads.edges.map(({ node }) => ({
        ...node,
        posts: { total: node.posts.totalCount, list: node.posts.edges.map((edge) => edge.node) },
      })),
    };
    return [name, { ...community, threads }];
  });
  const { unreadCount, notifications } = (inbox?.data ?? {}) as {
    unreadCount?: number;
    notifications?: Page<ShownNotice>;
  };
  const list = notifications?.edges.map(({ node: { readAt, thread, community, ...rest } }) => ({
    ...rest,
    isRead: readAt !== null,
    thread: thread?.id ?? null,
    in: community.slug,
  }));
  return plain({
    ...Object.fromEntries(communities),
    inbox: inbox && { unreadCount, total: notifications?.totalCount, list },
  });
}

/** Names by which the product knows what the model knows. */
export interface Names {
  thread(thread: Thread): string;
  slug(community: Community): string;
}

/** The same by the rules of the model. */
export function expected(state: State, who: PersonName, names: Names): View {
  const communities = Object.entries(state.communities).map(([name, community]) => [
    name,
    communityFor(state, who, community, names),
  ]);
  const seen = state.inbox(who).filter((notice) => isSeen(who, notice));
  const inbox = {
    unreadCount: seen.filter(({ readBy }) => readBy === null).length,
    total: seen.length,
    list: seen
      .toSorted((one, other) => other.at - one.at)
      .map(({ kind, count, first, thread, community, readBy }) => ({
        kind,
        count,
        number: first === 0 ? null : first,
        isRead: readBy !== null,
        thread: thread && names.thread(thread),
        in: names.slug(community),
      })),
  };
  return plain({ ...Object.fromEntries(communities), inbox: isVerified(who) ? inbox : null });
}

function communityFor(state: State, who: PersonName, community: Community, names: Names): View {
  const role = roleOf(who, community);
  const reads = mayRead(who, community);
  const enters = isVerified(who) && role === null && !community.archived;
  const threads = state.threads
    .filter((thread) => thread.community === community)
    .toSorted((one, other) => other.activity - one.activity);
  return {
    viewerRole: role,
    memberCount: reads ? community.members.size : null,
    unreadThreads: role === null ? null : threads.filter((thread) => unreadIn(who, thread).length > 0).length,
    watchLevel: reads && who !== 'nobody' ? (community.choices.get(who)?.level ?? 'NORMAL') : null,
    viewerCan: {
      join: enters && community.joinPolicy === 'OPEN' && !community.removed.has(who),
      apply: enters && community.joinPolicy === 'APPLICATION',
      leave: role !== null,
      startThread: role !== null && !community.archived,
      facilitate: role === 'FACILITATOR',
      moderate: keepsOrder(who, community),
      appointFacilitator: PEOPLE[who].staff,
    },
    threads: reads ? { total: threads.length, list: threads.map((thread) => threadFor(who, thread, names)) } : null,
  };
}

function threadFor(who: PersonName, thread: Thread, names: Names): View {
  const { community, locked, posts } = thread;
  const unread = unreadIn(who, thread);
  const keeps = keepsOrder(who, community);
  const writes = community.members.has(who) && !community.archived && !locked;
  return {
    id: names.thread(thread),
    lastNumber: posts.length,
    locked,
    unread: who === 'nobody' ? null : unread.length,
    firstUnreadNumber: who === 'nobody' ? null : (unread[0] ?? null),
    watchLevel:
      who === 'nobody' ? null : isSilent(who, thread) ? 'MUTED' : (thread.choices.get(who)?.level ?? 'NORMAL'),
    posts: {
      total: posts.length,
      list: posts.map((post, index) => ({
        number: index + 1,
        body: stands(post) ? post.body : '',
        revision: post.revision,
        deleted: post.deleted,
        removal: post.removed ? { reason: REASON } : null,
        viewerCan: {
          edit: post.author === who && stands(post) && writes,
          delete: post.author === who && isVerified(who) && !post.deleted,
          remove: keeps && stands(post),
          restore: keeps && post.removed && !post.deleted,
        },
      })),
    },
  };
}

/** Why posts and members are removed. */
export const REASON = 'It does not belong here.';

/** GraphQL's answers are objects without prototype; what is compared and printed is plain. */
const plain = (view: View): View => JSON.parse(JSON.stringify(view)) as View;
