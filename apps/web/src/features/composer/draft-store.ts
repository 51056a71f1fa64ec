import type { LiveAttachment } from '#contracts';
import { areAttachments, joinAttachments, submissionText } from './draft-files.js';

/** What a text is written for; together with the account it is the draft's key. */
export type DraftPlace =
  | { kind: 'reply'; threadId: string }
  | { kind: 'thread'; slug: string }
  | { kind: 'edit'; postId: string };

/** An unfinished text. `attempt` is set once it was sent, so that a second try carries the same id. */
export interface Draft {
  body: string;
  title?: string;
  inReplyTo?: { id: string; number: number; name: string } | null;
  /** Revision that an edit started from. */
  revision?: number;
  /** Files that have arrived and are to stand with it. */
  attachments?: readonly LiveAttachment[];
  attempt?: Attempt;
  /** Replies that came back unposted and stand at its beginning, in the order in which they were written. */
  returned?: readonly Returned[];
}

/** A reply that came back, as it was put into a draft. */
export interface Returned {
  id: string;
  text: string;
  at: number;
}

/** One submission of one text. */
export interface Attempt {
  id: string;
  /** The text as sent: another text is another submission and gets another id. */
  text: string;
  at: number;
}

/** A reply that was sent and not yet acknowledged; kept so that closing the tab does not lose it. */
export interface KeptReply {
  id: string;
  threadId: string;
  body: string;
  inReplyTo: { id: string; number: number; name: string } | null;
  attachments?: readonly LiveAttachment[];
  at: number;
}

/** The two calls of `Storage` that drafts need, and its keys: so that tests bring their own. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** How long a client-made id is surely accepted: the server allows 24 h, the clocks may differ. */
const ATTEMPT_LIFETIME = 20 * 3600 * 1000;
const PREFIX = 'copse.draft.';

/** Storage key of a draft: one per account and place, so that accounts on one device never see each other's text. */
export function draftKey(accountId: string, place: DraftPlace): string {
  return `${PREFIX}${accountId}.${place.kind}.${placeId(place)}`;
}

/** The draft kept for a place, or null; what cannot be read is as good as absent. */
export function readDraft(storage: DraftStorage, accountId: string, place: DraftPlace): Draft | null {
  const value = readJson(storage, draftKey(accountId, place));
  if (!isRecord(value) || typeof value.body !== 'string') return null;
  return {
    body: value.body,
    ...(typeof value.title === 'string' ? { title: value.title } : {}),
    ...(typeof value.revision === 'number' ? { revision: value.revision } : {}),
    ...(areAttachments(value.attachments) ? { attachments: value.attachments } : {}),
    ...(isQuoted(value.inReplyTo) ? { inReplyTo: value.inReplyTo } : {}),
    ...(isAttempt(value.attempt) ? { attempt: value.attempt } : {}),
    ...(Array.isArray(value.returned) && value.returned.every(isAttempt) ? { returned: value.returned } : {}),
  };
}

/** Keeps a draft; an empty one is removed. Answers whether it is on the device now. */
export function keepDraft(storage: DraftStorage, accountId: string, place: DraftPlace, draft: Draft): boolean {
  const key = draftKey(accountId, place);
  try {
    if (isEmptyDraft(draft)) {
      storage.removeItem(key);
      return false;
    }
    storage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    // Storage is full or forbidden: the text stays in the field, and the page does not claim that it is saved.
    return false;
  }
}

/** Whether there is nothing in it that would be missed. */
export function isEmptyDraft(draft: Draft): boolean {
  return draft.body.trim() === '' && (draft.title ?? '').trim() === '' && !draft.attachments?.length;
}

/** Removes a draft after posting or when it is thrown away. */
export function dropDraft(storage: DraftStorage, accountId: string, place: DraftPlace): void {
  remove(storage, draftKey(accountId, place));
}

/** The submission for a text: the former one if it had this very text and its id is still young enough, else a new one. */
export function attemptFor(text: string, former: Attempt | undefined, makeId: () => string, now: number): Attempt {
  if (former && former.text === text && now - former.at < ATTEMPT_LIFETIME && now >= former.at) return former;
  return { id: makeId(), text, at: now };
}

/** Keeps a reply until the server has acknowledged it. */
export function keepReply(storage: DraftStorage, accountId: string, reply: KeptReply): void {
  try {
    storage.setItem(replyKey(accountId, reply.threadId, reply.id), JSON.stringify(reply));
  } catch {
    // Without storage the reply still waits on the page.
  }
}

/** Forgets a reply that was acknowledged, refused or cancelled. */
export function dropReply(storage: DraftStorage, accountId: string, reply: { threadId: string; id: string }): void {
  remove(storage, replyKey(accountId, reply.threadId, reply.id));
}

/** Replies of an account that were waiting when the page was closed, oldest first. */
export function keptReplies(storage: DraftStorage, accountId: string): KeptReply[] {
  const prefix = `${PREFIX}${accountId}.sending.`;
  return keysOf(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => readJson(storage, key))
    .filter(isKeptReply)
    .sort((a, b) => a.at - b.at);
}

/** Whether the server would refuse the reply's id for its age: the text is then a draft again. */
export function isStale(reply: KeptReply, now: number): boolean {
  return now - reply.at >= ATTEMPT_LIFETIME;
}

/**
 * Turns a reply that was not posted into a draft of its thread: above what was begun since, and in the order of
 * writing with others that came back before it. One that another tab has put in already is not put in twice.
 */
export function backToDraft(storage: DraftStorage, accountId: string, reply: KeptReply): void {
  const place: DraftPlace = { kind: 'reply', threadId: reply.threadId };
  const draft = readDraft(storage, accountId, place);
  const before = draft?.returned ?? [];
  if (before.some((one) => one.id === reply.id)) return;
  const returned = [...before, { id: reply.id, text: reply.body, at: reply.at }].sort((a, b) => a.at - b.at);
  const body = draft?.body.trim() ?? '';
  const edited = !body.startsWith(textOf(before));
  const attachments = joinAttachments(draft?.attachments, reply.attachments);
  const paragraphs = edited ? [body, reply.body] : [textOf(returned), body.slice(textOf(before).length).trim()];
  keepDraft(storage, accountId, place, {
    body: paragraphs.filter(Boolean).join('\n\n'),
    inReplyTo: draft ? sharedAnswer(draft, reply) : reply.inReplyTo,
    attempt: { id: reply.id, text: submissionText(reply), at: reply.at },
    returned,
    ...(attachments.length > 0 ? { attachments } : {}),
  });
}

/** What the draft of several texts answers: one post at most, and none where they answer different ones. */
function sharedAnswer(draft: Draft, reply: KeptReply): KeptReply['inReplyTo'] {
  const own = draft.inReplyTo ?? null;
  if ((draft.returned?.length ?? 0) > 1) return own && own.id === reply.inReplyTo?.id ? own : null;
  return own && reply.inReplyTo && own.id !== reply.inReplyTo.id ? null : (own ?? reply.inReplyTo);
}

function textOf(returned: readonly Returned[]): string {
  return returned.map((one) => one.text.trim()).join('\n\n');
}

/** How much of what an account wrote is on this device alone. */
export interface KeptTexts {
  drafts: number;
  /** Replies that were posted and have not reached the server. */
  waiting: number;
}

/** Counts it, so that signing out can ask what becomes of it. */
export function keptTexts(storage: DraftStorage, accountId: string): KeptTexts {
  const own = keysOf(storage).filter((key) => key.startsWith(`${PREFIX}${accountId}.`));
  const waiting = own.filter((key) => key.startsWith(`${PREFIX}${accountId}.sending.`)).length;
  return { drafts: own.length - waiting, waiting };
}

/** Removes everything that an account wrote on this device; to be called at sign-out. */
export function dropDraftsOf(storage: DraftStorage, accountId: string): void {
  const prefix = `${PREFIX}${accountId}.`;
  for (const key of keysOf(storage)) if (key.startsWith(prefix)) remove(storage, key);
}

function placeId(place: DraftPlace): string {
  if (place.kind === 'reply') return place.threadId;
  return place.kind === 'thread' ? place.slug : place.postId;
}

function replyKey(accountId: string, threadId: string, id: string): string {
  return `${PREFIX}${accountId}.sending.${threadId}.${id}`;
}

function keysOf(storage: DraftStorage): string[] {
  try {
    return Array.from({ length: storage.length }, (_, index) => storage.key(index)).filter((key) => key !== null);
  } catch {
    return [];
  }
}

function remove(storage: DraftStorage, key: string): void {
  try {
    storage.removeItem(key);
  } catch {
    // Nothing was kept where storage is forbidden.
  }
}

function readJson(storage: DraftStorage, key: string): unknown {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isAttempt(value: unknown): value is Attempt {
  return (
    isRecord(value) && typeof value.id === 'string' && typeof value.text === 'string' && typeof value.at === 'number'
  );
}

function isQuoted(value: unknown): value is { id: string; number: number; name: string } {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.number === 'number' &&
    typeof value.name === 'string'
  );
}

function isKeptReply(value: unknown): value is KeptReply {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.threadId === 'string' &&
    typeof value.body === 'string' &&
    typeof value.at === 'number' &&
    (value.inReplyTo === null || isQuoted(value.inReplyTo)) &&
    (value.attachments === undefined || areAttachments(value.attachments))
  );
}
