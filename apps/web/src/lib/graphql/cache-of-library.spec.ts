import { describe, expect, it } from '@jest/globals';
import { Client, fetchExchange, gql } from 'urql';
import { createCache } from './cache.js';

describe('what is in a library', () => {
  const LIBRARY = gql`
    query Library {
      community(slug: "circle") {
        __typename
        id
        uploadLimits {
          __typename
          usedBytes
        }
        resources(first: 20) {
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
  const CHANGE = gql`
    mutation Change($input: EditResourceInput!) {
      editResource(input: $input) {
        __typename
        id
        title
        community {
          __typename
          id
        }
      }
    }
  `;
  const community = { __typename: 'Community', id: 'c1' };
  const resources = (title: string) => ({
    __typename: 'ResourceConnection',
    edges: [{ __typename: 'ResourceEdge', cursor: 'a', node: { __typename: 'Resource', id: 'r1', title } }],
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: 'a' },
  });

  it('is read anew after any of it has changed', async () => {
    let asked = 0;
    const client = new Client({
      url: 'http://localhost/graphql',
      preferGetMethod: false,
      exchanges: [createCache(), fetchExchange],
      fetch: (_url, init) => {
        asked += 1;
        const changes = String(init?.body).includes('mutation Change');
        const data = changes
          ? { editResource: { __typename: 'Resource', id: 'r1', title: 'After', community } }
          : {
              community: {
                ...community,
                uploadLimits: { __typename: 'UploadLimits', usedBytes: asked },
                resources: resources('Before'),
              },
            };
        return Promise.resolve(Response.json({ data }));
      },
    });
    await client.query(LIBRARY, {}).toPromise();
    await client.query(LIBRARY, {}, { requestPolicy: 'cache-first' }).toPromise();
    expect(asked).toBe(1);
    await client.mutation(CHANGE, { input: { resourceId: 'r1' } }).toPromise();
    const { data } = await client.query(LIBRARY, {}, { requestPolicy: 'cache-first' }).toPromise();
    expect([asked, data?.community?.uploadLimits.usedBytes]).toEqual([3, 3]);
  });
});
