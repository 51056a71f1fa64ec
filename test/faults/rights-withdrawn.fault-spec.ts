import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { v7 } from 'uuid';
import { NO_LIMITS } from '../support/no-limits.js';
import { OwnProduct } from '../support/own-product.js';
import { until } from '../support/until.js';
import { crowd, type Somebody } from './support/crowd.js';
import { figures } from './support/figures.js';
import { sized } from './support/sizes.js';
import { aThread, persistently } from './support/writing.js';

const SLUG = 'indigenous-practitioners';
const PACE = 20;
const { members } = sized({ short: { members: 30 }, medium: { members: 80 }, long: { members: 200 } });

const REMOVE = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { id } }';
const LOOK =
  'query ($id: ID!, $around: Int) { thread(id: $id) { posts(first: 1, around: $around) { edges { node { number } } } } }';

describe('rights withdrawn from the members of a private community while posts appear', () => {
  let own: OwnProduct;
  let author: Somebody;
  let facilitator: Somebody;
  let leaving: Somebody[];
  const sockets: Socket[] = [];

  beforeAll(async () => {
    own = await OwnProduct.start({ RATE_LIMITS: NO_LIMITS });
    const [first, second, ...others] = await crowd(own.rows, SLUG, members + 2);
    if (!first || !second) throw new Error('Nobody is there.');
    [author, facilitator, leaving] = [first, second, others];
    await own.rows(`UPDATE memberships SET role = 'FACILITATOR' WHERE account_id = $1`, [facilitator.id]);
  }, 120_000);
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await own?.end();
  });

  /** Opens the page of the discussion, as a member's browser has it open; answers the numbers that it hears of. */
  const listening = async ({ token }: Somebody, threadId: string): Promise<number[]> => {
    const socket = io(own.now.origin, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { token },
    });
    sockets.push(socket);
    const heard: number[] = [];
    socket.on('post:created', ({ number }: { number: number }) => heard.push(number));
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
    expect(await socket.timeout(60_000).emitWithAck('thread:watch', { threadId })).toMatchObject({ ok: true });
    return heard;
  };

  it('tells none of them of what comes after, and lets none of them read it', async () => {
    const writer = own.now.client(author.token);
    const order = own.now.client(facilitator.token);
    const threadId = await aThread(writer, SLUG);
    const heard = new Map<string, number[]>();
    for (const somebody of leaving) heard.set(somebody.id, await listening(somebody, threadId));

    let going = true;
    let last = 1;
    const posting = (async () => {
      for (let next = performance.now(); going; next += 1000 / PACE) {
        await sleep(Math.max(0, next - performance.now()));
        last = (await persistently(() => writer, { id: v7(), threadId, body: 'Not for everybody.' })).number;
      }
    })();
    await until('all to hear of a reply', () => [...heard.values()].every((numbers) => numbers.length > 0));

    // The number after which nothing may reach somebody: what was posted after the answer to the withdrawal.
    const lastAllowed = new Map<string, number>();
    const leaks: string[] = [];
    for (const { id, token } of leaving) {
      await order.data(REMOVE, { input: { slug: SLUG, accountId: id, reason: 'They have moved on.' } });
      lastAllowed.set(id, last + 1);
      const answer = await own.now.client(token).ask(LOOK, { id: threadId, around: last });
      if (answer.data?.['thread'] !== null && answer.data?.['thread'] !== undefined) leaks.push(`read by ${id}`);
    }
    const end = last;
    await until('more replies', () => last > end + PACE);
    going = false;
    await posting;
    const after = last;

    // What was under way has arrived by the time that somebody who stays has heard of the last one.
    const stays = await listening(author, threadId);
    const { number } = await persistently(() => writer, { id: v7(), threadId, body: 'The last one.' });
    await until('the last reply to be heard', () => stays.includes(number));
    for (const [id, numbers] of heard) {
      const late = numbers.filter((one) => one > (lastAllowed.get(id) ?? 0));
      if (late.length > 0) leaks.push(`${late.length} heard by ${id}`);
    }
    expect(leaks).toEqual([]);
    figures('rights withdrawn while posts appear', {
      members: leaving.length,
      'posts a second': PACE,
      posts: after,
      leaks: leaks.length,
    });
  }, 600_000);
});
