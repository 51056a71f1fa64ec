import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { gql } from 'urql';
import { createConnection } from './client.js';
import { FirstView } from './first-view.js';

const VIEWER = gql('query Viewer { me { __typename id email } }');
const VERIFY = gql('mutation Verify { verifyEmail { __typename id } }');

const account = (email: string): object => ({ me: { __typename: 'Account', id: '7', email } });
const brought = (): FirstView =>
  new FirstView(JSON.stringify({ answers: [{ operation: 'Viewer', variables: {}, data: account('before') }] }));

const { fetch } = globalThis;
afterEach(() => {
  globalThis.fetch = fetch;
});

/** Answers as the server would; tells which operations were asked for. */
function aServer(): string[] {
  const asked: string[] = [];
  globalThis.fetch = jest.fn<typeof fetch>((_url, init) => {
    const { operationName } = JSON.parse(String(init?.body)) as { operationName: string };
    asked.push(operationName);
    const data = operationName === 'Viewer' ? account('after') : { verifyEmail: { __typename: 'Account', id: '7' } };
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify({ data }), { headers }));
  });
  return asked;
}

describe('what came with the page', () => {
  it('is asked of nobody, however many show it', async () => {
    const asked = aServer();
    const { client } = createConnection(null, brought());
    const shown: unknown[] = [];
    for (let one = 0; one < 3; one += 1) client.query(VIEWER, {}).subscribe(({ data }) => shown.push(data));
    await new Promise((soon) => setImmediate(soon));
    expect(new Set(shown.map((data) => JSON.stringify(data)))).toEqual(new Set([JSON.stringify(account('before'))]));
    expect(asked).toEqual([]);
  });

  it('is no answer to what is asked for anew after a change', async () => {
    const asked = aServer();
    const { client } = createConnection(null, brought());
    const shown: unknown[] = [];
    for (let one = 0; one < 3; one += 1) {
      client.query(VIEWER, {}).subscribe(({ data }) => shown.push(data));
      // What is drawn later, as when one opens a menu.
      await new Promise((soon) => setImmediate(soon));
    }
    await client.mutation(VERIFY, {}).toPromise();
    // The end of it comes by the same line as the answer.
    for (let turn = 0; turn < 50 && asked.length < 2; turn += 1) await new Promise((soon) => setImmediate(soon));
    for (let turn = 0; turn < 50 && !JSON.stringify(shown.at(-1)).includes('after'); turn += 1)
      await new Promise((soon) => setImmediate(soon));
    expect(asked).toEqual(['Verify', 'Viewer']);
    expect(shown.at(-1)).toEqual(account('after'));
  });
});

describe('what was refused', () => {
  it('is asked anew by whoever comes to it next, and by trying again', async () => {
    let asked = 0;
    let isRefused = true;
    globalThis.fetch = jest.fn<typeof fetch>(() => {
      asked += 1;
      const body = isRefused ? { errors: [{ message: 'Not now.' }] } : { data: account('after') };
      const headers = { 'content-type': 'application/json' };
      return Promise.resolve(new Response(JSON.stringify(body), { status: isRefused ? 503 : 200, headers }));
    });
    const { client } = createConnection();
    const askedTimes = async (times: number): Promise<void> => {
      for (let turn = 0; turn < 50 && asked < times; turn += 1) await new Promise((soon) => setImmediate(soon));
      // And what is answered is heard of.
      for (let turn = 0; turn < 5; turn += 1) await new Promise((soon) => setImmediate(soon));
      expect(asked).toBe(times);
    };
    const page = client.query(VIEWER, {}).subscribe(() => undefined);
    await askedTimes(1);
    const shown: unknown[] = [];
    client.query(VIEWER, {}, { requestPolicy: 'cache-first' }).subscribe(({ data }) => shown.push(data));
    await askedTimes(2);
    isRefused = false;
    page.unsubscribe();
    client.query(VIEWER, {}, { requestPolicy: 'network-only' }).subscribe(() => undefined);
    await askedTimes(3);
    expect(shown.at(-1)).toEqual(account('after'));
  });
});
