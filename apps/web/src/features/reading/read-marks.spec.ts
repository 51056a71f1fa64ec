import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ProblemCode } from '../../lib/graphql/problem.js';
import { ReadMarks } from './read-marks.js';
import type { Marked, MarksWorld } from './read-marks.js';

/** A world whose clock moves when it is told, and whose server answers when it is told. */
class FakeWorld implements MarksWorld {
  sent: { threadId: string; number: number; leaving: boolean }[] = [];
  readonly kept = new Map<string, number>();
  refusal: ProblemCode | null = null;
  connected = true;
  timers: { at: number; run: () => void }[] = [];
  hold: Promise<void> = Promise.resolve();
  private now = 0;

  send = async (threadId: string, number: number, leaving: boolean): Promise<Marked> => {
    this.sent.push({ threadId, number, leaving });
    const { refusal } = this;
    await this.hold;
    if (refusal) return { problem: { code: refusal, fields: {} } };
    return { state: { __typename: 'Thread', id: threadId, unread: 0, firstUnreadNumber: null } };
  };

  keep = (threadId: string, number: number | null): void => {
    if (number === null) this.kept.delete(threadId);
    else this.kept.set(threadId, number);
  };

  online = (): boolean => this.connected;

  after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.now + milliseconds, run };
    this.timers.push(timer);
    return () => void (this.timers = this.timers.filter((one) => one !== timer));
  };

  async pass(milliseconds: number): Promise<void> {
    this.now += milliseconds;
    const due = this.timers.filter(({ at }) => at <= this.now);
    this.timers = this.timers.filter((one) => !due.includes(one));
    for (const { run } of due) run();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

let world: FakeWorld;
let marks: ReadMarks;

beforeEach(() => {
  world = new FakeWorld();
  marks = new ReadMarks(world);
});

describe('telling how far a thread was read', () => {
  it('sends the highest number, once in two seconds', async () => {
    marks.read('t', 3);
    await world.pass(1_000);
    marks.read('t', 5);
    marks.read('t', 4);
    expect(world.sent).toEqual([]);
    await world.pass(1_000);
    expect(world.sent).toEqual([{ threadId: 't', number: 5, leaving: false }]);
    expect(world.kept.size).toBe(0);
    await world.pass(60_000);
    expect(world.sent).toHaveLength(1);
  });

  it('does not wait when one leaves', async () => {
    marks.read('t', 3);
    marks.wake(true);
    await world.pass(0);
    expect(world.sent).toEqual([{ threadId: 't', number: 3, leaving: true }]);
    await world.pass(60_000);
    expect(world.sent).toHaveLength(1);
  });

  it('does not send twice what is on its way, unless that could be lost with the page', async () => {
    let answer = (): void => undefined;
    world.hold = new Promise((resolve) => (answer = resolve));
    marks.read('t', 3);
    marks.wake();
    marks.wake();
    marks.wake(true);
    marks.wake(true);
    expect(world.sent.map(({ leaving }) => leaving)).toEqual([false, true]);
    answer();
    await world.pass(0);
    expect(world.kept.size).toBe(0);
    marks.read('t', 3);
    marks.wake();
    expect(world.sent).toHaveLength(3);
  });

  it('says what is unread then', async () => {
    const heard: string[] = [];
    const stop = marks.onMarked(({ id }) => heard.push(id));
    marks.read('t', 3);
    await world.pass(2_000);
    stop();
    marks.read('t', 4);
    await world.pass(2_000);
    expect(heard).toEqual(['t']);
  });

  it('keeps what is read meanwhile for the next time', async () => {
    let answer = (): void => undefined;
    world.hold = new Promise((resolve) => (answer = resolve));
    marks.read('t', 3);
    await world.pass(2_000);
    marks.read('t', 6);
    answer();
    await world.pass(2_000);
    expect(world.sent.map(({ number }) => number)).toEqual([3, 6]);
    expect(world.kept.size).toBe(0);
  });
});

describe('when the server cannot be told', () => {
  it('waits for the connection, and keeps it on the device', async () => {
    world.connected = false;
    marks.read('t', 3);
    await world.pass(60_000);
    expect(world.sent).toEqual([]);
    expect(world.kept.get('t')).toBe(3);
    world.connected = true;
    marks.wake();
    await world.pass(0);
    expect(world.sent).toHaveLength(1);
    expect(world.kept.size).toBe(0);
  });

  it.each(['OFFLINE', 'UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL'] as const)(
    'tries again after %s, less and less',
    async (code) => {
      world.refusal = code;
      marks.read('t', 3);
      await world.pass(2_000);
      await world.pass(5_000);
      await world.pass(5_000);
      expect(world.sent).toHaveLength(2);
      world.refusal = null;
      await world.pass(5_000);
      expect(world.sent).toHaveLength(3);
      expect(world.kept.size).toBe(0);
    },
  );

  it('leaves it on the device for the account that has read, when another is signed in', async () => {
    world.refusal = 'UNAUTHENTICATED';
    marks.read('t', 3);
    await world.pass(2_000);
    await world.pass(600_000);
    expect(world.sent).toHaveLength(1);
    expect(world.kept.get('t')).toBe(3);
  });

  it('gives up where it may not be read any more', async () => {
    world.refusal = 'NOT_FOUND';
    marks.read('t', 3);
    await world.pass(2_000);
    await world.pass(600_000);
    expect(world.sent).toHaveLength(1);
    expect(world.kept.size).toBe(0);
  });
});

describe('taking it back', () => {
  it('forgets what was not told, and waits for what is on its way', async () => {
    let answer = (): void => undefined;
    world.hold = new Promise((resolve) => (answer = resolve));
    marks.read('t', 3);
    await world.pass(2_000);
    marks.read('t', 4);
    let over = false;
    const forgotten = marks.forget('t').then(() => (over = true));
    await world.pass(0);
    expect(over).toBe(false);
    answer();
    await forgotten;
    await world.pass(60_000);
    expect(world.sent.map(({ number }) => number)).toEqual([3]);
  });
});
