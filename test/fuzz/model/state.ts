import { COMMUNITIES, PEOPLE, type CommunityName, type PersonName, type Role } from './people.js';

/** How closely somebody follows something, and when they said so. */
export interface Choice {
  readonly level: 'MUTED' | 'NORMAL' | 'WATCHING';
  at: number;
  /** They said so themselves; else it comes of writing there. */
  readonly chosen: boolean;
}

/** Somebody's application. */
export interface Application {
  readonly who: PersonName;
  readonly at: number;
  status: 'WAITING' | 'ACCEPTED' | 'DECLINED' | 'WITHDRAWN';
}

/** A community as the rules know it. */
export interface Community {
  readonly name: CommunityName;
  visibility: 'PUBLIC' | 'PRIVATE';
  readonly joinPolicy: 'OPEN' | 'APPLICATION';
  archived: boolean;
  /** Since when somebody is in, and as what. */
  readonly members: Map<PersonName, { role: Role; readonly since: number }>;
  /** Whom a facilitator removed. */
  readonly removed: Set<PersonName>;
  readonly applications: Application[];
  readonly choices: Map<PersonName, Choice>;
}

/** A post. */
export interface Post {
  readonly author: PersonName;
  readonly at: number;
  body: string;
  revision: number;
  deleted: boolean;
  removed: boolean;
  /** To whom any of its texts ever spoke. */
  readonly spokenTo: Set<PersonName>;
}

/** A discussion; its posts stand in the order of their numbers, the first is number 1. */
export interface Thread {
  readonly community: Community;
  readonly author: PersonName;
  locked: boolean;
  activity: number;
  readonly posts: Post[];
  /** Up to which number somebody has read. */
  readonly marks: Map<PersonName, number>;
  readonly choices: Map<PersonName, Choice>;
}

/** What stands in somebody's inbox. */
export interface Notice {
  readonly kind: 'REPLY' | 'MENTION' | 'QUOTE' | 'NEW_THREAD' | 'APPLICATION' | 'APPLICATION_DECIDED' | 'ROLE_CHANGED';
  readonly community: Community;
  /** Null for what stands in no discussion. */
  readonly thread: Thread | null;
  /** The post or the application that it is about alone. */
  readonly matter: Post | Application | null;
  first: number;
  last: number;
  count: number;
  /** The newest that it tells of. */
  at: number;
  /** The act by which it was read; null: it is unread. */
  readBy: number | null;
  /** Told by an edit: stays unread although the discussion was read as far. */
  stands: boolean;
}

/** Everything that the model knows. */
export class State {
  /** Counts what happened. */
  clock = 0;
  readonly communities: Readonly<Record<CommunityName, Community>>;
  readonly threads: Thread[] = [];
  readonly applications: { readonly community: Community; readonly application: Application }[] = [];
  readonly inboxes = new Map<PersonName, Notice[]>();
  /** The last time that somebody marked everything as read. */
  readonly acts = new Map<PersonName, number>();

  constructor() {
    const made = Object.entries(COMMUNITIES).map(([name, { visibility, joinPolicy, members }]): Community => ({
      name: name as CommunityName,
      visibility,
      joinPolicy,
      archived: false,
      members: new Map(
        Object.entries(members).map(([who, role]) => [who as PersonName, { role: role as Role, since: 0 }]),
      ),
      removed: new Set(),
      applications: [],
      choices: new Map(),
    }));
    this.communities = Object.fromEntries(made.map((one) => [one.name, one])) as State['communities'];
  }

  /** What somebody was told, seen or not. */
  inbox(who: PersonName): Notice[] {
    const known = this.inboxes.get(who);
    if (known) return known;
    const made: Notice[] = [];
    this.inboxes.set(who, made);
    return made;
  }

  /** Takes out of somebody's inbox what is like this. */
  drop(who: PersonName, isLike: (notice: Notice) => boolean): void {
    this.inboxes.set(
      who,
      this.inbox(who).filter((notice) => !isLike(notice)),
    );
  }
}

/** Everybody in the order of {@link PEOPLE}. */
export const EVERYBODY = Object.keys(PEOPLE) as PersonName[];

/** Who has an account and a confirmed address. */
export const isVerified = (who: PersonName): boolean => PEOPLE[who].verified;

/** What somebody is in a community; null: nothing. */
export const roleOf = (who: PersonName, community: Community): Role | null => community.members.get(who)?.role ?? null;

/** Who may read what stands in a community. */
export const mayRead = (who: PersonName, community: Community): boolean =>
  community.visibility === 'PUBLIC' || (isVerified(who) && community.members.has(who));

/** Who keeps order there: facilitators, and administrators where everybody may read. */
export const keepsOrder = (who: PersonName, community: Community): boolean =>
  roleOf(who, community) === 'FACILITATOR' || (PEOPLE[who].staff && community.visibility === 'PUBLIC');

/** Whether a post is there to be read. */
export const stands = (post: Post): boolean => !post.deleted && !post.removed;

/** Whether somebody wants to hear nothing of a thread: of both choices the later one counts. */
export function isSilent(who: PersonName, thread: Thread): boolean {
  const own = thread.choices.get(who);
  if (own?.level === 'MUTED') return true;
  const wide = thread.community.choices.get(who);
  return wide?.level === 'MUTED' && !(own && own.at > wide.at);
}

/** Numbers of the posts of others that stand and that somebody has not read. */
export function unreadIn(who: PersonName, thread: Thread): number[] {
  const since = thread.community.members.get(who)?.since;
  const before = since === undefined ? thread.posts.length : thread.posts.filter(({ at }) => at <= since).length;
  const read = thread.marks.get(who) ?? before;
  return thread.posts.flatMap((post, index) =>
    index + 1 > read && post.author !== who && stands(post) ? [index + 1] : [],
  );
}
