import type { Language, ThreadHeadFragment } from '../../../gql/graphql.js';
import type { PageArguments, ReadingState, ThreadSource } from '../thread-source.js';
import { NO_RIGHTS, type PostPage, type ThreadPost } from '../thread-window.js';

/** A post as somebody reads it who may do nothing to it. */
export function aPost(number: number, more: Partial<ThreadPost> = {}): ThreadPost {
  return {
    id: `post-${number}`,
    number,
    body: `text ${number}`,
    bodyHtml: `<p>text ${number}</p>`,
    revision: 1,
    author: { id: 'a', name: 'Amara' },
    createdAt: '2026-11-01T10:00:00Z',
    editedAt: null,
    deleted: false,
    removal: null,
    attachments: [],
    inReplyTo: null,
    viewerCan: NO_RIGHTS,
    ...more,
  };
}

/** A server in memory: posts 1 to `last`, answered as `Thread.posts` answers. */
export class FakeServer implements ThreadSource {
  asked: PageArguments[] = [];
  readonly posts: ThreadPost[] = [];
  refusal: 'NOT_FOUND' | 'OFFLINE' | null = null;
  /** What the thread says of its reader; nobody is signed in at first. */
  reading: ReadingState = { unread: null, firstUnreadNumber: null, watchLevel: null };

  constructor(last: number) {
    for (let number = 1; number <= last; number++) this.write();
  }

  write(): ThreadPost {
    const number = this.posts.length + 1;
    const post = aPost(number);
    this.posts.push(post);
    return post;
  }

  message(post: ThreadPost, withPost = true) {
    const { viewerCan: _rights, ...live } = post;
    const ids = { threadId: 't', postId: post.id, number: post.number, revision: post.revision };
    return withPost ? { ...ids, post: live } : ids;
  }

  async open(around: number | null) {
    if (this.refusal) return { problem: { code: this.refusal, fields: {} } };
    const page = this.select(around === null ? { first: 20 } : { first: 20, around });
    return { value: { head: { id: 't', title: 'Title', ...this.reading } as ThreadHeadFragment, page } };
  }

  async head(language: Language) {
    return { value: { id: 't', title: `Title ${language}`, ...this.reading } as ThreadHeadFragment };
  }

  async page(which: PageArguments) {
    this.asked.push(which);
    if (this.refusal) return { problem: { code: this.refusal, fields: {} } };
    return { value: this.select(which) };
  }

  async post(id: string) {
    const value = this.posts.find((post) => post.id === id);
    return value ? { value } : { problem: { code: 'NOT_FOUND' as const, fields: {} } };
  }

  private select({ first = 20, after, last, before, around }: PageArguments): PostPage {
    let posts = this.posts.map((post) => ({ ...post }));
    if (around !== undefined) {
      const from = Math.max(0, Math.min(around - 1 - Math.floor(first / 2), posts.length - first));
      posts = posts.slice(from, from + first);
    } else if (before !== undefined) {
      posts = posts.filter((post) => post.number < Number(before)).slice(-(last ?? 20));
    } else {
      posts = posts.filter((post) => post.number > Number(after ?? 0)).slice(0, first);
    }
    return { posts, cursors: posts.map((post) => String(post.number)), lastNumber: this.posts.length };
  }
}
