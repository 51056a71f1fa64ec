import type { ErrorCode } from './error-code.js';

/** What a client sends to enter or leave the room of a thread. */
export interface ThreadRoom {
  threadId: string;
}

/** What a client sends to enter or leave the room of a community. */
export interface CommunityRoom {
  slug: string;
}

/** Answer to `thread:watch`: the highest post number there is, so that the client can fetch what it missed. */
export type ThreadWatchAck = { ok: true; lastNumber: number } | { ok: false; code: ErrorCode };

/** Answer to `community:watch`, which has nothing to count. */
export type CommunityWatchAck = { ok: true } | { ok: false; code: ErrorCode };

/** Answer to leaving a room: it succeeds for a room one is not in as well. */
export type UnwatchAck = { ok: true } | { ok: false; code: ErrorCode };

/** An author as messages carry one. */
export interface LivePerson {
  id: string;
  name: string;
}

/** A file that stands with a post. */
export interface LiveAttachment {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  url: string;
  alt: string;
  width: number | null;
  height: number | null;
}

/** A post as GraphQL gives it to anyone who may read it; sent in public communities alone. */
export interface LivePost {
  id: string;
  number: number;
  body: string;
  bodyHtml: string;
  revision: number;
  author: LivePerson;
  createdAt: string;
  editedAt: string | null;
  deleted: boolean;
  /** It was removed to keep order: then it has no text. */
  removal: { at: string; reason: string } | null;
  inReplyTo: { id: string; number: number; author: LivePerson } | null;
  attachments: LiveAttachment[];
}

/** A post came or changed. Without `post` the client fetches it through GraphQL, where its rights are asked anew. */
export interface PostMessage {
  threadId: string;
  postId: string;
  number: number;
  revision: number;
  post?: LivePost;
}

/** A post became a tombstone; its number stays. */
export interface PostDeletedMessage {
  threadId: string;
  postId: string;
  number: number;
}

/** Something moved in a community's list of threads. */
export interface ThreadChangedMessage {
  communityId: string;
  threadId: string;
  lastNumber: number;
}

/** Texts, address, rules or status of a community became others: fetch what the page shows of it. */
export interface CommunityChangedMessage {
  communityId: string;
  /** Its slug now; the page may stand at a former one. */
  slug: string;
}

/** What the receiving account is in a community became another: let in, enrolled, appointed, removed, gone. */
export interface StandingChangedMessage {
  communityId: string;
  /** The community's slug. */
  slug: string;
}

/** A thread was locked, unlocked, pinned or unpinned; the client fetches it. */
export interface ThreadEditedMessage {
  threadId: string;
}

/** The server made this socket leave a room; exactly one of the two names it. */
export interface RoomClosedMessage {
  threadId?: string;
  slug?: string;
}

/** The receiving account was told of something; the client fetches it by this id. */
export interface NotificationCreatedMessage {
  id: string;
}

/** How many notifications of the receiving account are unread. */
export interface UnreadChangedMessage {
  unreadCount: number;
  /** When it was counted (ISO 8601), by the clock of the database: an older count says nothing about now. */
  at: string;
}

/** Events that a browser or a script sends, for socket.io's generics. */
export interface ClientToServerEvents {
  'thread:watch': (room: ThreadRoom, ack: (answer: ThreadWatchAck) => void) => void;
  'thread:unwatch': (room: ThreadRoom, ack?: (answer: UnwatchAck) => void) => void;
  'community:watch': (room: CommunityRoom, ack: (answer: CommunityWatchAck) => void) => void;
  'community:unwatch': (room: CommunityRoom, ack?: (answer: UnwatchAck) => void) => void;
}

/** Events that the server sends, for socket.io's generics. Clients apply them by number and revision, not by arrival. */
export interface ServerToClientEvents {
  'post:created': (message: PostMessage) => void;
  'post:edited': (message: PostMessage) => void;
  'post:deleted': (message: PostDeletedMessage) => void;
  'thread:changed': (message: ThreadChangedMessage) => void;
  'thread:edited': (message: ThreadEditedMessage) => void;
  'community:changed': (message: CommunityChangedMessage) => void;
  'standing:changed': (message: StandingChangedMessage) => void;
  'room:closed': (message: RoomClosedMessage) => void;
  'notification:created': (message: NotificationCreatedMessage) => void;
  'unread:changed': (message: UnreadChangedMessage) => void;
}
