import type { BenchSession, BenchThread } from './dataset.js';
import { clientDocument } from './documents.js';
import { post, type NewReply, type SeenPost, type Side } from './side.js';

interface GraphqlAnswer {
  readonly data?: {
    readonly thread?: { readonly posts: { readonly edges: readonly { readonly node: GraphqlPost }[] } } | null;
    readonly community?: { readonly threads?: Ids; readonly resources?: Ids } | null;
    readonly reply?: { readonly number: number } | null;
    readonly notifications?: Ids;
    readonly search?: { readonly edges: readonly unknown[] };
    readonly communities?: {
      readonly edges: readonly { readonly node: { readonly slug: string; readonly unreadThreads: number | null } }[];
    };
  } | null;
  readonly errors?: unknown;
}

interface Ids {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}

interface GraphqlPost {
  readonly id: string;
  readonly number: number;
  readonly bodyHtml: string;
  readonly author: { readonly id: string; readonly name: string };
}

/** The product, asked as its web client asks it. */
export class OurSide implements Side {
  readonly name = 'ours';
  private readonly threadPage = clientDocument('ThreadPage');
  private readonly communityThreads = clientDocument('CommunityThreads');
  private readonly libraryDocument = clientDocument('Library');
  private readonly inboxDocument = clientDocument('Inbox');
  private readonly myCommunities = clientDocument('MyCommunities');
  private readonly searchDocument = clientDocument('Search');
  private readonly replyMutation = clientDocument('Reply');

  constructor(readonly port: number) {}

  page(thread: BenchThread, options: { near?: number; session?: BenchSession }): string {
    const variables = { id: thread.id, language: 'EN', first: 20, around: options.near ?? null };
    return this.graphql('ThreadPage', this.threadPage, variables, options.session);
  }

  postsOf(answer: unknown): SeenPost[] {
    const edges = dataOf(answer).thread?.posts.edges;
    if (!edges) throw new Error('The answer has no thread.');
    return edges.map(({ node }) => ({
      id: node.id,
      number: node.number,
      html: node.bodyHtml,
      author: `${node.author.id} ${node.author.name}`,
    }));
  }

  list(thread: BenchThread, session: BenchSession): string {
    return this.graphql(
      'CommunityThreads',
      this.communityThreads,
      { slug: thread.communitySlug, after: null },
      session,
    );
  }

  threadsOf(answer: unknown): string[] {
    const edges = dataOf(answer).community?.threads?.edges;
    if (!edges) throw new Error('The answer has no list of threads.');
    return edges.map(({ node }) => node.id);
  }

  resources(thread: BenchThread, session: BenchSession): string {
    const variables = {
      slug: thread.communitySlug,
      after: null,
      kind: null,
      tag: null,
      resourceLanguage: null,
      sort: 'NEWEST',
      deleted: false,
    };
    return this.graphql('Library', this.libraryDocument, variables, session);
  }

  resourcesOf(answer: unknown): string[] {
    const edges = dataOf(answer).community?.resources?.edges;
    if (!edges) throw new Error('The answer has no library.');
    return edges.map(({ node }) => node.id);
  }

  inbox(session: BenchSession): string {
    const variables = { first: 20, after: null, unreadOnly: false, filter: null, language: 'EN' };
    return this.graphql('Inbox', this.inboxDocument, variables, session);
  }

  inboxOf(answer: unknown): string[] {
    const edges = dataOf(answer).notifications?.edges;
    if (!edges) throw new Error('The answer has no inbox.');
    return edges.map(({ node }) => node.id);
  }

  unread(session: BenchSession): string {
    return this.graphql('MyCommunities', this.myCommunities, { language: 'EN' }, session);
  }

  unreadOf(answer: unknown): string[] {
    const edges = dataOf(answer).communities?.edges;
    if (!edges) throw new Error('The answer has no communities.');
    return edges.map(({ node }) => `${node.slug} ${node.unreadThreads}`).toSorted();
  }

  /** What the product alone can do. */
  search(query: string, session: BenchSession): string {
    return this.graphql(
      'Search',
      this.searchDocument,
      { query, community: null, language: 'EN', after: null },
      session,
    );
  }

  foundOf(answer: unknown): number {
    const edges = dataOf(answer).search?.edges;
    if (!edges) throw new Error('The answer has no results.');
    return edges.length;
  }

  reply({ id, thread, body, author }: NewReply): string {
    const input = { id, threadId: thread.id, body, inReplyTo: null };
    return this.graphql('Reply', this.replyMutation, { input }, author);
  }

  numberOf(answer: unknown): number {
    const number = dataOf(answer).reply?.number;
    if (number === undefined) throw new Error('The answer has no reply.');
    return number;
  }

  private graphql(operationName: string, query: string, variables: object, session?: BenchSession): string {
    const cookie = session ? `Cookie: copse=${session.token}\r\n` : '';
    const headers = `Origin: http://127.0.0.1:${this.port}\r\n${cookie}`;
    return post(this.port, '/graphql', { operationName, query, variables }, headers);
  }
}

function dataOf(answer: unknown): NonNullable<GraphqlAnswer['data']> {
  const { data, errors } = answer as GraphqlAnswer;
  if (errors !== undefined || !data) throw new Error(`The product refused: ${JSON.stringify(errors)?.slice(0, 500)}`);
  return data;
}
