import type { Outcome } from './belonging.js';
import { takeBack, tellOfEdit, tellOfPost } from './inbox.js';
import type { PersonName } from './people.js';
import { keepsOrder, mayRead, stands, type Community, type Post, type State, type Thread } from './state.js';

/** What somebody writes. */
export interface Words {
  readonly body: string;
  readonly mentioned: PersonName | null;
}

export function start(state: State, who: PersonName, community: Community, words: Words): Outcome {
  if (community.archived || !community.members.has(who)) return 'FORBIDDEN';
  const thread: Thread = {
    community,
    author: who,
    locked: false,
    activity: state.clock,
    posts: [aPost(state, who, words, null)],
    marks: new Map([[who, 1]]),
    choices: new Map(),
  };
  state.threads.push(thread);
  tellOfPost(state, thread, 1, null);
  return null;
}

/** `quotes` is the number of a post whose words it repeats. */
export function reply(state: State, who: PersonName, thread: Thread, words: Words, quotes: number | null): Outcome {
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  if (!mayWrite(who, thread)) return 'FORBIDDEN';
  const quoted = quotes === null ? null : (thread.posts[quotes - 1]?.author ?? null);
  thread.posts.push(aPost(state, who, words, quoted));
  const number = thread.posts.length;
  thread.activity = state.clock;
  // Whoever had read all before it has read it too.
  const read = thread.marks.get(who);
  if (read === undefined || thread.posts.slice(read).every(({ author }) => author === who))
    thread.marks.set(who, number);
  tellOfPost(state, thread, number, quoted);
  return null;
}

export function edit(state: State, who: PersonName, thread: Thread, number: number, words: Words): Outcome {
  const post = postOf(thread, number);
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  if (post.author !== who || !stands(post) || !mayWrite(who, thread)) return 'FORBIDDEN';
  post.body = words.body;
  post.revision += 1;
  tellOfEdit(state, thread, number, words.mentioned === null ? [] : [words.mentioned]);
  return null;
}

export function erase(state: State, who: PersonName, thread: Thread, number: number): Outcome {
  const post = postOf(thread, number);
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  if (post.author !== who) return 'FORBIDDEN';
  if (post.deleted) return null;
  post.deleted = true;
  post.revision += 1;
  takeBack(state, thread, number);
  return null;
}

export function remove(state: State, who: PersonName, thread: Thread, number: number): Outcome {
  const post = postOf(thread, number);
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  if (!keepsOrder(who, thread.community) || post.deleted) return 'FORBIDDEN';
  if (post.removed) return null;
  post.removed = true;
  post.revision += 1;
  takeBack(state, thread, number);
  return null;
}

/** Nobody is told once more. */
export function restore(_state: State, who: PersonName, thread: Thread, number: number): Outcome {
  const post = postOf(thread, number);
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  if (!keepsOrder(who, thread.community) || post.deleted) return 'FORBIDDEN';
  if (!post.removed) return null;
  post.removed = false;
  post.revision += 1;
  return null;
}

export function lock(_state: State, who: PersonName, thread: Thread, locked: boolean): Outcome {
  if (!mayRead(who, thread.community)) return 'NOT_FOUND';
  if (!keepsOrder(who, thread.community) || thread.community.archived) return 'FORBIDDEN';
  thread.locked = locked;
  return null;
}

const mayWrite = (who: PersonName, { community, locked }: Thread): boolean =>
  community.members.has(who) && !community.archived && !locked;

const aPost = (state: State, author: PersonName, { body, mentioned }: Words, quoted: PersonName | null): Post => ({
  author,
  at: state.clock,
  body,
  revision: 1,
  deleted: false,
  removed: false,
  spokenTo: new Set([mentioned, quoted].filter((who) => who !== null)),
});

const postOf = (thread: Thread, number: number): Post => {
  const post = thread.posts[number - 1];
  if (!post) throw new Error(`The model has no post ${number}.`);
  return post;
};
