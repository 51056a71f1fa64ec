import { describe, expect, it } from '@jest/globals';
import { HandlerOf, type Handler } from './handler.js';
import { doParts, jobsAfter, partsOf, sharedJobs, type Part } from './shared-job.js';

class Alone {
  static readonly type = 'test-alone';
}
class Together {
  static readonly type = 'test-together';
  constructor(readonly what = 'rain') {}
}
class Nothing {
  static readonly type = 'test-nothing';
}

const handler = () =>
  class implements Handler<object> {
    handle(): Promise<void> {
      return Promise.resolve();
    }
  };
HandlerOf(Alone, 'test-go-alone')(handler());
HandlerOf(Together, 'test-first-together')(handler());
HandlerOf(Together, 'test-queued-together', { queue: 'test-queue' })(handler());
HandlerOf(Together, 'test-second-together')(handler());

describe('the jobs after an event', () => {
  it('are one for the handlers that wait in no queue, and one for each that does', () => {
    const event = new Together();
    expect(jobsAfter(Together.type, event)).toEqual([
      {
        identifier: 'after-test-together',
        payload: { event, handlers: ['test-first-together', 'test-second-together'] },
      },
      { identifier: 'test-queued-together', payload: event },
    ]);
  });

  it('are that of the handler itself where it is alone, and none where nobody follows', () => {
    const event = new Alone();
    expect(jobsAfter(Alone.type, event)).toEqual([{ identifier: 'test-go-alone', payload: event }]);
    expect(jobsAfter(Nothing.type, new Nothing())).toEqual([]);
  });

  it('are known by name also where only one handler is known here: another release may have more', () => {
    expect(sharedJobs()).toEqual(expect.arrayContaining(['after-test-alone', 'after-test-together']));
  });

  it('consist of what was written down, not of what is known here', () => {
    const event = { what: 'snow' };
    expect(
      partsOf({ identifier: 'after-test-together', payload: { event, handlers: ['test-newer', 'test-other'] } }),
    ).toEqual([
      { identifier: 'test-newer', payload: event },
      { identifier: 'test-other', payload: event },
    ]);
    expect(partsOf({ identifier: 'test-go-alone', payload: event })).toEqual([
      { identifier: 'test-go-alone', payload: event },
    ]);
  });
});

describe('the parts of a shared job', () => {
  const parts: Part[] = ['a', 'b', 'c'].map((identifier) => ({ identifier, payload: {} }));
  const doing = async (fate: Record<string, 'done' | 'fails' | 'unknown'>) => {
    const order: string[] = [];
    const failures: string[] = [];
    const left = await doParts(
      parts,
      ({ identifier }) => {
        if (fate[identifier] === 'unknown') return null;
        order.push(identifier);
        return fate[identifier] === 'fails' ? Promise.reject(new Error(`no ${identifier}`)) : Promise.resolve();
      },
      ({ identifier }) => failures.push(identifier),
    ).catch((error: Error) => error.message);
    return { order, failures, left: Array.isArray(left) ? left.map(({ identifier }) => identifier) : left };
  };

  it('are done in their order', async () => {
    expect(await doing({})).toEqual({ order: ['a', 'b', 'c'], failures: [], left: [] });
  });

  it('that fail or are unknown are left, and the others done', async () => {
    expect(await doing({ a: 'fails', b: 'unknown' })).toEqual({ order: ['a', 'c'], failures: ['a'], left: ['a', 'b'] });
    expect(await doing({ a: 'unknown', b: 'unknown', c: 'unknown' })).toEqual({
      order: [],
      failures: [],
      left: ['a', 'b', 'c'],
    });
  });

  it('fail together when none of them was done: the job itself waits then, longer each time', async () => {
    expect(await doing({ a: 'fails', b: 'fails', c: 'fails' })).toEqual({
      order: ['a', 'b', 'c'],
      failures: ['a', 'b', 'c'],
      left: 'All 3 handlers failed. a: Error: no a; b: Error: no b; c: Error: no c',
    });
  });
});
