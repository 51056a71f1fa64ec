import type { Chance } from './chance.js';
import type { DemoWords } from './words.js';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Hours (UTC) between which discussions begin: the working day from Halifax to Vancouver. */
const [FIRST_HOUR, LAST_HOUR] = [12, 21];

/** A post with its moment, before anybody has an id. */
export interface TimedPost {
  readonly by: string;
  readonly at: Date;
  readonly body: string;
  /** Whose latest post before this one is quoted, and which piece of it. */
  readonly quoted: { readonly by: string; readonly text: string } | null;
}

/** A discussion with its posts in the order of time, the first of which opens it. */
export interface TimedThread {
  readonly community: string;
  readonly title: string;
  readonly language: 'EN' | 'FR';
  readonly pinned: boolean;
  readonly locked: boolean;
  readonly posts: readonly TimedPost[];
}

type Told = DemoWords['threads'] extends ReadonlyMap<string, readonly (infer Thread)[]> ? Thread : never;

/** Gives every post its moment before `now`; what is fresh (`moments.yaml`) stands among the others. */
export function timeline(words: DemoWords, now: Date, chance: Chance): TimedThread[] {
  const fresh = Map.groupBy(words.moments.replies, ({ community, thread }) => `${community}/${thread}`);
  const threads = [...words.threads].flatMap(([community, told]) =>
    told.map((thread) => {
      const own = chance.of('thread', community, thread.title);
      const came = fresh.get(`${community}/${thread.title}`) ?? [];
      fresh.delete(`${community}/${thread.title}`);
      const posts = [
        ...postsOf(thread, now, own),
        ...came.map((reply) => ({ ...reply, at: ago(now, reply.ago), quoted: quotedOf(reply) })),
      ];
      const { title, lang: language, pinned, locked } = thread;
      return { community, title, language, pinned, locked, posts: inOrder(posts) };
    }),
  );
  const [lost] = fresh.keys();
  if (lost !== undefined) throw new Error(`moments.yaml replies to a discussion that is not there: ${lost}`);
  return threads;
}

/** So many minutes before. */
export const ago = (now: Date, minutes: number): Date => new Date(now.getTime() - minutes * MINUTE);

function postsOf(thread: Told, now: Date, chance: Chance): TimedPost[] {
  const gaps = thread.replies.map(({ after }) => Math.round(after * MINUTE * (chance.between(90, 112) / 100)));
  const lasts = gaps.reduce((sum, gap) => sum + gap, 0);
  const morning = Math.floor(now.getTime() / DAY - thread.days) * DAY;
  const planned = morning + chance.between(FIRST_HOUR * 60, LAST_HOUR * 60) * MINUTE + chance.below(60) * 1_000;
  // Nothing was written in the future: where the last post would be, all of them are a little earlier.
  let at = Math.min(planned, now.getTime() - lasts - chance.between(15, 90) * MINUTE);
  const { by, body } = thread;
  const posts: TimedPost[] = [{ by, body, at: new Date(at), quoted: null }];
  for (const [index, reply] of thread.replies.entries()) {
    at += gaps[index] ?? 0;
    posts.push({ by: reply.by, body: reply.body, at: new Date(at), quoted: quotedOf(reply) });
  }
  return posts;
}

function quotedOf({ quotes, quote }: { quotes?: string | undefined; quote?: string | undefined }): TimedPost['quoted'] {
  return quotes === undefined || quote === undefined ? null : { by: quotes, text: quote };
}

function inOrder(posts: readonly TimedPost[]): TimedPost[] {
  let latest = 0;
  return posts
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map(({ by, body, quoted, at }) => {
      latest = Math.max(at.getTime(), latest + 1_000);
      return { by, body, quoted, at: new Date(latest) };
    });
}
