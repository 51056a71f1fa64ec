import { describe, expect, it } from '@jest/globals';
import { Client, fetchExchange, gql } from 'urql';
import { createCache } from './cache.js';

const THREADS = gql`
  query Threads {
    community(slug: "circle") {
      __typename
      id
      threads(first: 20) {
        __typename
        edges {
          __typename
          cursor
          node {
            __typename
            id
            title
          }
        }
        pageInfo {
          __typename
          hasNextPage
          endCursor
        }
      }
    }
  }
`;
const HOME = gql`
  query Home {
    community(slug: "circle") {
      __typename
      id
      visibility
      viewerRole
    }
  }
`;

const ACTIVITY = gql`
  query Activity {
    community(slug: "circle") {
      __typename
      id
      lastActivityAt
    }
  }
`;

const threads = {
  __typename: 'ThreadConnection',
  edges: [{ __typename: 'ThreadEdge', cursor: 'a', node: { __typename: 'Thread', id: 't1', title: 'Among us' } }],
  pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: 'a' },
};

/** A client with the product's cache, before a server that answers with these fields of one community. */
function clientOf(community: () => Record<string, unknown>): Client {
  return new Client({
    url: 'http://localhost/graphql',
    preferGetMethod: false,
    exchanges: [createCache(), fetchExchange],
    fetch: () =>
      Promise.resolve(
        Response.json({
          data: { __typename: 'Query', community: { __typename: 'Community', id: 'c1', ...community() } },
        }),
      ),
  });
}

async function readAfter(home: { visibility: string; viewerRole: string | null }): Promise<boolean> {
  let answer: Record<string, unknown> = { threads };
  const client = clientOf(() => answer);
  await client.query(THREADS, {}).toPromise();
  answer = home;
  await client.query(HOME, {}).toPromise();
  const kept = await client.query(THREADS, {}, { requestPolicy: 'cache-only' }).toPromise();
  return kept.data?.community?.threads?.edges?.[0]?.node.title === 'Among us';
}

describe('the cache', () => {
  it('keeps nothing of the inside of a private community once one is outside', async () => {
    expect(await readAfter({ visibility: 'PRIVATE', viewerRole: null })).toBe(false);
  });

  it('does not keep either when somebody last wrote in it', async () => {
    let answer: Record<string, unknown> = { lastActivityAt: '2026-11-24T10:00:00Z' };
    const client = clientOf(() => answer);
    const kept = async (): Promise<unknown> =>
      (await client.query(ACTIVITY, {}, { requestPolicy: 'cache-only' }).toPromise()).data?.community?.lastActivityAt;
    await client.query(ACTIVITY, {}).toPromise();
    expect(await kept()).toBe('2026-11-24T10:00:00Z');
    answer = { visibility: 'PRIVATE', viewerRole: null };
    await client.query(HOME, {}).toPromise();
    expect(await kept()).toBeUndefined();
  });

  it('keeps what members and readers of public communities have read', async () => {
    expect(await readAfter({ visibility: 'PRIVATE', viewerRole: 'MEMBER' })).toBe(true);
    expect(await readAfter({ visibility: 'PUBLIC', viewerRole: null })).toBe(true);
  });
});

describe('a list of which several pages are shown', () => {
  const page = gql`
    query Page($after: String, $choice: ThreadChoice) {
      community(slug: "circle") {
        __typename
        id
        threads(first: 1, after: $after, choice: $choice) {
          __typename
          edges {
            __typename
            cursor
            node {
              __typename
              id
              title
            }
          }
          pageInfo {
            __typename
            hasNextPage
            endCursor
          }
        }
      }
    }
  `;
  const pageOf = (...ids: string[]) => ({
    __typename: 'ThreadConnection',
    edges: ids.map((id) => ({ __typename: 'ThreadEdge', cursor: id, node: { __typename: 'Thread', id, title: id } })),
    pageInfo: { __typename: 'PageInfo', hasNextPage: ids.length > 0, endCursor: ids.at(-1) ?? null },
  });
  const shownAfterwards = async (choice: string): Promise<string[]> => {
    let answer = pageOf('t1');
    const client = clientOf(() => ({ threads: answer }));
    await client.query(page, { after: null, choice }).toPromise();
    answer = pageOf('t2');
    await client.query(page, { after: 't1', choice }).toPromise();
    answer = pageOf();
    await client.query(page, { after: null, choice }, { requestPolicy: 'network-only' }).toPromise();
    const { data } = await client.query(page, { after: null, choice }, { requestPolicy: 'cache-only' }).toPromise();
    return data.community.threads.edges.map(({ node }: { node: { id: string } }) => node.id);
  };

  it('has no other pages any more once the first was read anew, where it is narrowed', async () => {
    expect(await shownAfterwards('UNREAD')).toEqual([]);
  });

  it('keeps them where it is the whole', async () => {
    expect(await shownAfterwards('')).toEqual(['t2']);
  });
});

describe('a list that is not for the viewer', () => {
  it('does not hide the other fields that are asked for with it', async () => {
    const client = clientOf(() => ({ applications: null, reports: { __typename: 'ReportConnection', totalCount: 2 } }));
    const { data } = await client
      .query(
        gql`
          query Counts {
            community(slug: "circle") {
              __typename
              id
              applications(first: 1) {
                __typename
                totalCount
              }
              reports(first: 1) {
                __typename
                totalCount
              }
            }
          }
        `,
        {},
      )
      .toPromise();
    expect(data?.community).toMatchObject({ applications: null, reports: { totalCount: 2 } });
  });
});

describe('what is read in a thread', () => {
  const HOME = gql`
    query Home {
      community(slug: "circle") {
        __typename
        id
        unreadThreads
      }
      thread(id: "t1") {
        __typename
        id
        unread
        community {
          __typename
          id
        }
      }
    }
  `;
  const MARK = gql`
    mutation Mark($input: MarkReadInput!) {
      markRead(input: $input) {
        __typename
        id
        unread
      }
    }
  `;

  it('counts there at once, and for its community when that is asked for again', async () => {
    const community = { __typename: 'Community', id: 'c1' };
    let read = false;
    const client = new Client({
      url: 'http://localhost/graphql',
      preferGetMethod: false,
      exchanges: [createCache(), fetchExchange],
      fetch: (_url, init) => {
        read ||= String(init?.body).includes('mutation Mark');
        const thread = { __typename: 'Thread', id: 't1', unread: read ? 0 : 2 };
        const data = String(init?.body).includes('mutation Mark')
          ? { markRead: thread }
          : { community: { ...community, unreadThreads: read ? 0 : 1 }, thread: { ...thread, community } };
        return Promise.resolve(Response.json({ data }));
      },
    });
    await client.query(HOME, {}).toPromise();
    await client.mutation(MARK, { input: { threadId: 't1', number: 2 } }).toPromise();
    const { data } = await client.query(HOME, {}, { requestPolicy: 'cache-first' }).toPromise();
    expect([data?.thread?.unread, data?.community?.unreadThreads]).toEqual([0, 0]);
  });
});
