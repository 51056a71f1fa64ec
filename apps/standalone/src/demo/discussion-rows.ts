import { ReplyPosted, ThreadStarted } from '#posts';
import { excerptOf, renderMarkdown, RENDERER_VERSION } from '#platform/text';
import { actorOf, type Actor } from './cast.js';
import type { Chance } from './chance.js';
import { placeOf, type Places, type Row, type Rows } from './places.js';
import { ago, type TimedThread } from './timeline.js';
import type { DemoWords } from './words.js';

/** Characters of what a list shows of a thread's first post. */
const EXCERPT = 200;
/** What was written since is told by the product itself once it runs, so that inboxes are as they would be. */
const UNTOLD_MS = 3 * 86_400_000;
const MENTION = /@\[([a-z-]+)\]/g;

/** What discussions are made of. */
export interface DiscussionParts {
  readonly words: DemoWords;
  readonly threads: readonly TimedThread[];
  readonly cast: ReadonlyMap<string, Actor>;
  readonly places: Places;
  readonly now: Date;
  readonly chance: Chance;
}

/** The rows, and the events of which people are still to be told. */
export interface Discussions {
  readonly rows: Rows;
  readonly untold: readonly (ThreadStarted | ReplyPosted)[];
}

interface WrittenPost {
  readonly id: string;
  readonly number: number;
  readonly at: Date;
  readonly author: Actor;
  readonly row: Row;
}

interface WrittenThread {
  readonly id: string;
  readonly communityId: string;
  readonly thread: TimedThread;
  readonly posts: readonly WrittenPost[];
}

/** Threads, posts, how far everybody has read, who follows what, what was reported, and up to where people were told. */
export function discussions(parts: DiscussionParts): Discussions {
  const written = parts.threads.map((thread) => writeThread(parts, thread));
  const told = new Date(parts.now.getTime() - UNTOLD_MS);
  const counts = Map.groupBy(written, ({ communityId }) => communityId);
  return {
    rows: {
      threads: written.map(threadRow),
      community_thread_counts: [...counts].map(([id, ofIt]) => ({ community_id: id, threads: ofIt.length })),
      posts: written.flatMap(({ posts }) => posts.map(({ row }) => row)),
      read_marks: written.flatMap((one) => readMarks(parts, one)),
      thread_watches: written.flatMap((one) => watches(one, told)),
      post_reports: parts.words.moments.reports.map((report) => reportRow(parts, written, report)),
      fanouts: written.map(({ id, posts }) => ({
        subject_id: id,
        number: posts.filter(({ at }) => at <= told).length,
        behind: false,
      })),
    },
    untold: written.flatMap(({ id, communityId, posts }) => {
      const next = posts.find(({ at }) => at > told);
      if (!next) return [];
      return [new (next.number === 1 ? ThreadStarted : ReplyPosted)(id, next.id, communityId)];
    }),
  };
}

function writeThread({ cast, places, chance }: DiscussionParts, thread: TimedThread): WrittenThread {
  const own = chance.of('ids', thread.community, thread.title);
  const [opening] = thread.posts;
  if (!opening) throw new Error(`The discussion ${thread.title} has no post.`);
  const id = own.idAt(opening.at);
  const posts: WrittenPost[] = [];
  for (const { by, at, body, quoted } of thread.posts) {
    const author = actorOf(cast, by);
    const answered = quoted && (posts.findLast((one) => one.author.key === quoted.by) ?? null);
    if (quoted && !answered)
      throw new Error(`${by} quotes ${quoted.by}, who wrote nothing before, in ${thread.title}.`);
    const text = [
      ...(quoted && answered ? [quotation(answered, quoted.text)] : []),
      body.trim().replace(MENTION, (_, key: string) => mention(actorOf(cast, key))),
    ].join('\n\n');
    const postId = own.idAt(at);
    const number = posts.length + 1;
    const row = {
      id: postId,
      thread_id: id,
      number,
      author_id: author.id,
      body: text,
      body_html: renderMarkdown(text),
      renderer_version: RENDERER_VERSION,
      revision: 1,
      in_reply_to_id: answered?.id ?? null,
      created_at: at,
      attachment_count: 0,
    };
    posts.push({ id: postId, number, at, author, row });
  }
  return { id, communityId: placeOf(places, thread.community).id, thread, posts };
}

/** As the composer writes it. */
const mention = ({ id, name }: Actor): string => `[@${name}](/people/${id})`;

function quotation({ number, author }: WrittenPost, text: string): string {
  return [`[${author.name}](#post-${number}):`, '', ...text.trim().split('\n')]
    .map((line) => (line.trim() === '' ? '>' : `> ${line.trim()}`))
    .join('\n');
}

function threadRow({ id, communityId, thread, posts }: WrittenThread): Row {
  const [first, last] = [posts[0], posts.at(-1)];
  if (!first || !last) throw new Error('A discussion has posts.');
  return {
    id,
    community_id: communityId,
    author_id: first.author.id,
    title: thread.title,
    excerpt: excerptOf(String(first.row['body']), EXCERPT),
    last_number: posts.length,
    last_author_id: last.author.id,
    created_at: first.at,
    last_activity_at: last.at,
    locked: thread.locked,
    pinned_at: thread.pinned ? last.at : null,
  };
}

/** Everybody has read what was there when they were last here, and in any case what stands before their own last word. */
function readMarks({ cast }: DiscussionParts, { id, thread, posts }: WrittenThread): Row[] {
  return [...cast.values()].flatMap((actor) => {
    if (!actor.joined.has(thread.community)) return [];
    const own = posts.findLast(({ author }) => author.id === actor.id);
    const seen = posts.findLast(({ at }) => at <= actor.lastHere);
    const number = Math.max(own?.number ?? 0, seen?.number ?? 0);
    const at = new Date(Math.max(own?.at.getTime() ?? 0, seen ? actor.lastHere.getTime() : 0));
    return number === 0 ? [] : [{ account_id: actor.id, thread_id: id, number, own_after: 0, marked_at: at }];
  });
}

/** Whoever wrote follows; those who wrote since people were last told begin when the product tells of it. */
function watches({ id, communityId, posts }: WrittenThread, told: Date): Row[] {
  const first = new Map<string, WrittenPost>();
  for (const post of posts) {
    if (post.at <= told && !first.has(post.author.id)) first.set(post.author.id, post);
  }
  return [...first].map(([accountId, { number, at }]) => ({
    thread_id: id,
    account_id: accountId,
    community_id: communityId,
    level: 'WATCHING',
    cause: number === 1 ? 'STARTED' : 'WROTE',
    set_at: at,
  }));
}

function reportRow(
  { cast, now, chance }: DiscussionParts,
  written: readonly WrittenThread[],
  report: DemoWords['moments']['reports'][number],
): Row {
  const reported = written
    .find(({ thread }) => thread.community === report.community && thread.title === report.thread)
    ?.posts.findLast(({ author }) => author.key === report.post);
  if (!reported) throw new Error(`moments.yaml reports a post that is not there: ${report.thread}`);
  const at = ago(now, report.ago);
  return {
    id: chance.of('report', report.community, report.thread).idAt(at),
    post_id: reported.id,
    community_id: written.find(({ posts }) => posts.includes(reported))?.communityId,
    reporter_id: actorOf(cast, report.by).id,
    reason: report.reason,
    created_at: at,
  };
}
