import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Request, RequestHandler, Response } from 'express';
import { asWork, workNow } from '#platform/logging';
import { Load, LOAD, loadGuard } from './load-guard.js';

/** A response as far as the guard looks at it. */
class Answer extends EventEmitter {
  code: number | undefined;
  headers: Record<string, string> = {};
  body: unknown;
  closed = false;
  started = false;

  status(code: number): this {
    this.code = code;
    return this;
  }

  set(headers: Record<string, string>): this {
    this.headers = headers;
    return this;
  }

  json(body: unknown): void {
    this.body = body;
    this.destroy();
  }

  destroy(): void {
    this.closed = true;
    this.emit('close');
  }
}

const READ = { query: '{ communities { totalCount } }' };
const ask = (guard: RequestHandler, isMember = false, body: unknown = READ): Answer => {
  const answer = new Answer();
  void guard({ viewer: { isMember }, body } as Request, answer as unknown as Response, () => {
    answer.started = true;
  });
  return answer;
};
const statesOf = (answers: Answer[]): string[] =>
  answers.map(({ started, code }) => (started ? 'runs' : code === undefined ? 'waits' : String(code)));

describe('requests at once', () => {
  it('have their turn as the work that they are, not as the one that made room', () => {
    const guard = loadGuard(new Load({ ...LOAD, atOnce: 1, waiting: 1 }));
    const answers = [new Answer(), new Answer()];
    const ran: (string | undefined)[] = [];
    for (const [at, answer] of answers.entries()) {
      const work = { kind: 'request', id: `r${at}`, account: null, refusal: null, span: null } as const;
      asWork({ ...work }, () => {
        void guard({ body: READ } as Request, answer as unknown as Response, () => void ran.push(workNow()?.id));
      });
    }
    expect(ran).toEqual(['r0']);
    asWork({ kind: 'request', id: 'other', account: null, refusal: null, span: null }, () => answers[0]?.destroy());
    expect(ran).toEqual(['r0', 'r1']);
  });

  it('run up to a number, wait up to another, and are refused beyond, whoever asks', () => {
    const guard = loadGuard(new Load({ ...LOAD, atOnce: 2, waiting: 2 }));
    const answers = Array.from({ length: 5 }, (_, i) => ask(guard, i % 2 === 0));
    expect(statesOf(answers)).toEqual(['runs', 'runs', 'waits', 'waits', '503']);
    expect(answers[4]).toMatchObject({
      headers: { 'retry-after': '2' },
      body: { errors: [{ extensions: { code: 'UNAVAILABLE', retryAfter: 2 } }] },
    });
    // Whoever went away while waiting holds up nobody.
    answers[2]?.destroy();
    answers[0]?.destroy();
    expect(statesOf(answers)).toEqual(['runs', 'runs', 'waits', 'runs', '503']);
    expect(statesOf([ask(guard)])).toEqual(['waits']);
    answers[1]?.destroy();
    answers[3]?.destroy();
    expect(statesOf([ask(guard), ask(guard)])).toEqual(['runs', 'waits']);
  });

  it('lose their place when the answer is not taken', async () => {
    const guard = loadGuard(new Load({ ...LOAD, atOnce: 1, lookMs: 20, takeMs: 60 }));
    const [slow, next] = [ask(guard), ask(guard)];
    expect(statesOf([slow, next])).toEqual(['runs', 'waits']);
    for (let n = 0; n < 1_500 && !next.started; n += 1) await wait(20);
    expect([slow.closed, next.started]).toEqual([true, true]);
  });
});

describe('a work for an answer', () => {
  const held = (load: Load, answer: Answer, work: () => Promise<unknown>): Promise<unknown> | null =>
    load.hold(answer as unknown as Response, work);

  it('has its place until both have ended, however they end', async () => {
    for (const ending of ['resolve', 'reject'] as const) {
      const load = new Load({ ...LOAD, atOnce: 1 });
      const guard = loadGuard(load);
      const [answer, work] = [new Answer(), Promise.withResolvers<unknown>()];
      const holding = held(load, answer, () => work.promise);
      const next = ask(guard);
      answer.destroy();
      await wait(1);
      expect(statesOf([next])).toEqual(['waits']);
      work[ending](new Error('away'));
      await holding?.catch(() => undefined);
      await wait(1);
      expect(statesOf([next])).toEqual(['runs']);
    }
  });

  it('has its place until the answer is taken as well', async () => {
    const load = new Load({ ...LOAD, atOnce: 1 });
    const answer = new Answer();
    await held(load, answer, async () => undefined);
    expect(held(load, new Answer(), async () => undefined)).toBeNull();
    answer.destroy();
    await wait(1);
    expect(held(load, new Answer(), async () => undefined)).not.toBeNull();
  });

  it('is not begun for whoever has left', () => {
    const load = new Load({ ...LOAD, atOnce: 1 });
    const [gone, begun] = [new Answer(), [] as string[]];
    gone.destroy();
    expect(held(load, gone, async () => begun.push('work'))).toBeNull();
    expect(statesOf([ask(loadGuard(load))])).toEqual(['runs']);
    expect(begun).toEqual([]);
  });
});

describe('while the event loop lags', () => {
  it('refuses the reads of nobody in particular, and lets everybody else act', async () => {
    const guard = loadGuard(new Load({ ...LOAD, lookMs: 300 }));
    expect(statesOf([ask(guard)])).toEqual(['runs']);
    // As long as it takes until the guard has looked: on a busy machine that may be late.
    for (let n = 0; n < 80 && ask(guard).code !== 503; n += 1) {
      const busy = Date.now() + 350;
      while (Date.now() < busy);
      await wait(1);
    }
    const signIn = { query: 'mutation SignIn($input: SignInInput!) { signIn(input: $input) { id } }' };
    const disguised = { query: 'mutation A { signOut } query B { communities { totalCount } }', operationName: 'B' };
    const answers = [ask(guard), ask(guard, true), ask(guard, false, signIn), ask(guard, false, disguised)];
    expect(statesOf(answers)).toEqual(['503', 'runs', 'runs', '503']);
    for (let n = 0; n < 600 && ask(guard).code === 503; n += 1) await wait(100);
    expect(statesOf([ask(guard)])).toEqual(['runs']);
  });
});
