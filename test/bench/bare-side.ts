import type { BenchSession, BenchThread } from './dataset.js';
import { get, post, type NewReply, type SeenPost, type Side } from './side.js';

interface BarePost {
  readonly id: string;
  readonly number: number;
  readonly bodyHtml: string;
  readonly authorId: string;
  readonly authorName: string;
}

/** The bare program: `bare/bare-server.ts`. */
export class BareSide implements Side {
  readonly name = 'bare';

  constructor(readonly port: number) {}

  page(thread: BenchThread, options: { near?: number; session?: BenchSession }): string {
    // The product's window has the number in its middle, as near as there are posts on both sides of it.
    const from = options.near === undefined ? 1 : Math.max(1, options.near - 10);
    return get(this.port, `/threads/${thread.id}/${from}`);
  }

  postsOf(answer: unknown): SeenPost[] {
    const { posts } = answer as { posts: readonly BarePost[] };
    return posts.map((row) => ({
      id: row.id,
      number: row.number,
      html: row.bodyHtml,
      author: `${row.authorId} ${row.authorName}`,
    }));
  }

  list(thread: BenchThread): string {
    return get(this.port, `/communities/${thread.communityId}`);
  }

  threadsOf(answer: unknown): string[] {
    return (answer as { threads: readonly { id: string }[] }).threads.map(({ id }) => id);
  }

  resources(thread: BenchThread): string {
    return get(this.port, `/resources/${thread.communityId}`);
  }

  resourcesOf(answer: unknown): string[] {
    return (answer as { resources: readonly { id: string }[] }).resources.map(({ id }) => id);
  }

  inbox({ accountId }: BenchSession): string {
    return get(this.port, `/inbox/${accountId}`);
  }

  inboxOf(answer: unknown): string[] {
    return (answer as { notifications: readonly { id: string }[] }).notifications.map(({ id }) => id);
  }

  unread({ accountId }: BenchSession): string {
    return get(this.port, `/unread/${accountId}`);
  }

  unreadOf(answer: unknown): string[] {
    const { communities } = answer as { communities: readonly { slug: string; unread: string }[] };
    return communities.map(({ slug, unread }) => `${slug} ${unread}`).toSorted();
  }

  reply({ id, thread, body, bodyHtml, author }: NewReply): string {
    return post(this.port, '/replies', { id, threadId: thread.id, authorId: author.accountId, body, bodyHtml });
  }

  numberOf(answer: unknown): number {
    return (answer as { number: number }).number;
  }
}
