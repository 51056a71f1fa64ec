import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ProblemCode } from '../../lib/graphql/problem.js';
import type { KeptReply } from './draft-store.js';
import { ReplyOutbox, type Sent } from './reply-outbox.js';

const aReply = (id: string): KeptReply => ({ id, threadId: 't', body: id, inReplyTo: null, at: 1 });
const refused = (code: ProblemCode): Sent<string> => ({ problem: { code, fields: {} } });

let answers: (Sent<string> | Promise<Sent<string>>)[];
let sent: string[];
let kept: Set<string>;
let waits: { milliseconds: number; run: () => void }[];
let outcomes: string[];
let online: boolean;
let outbox: ReplyOutbox<string>;

beforeEach(() => {
  answers = [];
  sent = [];
  kept = new Set();
  waits = [];
  outcomes = [];
  online = true;
  outbox = new ReplyOutbox<string>({
    send: async (reply) => {
      sent.push(reply.id);
      return (await answers.shift()) ?? { post: `post of ${reply.id}` };
    },
    keep: (reply) => kept.add(reply.id),
    drop: (reply) => kept.delete(reply.id),
    online: () => online,
    after: (milliseconds, run) => {
      const wait = { milliseconds, run };
      waits.push(wait);
      return () => {
        waits = waits.filter((one) => one !== wait);
      };
    },
  });
  outbox.start();
  outbox.onOutcome((reply, outcome) => outcomes.push(outcome.post ?? `${reply.id} ${outcome.problem?.code}`));
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const states = () => outbox.read().map((reply) => `${reply.id} ${reply.state}`);

describe('the outbox', () => {
  it('keeps a reply until it is acknowledged, then tells and forgets it', async () => {
    outbox.add(aReply('a'));
    expect(states()).toEqual(['a sending']);
    expect([...kept]).toEqual(['a']);
    await settled();
    expect(outcomes).toEqual(['post of a']);
    expect(states()).toEqual([]);
    expect(kept.size).toBe(0);
  });

  it('sends in the order of writing, and the same id again after the network failed', async () => {
    answers = [refused('OFFLINE')];
    outbox.add(aReply('a'));
    outbox.add(aReply('b'));
    await settled();
    expect(states()).toEqual(['a waiting', 'b waiting']);
    expect([...kept]).toEqual(['a', 'b']);
    waits[0]?.run();
    await settled();
    expect(sent).toEqual(['a', 'a', 'b']);
    expect(outcomes).toEqual(['post of a', 'post of b']);
  });

  it('waits longer each time, and tries at once when the connection is back', async () => {
    answers = [refused('OFFLINE'), refused('UNAVAILABLE')];
    outbox.add(aReply('a'));
    await settled();
    waits[0]?.run();
    await settled();
    expect(waits.map((wait) => wait.milliseconds)).toEqual([1_500, 3_000]);
    outbox.wake();
    await settled();
    expect(outcomes).toEqual(['post of a']);
  });

  it('does not even try while the browser is offline', async () => {
    online = false;
    outbox.add(aReply('a'));
    await settled();
    expect(states()).toEqual(['a waiting']);
    expect(sent).toEqual([]);
    online = true;
    outbox.wake();
    await settled();
    expect(sent).toEqual(['a']);
  });

  it('gives a waiting reply back, and not one that is being sent', async () => {
    answers = [refused('OFFLINE')];
    outbox.add(aReply('a'));
    expect(outbox.cancel('a')).toBeNull();
    await settled();
    expect(outbox.cancel('a')?.body).toBe('a');
    expect(kept.size).toBe(0);
    expect(states()).toEqual([]);
  });

  it('does not repeat what was refused, and goes on with the next', async () => {
    answers = [refused('FORBIDDEN')];
    outbox.add(aReply('a'));
    outbox.add(aReply('b'));
    await settled();
    expect(outcomes).toEqual(['a FORBIDDEN', 'post of b']);
  });

  it('takes a reply once', async () => {
    outbox.add(aReply('a'));
    outbox.add(aReply('a'));
    await settled();
    expect(sent).toEqual(['a']);
  });

  it('takes up what was waiting when the page was closed', async () => {
    outbox.start([aReply('a'), aReply('b')]);
    await settled();
    expect(sent).toEqual(['a', 'b']);
  });

  it('stops when the account changes, and leaves on the device what was not sent', async () => {
    answers = [refused('OFFLINE')];
    outbox.add(aReply('a'));
    await settled();
    outbox.stop();
    outbox.wake();
    await settled();
    expect(sent).toEqual(['a']);
    expect([...kept]).toEqual(['a']);
  });

  it('says when it does not take a reply, because it was stopped', async () => {
    expect(outbox.add(aReply('a'))).toBe(true);
    expect(outbox.add(aReply('a'))).toBe(true);
    outbox.stop();
    expect(outbox.add(aReply('b'))).toBe(false);
    await settled();
    expect([...kept]).toEqual(['a']);
  });
});
