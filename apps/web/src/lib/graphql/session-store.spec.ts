import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ViewerQuery } from '../../gql/graphql.js';
import type { Connection } from './client.js';
import { SessionStore } from './session-store.js';

const answer = (id: string | null, name = 'Amara'): ViewerQuery =>
  ({ me: id === null ? null : { id, name }, site: { claimable: false, mailboxKept: true } }) as ViewerQuery;

let server: ViewerQuery | null;
let announced: number;
let reread: number;
let store: SessionStore;

/** A connection that has been told who is looking, or finds the server's answer of now. */
function connect(known: ViewerQuery | null): Connection {
  const viewer = known ?? server;
  return {
    client: null as unknown as Connection['client'],
    viewer: () => viewer,
    reread: () => Promise.resolve(void reread++),
    onDoubt: () => () => undefined,
  };
}

beforeEach(() => {
  server = answer('amara');
  announced = 0;
  reread = 0;
  store = new SessionStore({ connect, ask: () => Promise.resolve(server), announce: () => announced++ });
});

describe('SessionStore', () => {
  it('begins anew when somebody signs in or out here, and tells the other tabs', () => {
    const { connection } = store.read();
    store.renew();
    expect(store.read()).toMatchObject({ generation: 1, unasked: null });
    expect(store.read().connection).not.toBe(connection);
    expect(announced).toBe(1);
  });

  it('stays as it is when nothing has changed or nobody can be asked', async () => {
    const before = store.read();
    await store.check();
    server = null;
    await store.check();
    expect(store.read()).toBe(before);
    expect(reread).toBe(0);
  });

  it('reads the facts again when they have changed, without throwing anything away', async () => {
    const before = store.read();
    server = answer('amara', 'Amara O.');
    await store.check();
    expect(reread).toBe(1);
    expect(store.read()).toBe(before);
  });

  it.each([
    ['ended', answer('amara'), answer(null)],
    ['switched', answer('amara'), answer('luc')],
    [null, answer(null), answer('luc')],
  ] as const)('follows the account elsewhere: %s', async (unasked, before, now) => {
    server = before;
    store = new SessionStore({ connect, ask: () => Promise.resolve(server), announce: () => announced++ });
    server = now;
    await store.check();
    expect(store.read()).toMatchObject({ generation: 1, unasked });
    expect(store.read().connection.viewer()).toBe(now);
    expect(announced).toBe(0);
    store.acknowledge();
    expect(store.read().unasked).toBeNull();
  });

  it('does not believe an answer that was asked for before somebody signed in here', async () => {
    let give: (old: ViewerQuery) => void = () => undefined;
    const ask = (): Promise<ViewerQuery> => new Promise((resolve) => (give = resolve));
    store = new SessionStore({ connect, ask, announce: () => announced++ });
    const checked = store.check();
    store.renew();
    give(answer(null));
    await checked;
    expect(store.read()).toMatchObject({ generation: 1, unasked: null });
  });
});
