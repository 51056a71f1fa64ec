import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, theAdministrator } from '../support/people.js';
import { freshProduct } from '../support/fresh-product.js';
import type { Product } from '../support/product.js';
import { until } from '../support/until.js';

const SLUG = 'indigenous-practitioners';
const SECRET = 'Zinnwaldite';

/** Everything of a community, a thread and a post that any document of ours can ask for. */
const LOOK = `query ($slug: String!, $thread: ID!, $post: ID!) {
  community(slug: $slug) { id slug name(language: EN) summary(language: EN) status visibility joinPolicy memberCount viewerRole
    viewerCan { join leave startThread } threads(first: 5) { totalCount edges { node { title excerpt } } } members(first: 5) { totalCount edges { node { person { name } } } } }
  thread(id: $thread) { title }
  post(id: $post) { body history { totalCount } }
}`;

describe('a private community', () => {
  let product: Product;
  let remove: () => Promise<void>;
  let staff: GraphqlClient;
  let insider: GraphqlClient;
  let outsiders: Record<string, GraphqlClient>;
  let threadId: string;
  let postId: string;
  let insiderId: string;
  const sockets: Socket[] = [];

  const connect = async (client: GraphqlClient): Promise<Socket> => {
    const socket = io(product.origin, {
      transports: ['websocket'],
      extraHeaders: {
        origin: product.origin,
        ...(client.cookieHeader === undefined ? {} : { cookie: client.cookieHeader }),
      },
      reconnection: false,
    });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('connect_error', reject);
    });
    return socket;
  };

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    staff = await theAdministrator(product);
    insider = await aPerson(product, 'Nokomis Beaulieu');
    const otherMember = await aPerson(product, 'Priya Raman');
    await otherMember.data('mutation { joinCommunity(input: {slug: "steam"}) { id } }');
    const unverified = product.client();
    await unverified.data('mutation ($input: SignUpInput!) { signUp(input: $input) }', {
      input: { email: 'new@example.org', password: 'birch and alder wood', name: 'New Comer', language: 'EN' },
    });
    await unverified.data('mutation ($input: SignInInput!) { signIn(input: $input) { id } }', {
      input: { email: 'new@example.org', password: 'birch and alder wood' },
    });
    outsiders = {
      nobody: product.client(),
      unverified,
      'member of another community': otherMember,
      administrator: staff,
    };
    ({
      me: { id: insiderId },
    } = await insider.data<{ me: { id: string } }>('{ me { id } }'));
    await staff.data('mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }', {
      input: { slug: SLUG, accountId: insiderId },
    });
    const { startThread } = await insider.data<{
      startThread: { id: string; posts: { edges: { node: { id: string } }[] } };
    }>('mutation ($input: StartThreadInput!) { startThread(input: $input) { id posts { edges { node { id } } } } }', {
      input: { communitySlug: SLUG, title: `About ${SECRET}`, body: `It holds ${SECRET}.` },
    });
    threadId = startThread.id;
    postId = startThread.posts.edges[0]?.node.id ?? '';
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await remove();
  });

  it('is open to its member', async () => {
    const seen = await insider.data<{
      thread: { title: string };
      community: { memberCount: number; threads: { totalCount: number } };
    }>(LOOK, { slug: SLUG, thread: threadId, post: postId });
    expect(seen.thread.title).toContain(SECRET);
    expect(seen.community.memberCount).toBe(1);
    expect(seen.community.threads.totalCount).toBe(1);
  });

  it.each(['nobody', 'unverified', 'member of another community', 'administrator'])(
    'shows %s its name, summary and rule, and nothing else',
    async (who) => {
      const client = outsiders[who] as GraphqlClient;
      const answer = await client.ask(LOOK, { slug: SLUG, thread: threadId, post: postId });
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      const data = answer.data as unknown as { community: Record<string, unknown>; thread: null; post: null };
      expect(data.community).toMatchObject({
        slug: SLUG,
        visibility: 'PRIVATE',
        joinPolicy: 'APPLICATION',
        memberCount: null,
        threads: null,
        members: null,
        viewerRole: null,
      });
      expect(data.community['viewerCan']).toMatchObject({ join: false, leave: false, startThread: false });
      expect(data.community['name']).not.toBe('');
      expect([data.thread, data.post]).toEqual([null, null]);
      expect(answer.errors?.map((error) => error.extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    },
  );

  it.each(['nobody', 'unverified', 'member of another community', 'administrator'])(
    'answers %s about its threads as about threads that are not there',
    async (who) => {
      const client = outsiders[who] as GraphqlClient;
      const missing = '01999999-0000-7000-8000-000000000000';
      for (const query of [
        'query ($id: ID!) { thread(id: $id) { id } }',
        'query ($id: ID!) { post(id: $id) { id } }',
        'mutation ($id: ID!) { reply(input: {threadId: $id, body: "Hello"}) { id } }',
        'mutation ($id: ID!) { editPost(input: {postId: $id, body: "Hello", expectedRevision: 1}) { id } }',
        'mutation ($id: ID!) { deletePost(input: {postId: $id}) { id } }',
      ]) {
        const [there, notThere] = await Promise.all([
          client.ask(query, { id: /thread|reply/.test(query) ? threadId : postId }),
          client.ask(query, { id: missing }),
        ]);
        expect(there.status).toBe(notThere.status);
        expect(there.errors).toEqual(notThere.errors);
        expect(there.data).toEqual(notThere.data);
      }
    },
  );

  it.each(['nobody', 'unverified', 'member of another community', 'administrator'])(
    'does not let %s in by the button',
    async (who) => {
      const code = await outsiders[who]?.refusal(
        'mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }',
        { slug: SLUG },
      );
      expect(code).toBe(who === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
      const start = await outsiders[who]?.refusal(
        'mutation ($slug: String!) { startThread(input: {communitySlug: $slug, title: "x", body: "y"}) { id } }',
        { slug: SLUG },
      );
      expect(start).toBe(who === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
    },
  );

  it('appears nowhere in what an outsider finds, counts or sees on a profile', async () => {
    const other = outsiders['member of another community'] as GraphqlClient;
    const { communities } = await other.data<{
      communities: { edges: { node: { slug: string; memberCount: number | null; threads: unknown } }[] };
    }>(
      '{ communities(first: 50, query: "indigenous") { edges { node { slug memberCount threads { totalCount } members { totalCount } } } } }',
    );
    expect(communities.edges.find(({ node }) => node.slug === SLUG)?.node).toMatchObject({
      memberCount: null,
      threads: null,
      members: null,
    });
    const profile = await other.ask('query ($id: ID!) { person(id: $id) { name sharedCommunities { slug } } }', {
      id: insiderId,
    });
    expect(JSON.stringify(profile)).not.toContain(SLUG);
  });

  it('lets no stranger’s socket into its rooms, and closes those of a member who leaves at once', async () => {
    const watch = (socket: Socket, event: string, payload: object) =>
      socket.timeout(30_000).emitWithAck(event, payload) as Promise<unknown>;
    for (const client of Object.values(outsiders)) {
      const socket = await connect(client);
      expect(await watch(socket, 'thread:watch', { threadId })).toEqual({ ok: false, code: 'NOT_FOUND' });
      expect(await watch(socket, 'community:watch', { slug: SLUG })).toEqual({ ok: false, code: 'NOT_FOUND' });
    }
    const mine = await connect(insider);
    expect(await watch(mine, 'thread:watch', { threadId })).toEqual({ ok: true, lastNumber: 1 });
    expect(await watch(mine, 'community:watch', { slug: SLUG })).toMatchObject({ ok: true });
    const heard: { name: string; message: unknown }[] = [];
    mine.onAny((name: string, message: unknown) => heard.push({ name, message }));
    await insider.data('mutation ($id: ID!) { reply(input: {threadId: $id, body: "Heard by me"}) { id } }', {
      id: threadId,
    });
    await until('the message of the reply', () => heard.some(({ name }) => name === 'post:created'));
    // Ids alone: what stands in the post is fetched, where the right to read it is asked anew.
    expect(JSON.stringify(heard)).not.toMatch(/Heard by me|bodyHtml|author/);

    const colleague = await aPerson(product, 'Wiremu Parata');
    const { me } = await colleague.data<{ me: { id: string } }>('{ me { id } }');
    await staff.data('mutation ($input: AppointFacilitatorInput!) { appointFacilitator(input: $input) { id } }', {
      input: { slug: SLUG, accountId: me.id },
    });
    await insider.data('mutation ($slug: String!) { leaveCommunity(input: {slug: $slug}) { id } }', { slug: SLUG });
    await until('the closing of the rooms', () => heard.some(({ name }) => name === 'room:closed'));
    // What tells the one who left of it themselves says nothing that they did not do: how full their inbox is now as well.
    const own = ['room:closed', 'standing:changed', 'unread:changed'];
    const ofTheCommunity = () => heard.filter(({ name }) => !own.includes(name));
    const before = ofTheCommunity().length;
    const others = await connect(colleague);
    const theirs: string[] = [];
    others.onAny((name: string) => theirs.push(name));
    await watch(others, 'thread:watch', { threadId });
    await colleague.data('mutation ($id: ID!) { reply(input: {threadId: $id, body: "After you left"}) { id } }', {
      id: threadId,
    });
    await until('the reply at the other member', () => theirs.includes('post:created'));
    // A ping after it, on the socket of the one who left: had the reply been sent to it, it would have come before.
    expect(await watch(mine, 'thread:watch', { threadId })).toEqual({ ok: false, code: 'NOT_FOUND' });
    expect(ofTheCommunity()).toHaveLength(before);
    expect(await insider.refusal('query ($id: ID!) { thread(id: $id) { id } }', { id: threadId })).toBe('NOT_FOUND');
  });
});
