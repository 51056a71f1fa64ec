import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import type { Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import type { Product } from '../support/product.js';
import { hasRedis } from '../support/redis-server.js';
import { describeWith } from '../support/requirement.js';
import { until } from '../support/until.js';
import { Topology, type Person } from './topology.js';

const OPEN = 'steam';
const PRIVATE = 'citizen-science';
const REPLY = 'mutation ($input: ReplyInput!) { reply(input: $input) { number } }';

/** Numbers of posts that a page was told of, in the order in which it was. */
const listen = (page: Socket): number[] => {
  const numbers: number[] = [];
  page.on('post:created', ({ number }: { number: number }) => numbers.push(number));
  return numbers;
};
/** Enters the room of a thread, also where the page is just coming back. */
const watch = (page: Socket, threadId: string): Promise<{ ok: boolean; lastNumber?: number }> =>
  until('an answer', () =>
    page
      .timeout(5_000)
      .emitWithAck('thread:watch', { threadId })
      .catch(() => null),
  );

describeWith('redis', hasRedis)('two api processes and a worker', () => {
  let site: Topology;
  let one: Product;
  let two: Product;
  let worker: Product;
  let amara: Person;
  let luc: Person;
  let nora: Person;

  const start = async (slug: string, title: string): Promise<string> => {
    const input = { communitySlug: slug, title, body: 'The first.' };
    const { startThread } = await amara.client.data<{ startThread: { id: string } }>(
      'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }',
      { input },
    );
    return startThread.id;
  };
  /** One reply of a client that tries again, elsewhere if need be, until it has an answer. */
  const reply = async (nodes: () => Product[], person: Person, threadId: string, body: string): Promise<string> => {
    const input = { id: v7(), threadId, body };
    let turn = 0;
    await until(`an answer to “${body}”`, async () => {
      const [node, ...others] = nodes();
      const at = [node, ...others][turn++ % (others.length + 1)];
      if (!at) return false;
      const answer = await site.ask(at, person, REPLY, { input }).catch(() => null);
      if (answer?.errors && answer.status !== 503) throw new Error(JSON.stringify(answer.errors));
      return answer?.data !== null && answer?.data !== undefined;
    });
    return input.id;
  };

  beforeAll(async () => {
    site = await Topology.start({
      RATE_LIMITS: 'reply=1000/600,new-reply=1000/600,new-thread=100/600,preview=3/600,sockets-account=3',
    });
    [one, worker] = await Promise.all([site.add('api'), site.add('worker')]);
    two = await site.add('api');
    amara = await site.person(one, 'Amara Okafor');
    luc = await site.person(two, 'Luc Tremblay');
    nora = await site.person(one, 'Nora Whitecloud');
    for (const { client } of [amara, luc, nora]) {
      for (const slug of [OPEN, PRIVATE])
        await client.data('mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }', { slug });
    }
    await nora.client.data('mutation ($input: SetMailCadenceInput!) { setMailCadence(input: $input) { id } }', {
      input: { slug: OPEN, cadence: 'EACH' },
    });
    await site.rows(`UPDATE communities SET visibility = 'PRIVATE' WHERE slug = $1`, [PRIVATE]);
  });
  afterAll(async () => {
    await site?.end();
  });

  it('refuse to start without what several processes need, and beside one that has the database for itself', async () => {
    const [api, jobs, ...others] = await Promise.all([
      site.refusal('api', { REDIS_URL: '' }),
      site.refusal('worker', { REDIS_URL: '' }),
      site.refusal('api', { DATABASE_URL: '' }),
      site.refusal('worker', { DATABASE_URL: '' }),
      site.refusal('standalone', { REDIS_URL: '' }),
    ]);
    for (const words of [api, jobs]) expect(words).toMatch(/^Set REDIS_URL: several processes .+ npm start\n$/);
    expect(others.map((words) => words.split(':')[0]?.split('.')[0])).toEqual([
      'Set DATABASE_URL',
      'Set DATABASE_URL',
      'Another Copse already runs on this database',
    ]);
    const empty = new URL(site.env['DATABASE_URL'] ?? '');
    await site.rows('CREATE DATABASE topology_empty');
    empty.pathname = '/topology_empty';
    try {
      expect(await site.refusal('api', { DATABASE_URL: empty.href })).toMatch(
        /^The database lacks a part of the schema .+ npx copse migrate\n$/,
      );
      // What is the demonstration's has a start of its own.
      const client = new Client({ connectionString: empty.href });
      await client.connect();
      await client.query('CREATE SCHEMA copse_demonstration');
      await client.query('CREATE TABLE copse_demonstration.mark ()');
      await client.end();
      for (const name of ['api', 'worker'] as const) {
        expect(await site.refusal(name, { DATABASE_URL: empty.href })).toBe(
          'This database holds the demonstration. Start it with: npm start -- --demo\n',
        );
      }
    } finally {
      await site.rows('DROP DATABASE topology_empty WITH (FORCE)');
    }
    // With Redis it may stand beside them, and take its part of the work.
    await site.stop(await site.add('standalone'));
  });

  it('tell pages of both what is written at either, and mail it once', async () => {
    const threadId = await start(OPEN, 'Both hear');
    const [here, there] = [await site.page(one), await site.page(two, luc)];
    const heard = [listen(here), listen(there)];
    for (const page of [here, there]) expect(await watch(page, threadId)).toMatchObject({ ok: true });
    await reply(() => [one], amara, threadId, 'From the first.');
    await reply(() => [two], luc, threadId, 'From the second.');
    await until('both at both', () => heard.every(({ length }) => length >= 2));
    expect(heard).toEqual([
      [2, 3],
      [2, 3],
    ]);
    // Whoever asked for each post gets each in a letter of its own.
    const letters = () => site.mailbox.to(nora.email).filter(({ subject = '' }) => subject.includes('Both hear'));
    await until('the three letters', () => letters().length >= 3);
    expect(letters()).toHaveLength(3);
    for (const page of [here, there]) page.disconnect();
  });

  it('refuse at once what was revoked at the other one, and end its live connection', async () => {
    const WHO = '{ me { id } }';
    const eve = await site.person(one, 'Eve Roy');
    // Both nodes have seen the session of late.
    for (const node of [one, two, one, two])
      expect((await site.ask(node, eve, WHO)).data).toMatchObject({ me: { id: eve.id } });
    const page = await site.page(two, eve);
    const gone = new Promise((done) => page.once('disconnect', done));
    const { sessions } = await eve.client.data<{ sessions: { id: string }[] }>('{ sessions { id } }');
    await eve.client.data('mutation ($id: ID!) { revokeSession(input: {sessionId: $id}) }', { id: sessions[0]?.id });
    expect((await site.ask(two, eve, WHO)).data).toEqual({ me: null });
    expect((await site.ask(one, eve, WHO)).data).toEqual({ me: null });
    expect(await gone).toBe('io server disconnect');
  });

  it('show a new name at once, whichever was asked before', async () => {
    const threadId = await start(OPEN, 'Names');
    const NAME = 'query ($id: ID!) { thread(id: $id) { author { name } } }';
    for (const node of [one, two]) await site.ask(node, luc, NAME, { id: threadId });
    await amara.client.data('mutation { updateSettings(input: {name: "Amara O."}) { id } }');
    for (const node of [two, one])
      expect((await site.ask(node, luc, NAME, { id: threadId })).data).toMatchObject({
        thread: { author: { name: 'Amara O.' } },
      });
  });

  it('count limits together', async () => {
    const PREVIEW = '{ previewMarkdown(body: "x") }';
    for (const node of [one, two, one]) expect((await site.ask(node, luc, PREVIEW)).errors).toBeUndefined();
    for (const node of [one, two])
      expect((await site.ask(node, luc, PREVIEW)).errors?.[0]?.extensions.code).toBe('RATE_LIMITED');
    const pages = [await site.page(one, luc), await site.page(two, luc), await site.page(one, luc)];
    for (const node of [one, two])
      await expect(site.page(node, luc)).rejects.toMatchObject({ data: { code: 'RATE_LIMITED' } });
    pages[0]?.disconnect();
    const late = await until('a place that was given back', () => site.page(two, luc).catch(() => null));
    for (const page of [...pages, late]) page.disconnect();
  });

  it('close the rooms of whom the other one put out, at once', async () => {
    const threadId = await start(PRIVATE, 'Among ourselves');
    const page = await site.page(two, luc);
    const heard = listen(page);
    expect(await watch(page, threadId)).toMatchObject({ ok: true });
    const closed = new Promise((done) => page.once('room:closed', done));
    await luc.client.data(`mutation { leaveCommunity(input: {slug: "${PRIVATE}"}) { id } }`).catch(() => undefined);
    expect(await closed).toEqual({ threadId });
    const inside = await site.page(two, nora);
    const told = listen(inside);
    await watch(inside, threadId);
    await reply(() => [one], amara, threadId, 'Not for everybody.');
    await until('the member is told', () => told.length > 0);
    expect(heard).toEqual([]);
    expect(await watch(page, threadId)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    for (const each of [page, inside]) each.disconnect();
  });

  it('lose nothing when any of them is killed and others come, while replies go on', async () => {
    const threadId = await start(OPEN, 'A long night');
    let nodes = [one, two];
    const [stays, moves] = [await site.page(one), await site.page(two)];
    const heard = listen(stays);
    await watch(stays, threadId);
    await watch(moves, threadId);
    const acknowledged: string[] = [];
    const people = [amara, luc];
    const total = 40;
    const writing = Promise.all(
      people.map(async (person, lane) => {
        for (let i = 0; i < total / people.length; i += 1)
          acknowledged.push(
            await reply(() => (lane === 0 ? nodes : nodes.toReversed()), person, threadId, `${lane}/${i}`),
          );
      }),
    );
    await until('a part of them', () => acknowledged.length >= 10);
    nodes = [one];
    await site.kill(two);
    await until('some more', () => acknowledged.length >= 20);
    await site.kill(worker);
    worker = await site.add('worker');
    two = await site.add('api');
    nodes = [one, two];
    await writing;
    expect(acknowledged).toHaveLength(total);

    // Everything acknowledged is there once, in numbers without a gap.
    const posts = await site.rows<{ id: string; number: number }>(
      'SELECT id, number FROM posts WHERE thread_id = $1 ORDER BY number',
      [threadId],
    );
    expect(posts.map(({ number }) => number)).toEqual(Array.from({ length: total + 1 }, (_, i) => i + 1));
    expect(
      posts
        .slice(1)
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(acknowledged.toSorted());
    // The page that stayed was told of all of them: each job runs at least once, and a page takes each number once.
    const all = posts.slice(1).map(({ number }) => number);
    await until('all numbers at the page that stayed', () => new Set(heard).size === all.length);
    expect([...new Set(heard)].toSorted((a, b) => a - b)).toEqual(all);
    // The other one comes back by itself where its node was, or on another, and learns how far things are.
    const back = await site.page(two);
    expect(await watch(back, threadId)).toEqual({ ok: true, lastNumber: total + 1 });
    // Whoever asked for each post has each in one letter, also those that the killed worker was at.
    const letters = () => site.mailbox.to(nora.email).filter(({ subject = '' }) => subject.includes('A long night'));
    const links = () => letters().map(({ text = '' }) => /#post-(\d+)/.exec(text)?.[1]);
    await until('all letters', () => letters().length >= total + 1, 100_000);
    expect(new Set(links()).size).toBe(letters().length);
    expect(letters()).toHaveLength(total + 1);
    for (const page of [stays, moves, back]) page.disconnect();
  });

  it('go on without Redis, and are together again when it is back', async () => {
    const [threadId, inside] = [await start(OPEN, 'Without Redis'), await start(PRIVATE, 'While you are in')];
    const page = await site.page(two, nora);
    const cut = new Promise((done) => page.once('disconnect', done));
    await watch(page, threadId);
    expect(await watch(page, inside)).toMatchObject({ ok: true });
    await site.redis.kill();
    await reply(() => [one], amara, threadId, 'Nobody is told.');
    // The order to leave reaches nobody: the other process finds out by itself.
    const closed = new Promise((done) => page.once('room:closed', done));
    await site.ask(one, nora, `mutation { leaveCommunity(input: {slug: "${PRIVATE}"}) { id } }`);
    expect(await closed).toEqual({ threadId: inside });
    for (const node of [one, two]) expect((await fetch(`${node.origin}/health/ready`)).status).toBe(200);
    const again = new Promise<void>((done) => page.once('connect', () => done()));
    await site.redis.up();
    // Its page begins anew, and learns by the number what it missed.
    expect(await cut).toBe('transport close');
    await again;
    expect(await watch(page, threadId)).toEqual({ ok: true, lastNumber: 2 });
    const heard = listen(page);
    await until('live messages', async () => {
      await reply(() => [one], amara, threadId, 'And now?');
      await watch(page, threadId);
      return heard.length > 0;
    });
    for (const node of [one, two, worker]) {
      expect(node.output.error.split('redis: not reached').length - 1).toBe(1);
      expect(node.output.error).toContain('redis: back');
    }
  });
});
