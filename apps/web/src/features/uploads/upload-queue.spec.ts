import { beforeEach, describe, expect, it } from '@jest/globals';
import type { KeptUpload } from './kept-uploads.js';
import type { UploadProblem } from './upload-problem.js';
import { UploadQueue } from './upload-queue.js';
import type { UploadTry } from './upload-world.js';

/** A try that has begun and that the test ends. */
interface Sending extends UploadTry {
  end: (problem?: UploadProblem) => Promise<void>;
}

let hashed: Map<string, string | null | Error>;
let hashing: string[];
let refused: Map<string, UploadProblem>;
let tries: Sending[];
let kept: Map<string, KeptUpload>;
let terminated: string[];
let gone: string[];
let waits: { milliseconds: number; run: () => void }[];
let online: boolean;
let queue: UploadQueue;

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const aFile = (name: string): File => new File(['0123456789'], name, { lastModified: 7 });
const told = () => queue.read().items.map(({ name, state }) => `${name} ${state}`);
const item = (key: string) => queue.read().items.find((one) => one.key === key);

beforeEach(() => {
  hashed = new Map();
  hashing = [];
  refused = new Map();
  tries = [];
  kept = new Map();
  terminated = [];
  gone = [];
  waits = [];
  online = true;
  let keys = 0;
  queue = new UploadQueue({
    check: ({ name }) => refused.get(name) ?? null,
    hash: async ({ name }, signal) => {
      hashing.push(name);
      await settled();
      if (signal.aborted) throw new DOMException('Interrupted', 'AbortError');
      const sum = hashed.has(name) ? hashed.get(name) : `sum of ${name}`;
      if (sum instanceof Error) throw sum;
      return sum ?? null;
    },
    send: (upload) =>
      new Promise((resolve) => {
        const end = async (problem?: UploadProblem): Promise<void> => {
          resolve(problem ?? null);
          await settled();
        };
        tries.push({ ...upload, end });
        upload.signal.addEventListener('abort', () => resolve({ fault: 'OFFLINE' }));
      }),
    isGone: (uploadId) => Promise.resolve(gone.includes(uploadId)),
    terminate: (uploadId) => void terminated.push(uploadId),
    kept: {
      keep: (upload) => void kept.set(upload.uploadId, upload),
      drop: (uploadId) => void kept.delete(uploadId),
      find: ({ name }, taken) =>
        [...kept.values()].find((one) => one.name === name && !taken.has(one.uploadId)) ?? null,
      all: () => [...kept.values()],
    },
    online: () => online,
    after: (milliseconds, run) => {
      const wait = { milliseconds, run };
      waits.push(wait);
      return () => {
        waits = waits.filter((one) => one !== wait);
      };
    },
    makeKey: () => `k${(keys += 1)}`,
    now: () => 1,
  });
  queue.start();
});

/** Adds files and waits until their contents are computed. */
async function added(...names: string[]): Promise<string[]> {
  const keys = queue.add(names.map(aFile));
  for (const _ of names) await settled();
  await settled();
  return keys;
}

describe('the upload queue', () => {
  it('computes one file after the other and sends two at once, the others in their order', async () => {
    queue.add(['a', 'b', 'c'].map(aFile));
    expect(told()).toEqual(['a hashing', 'b hashing', 'c hashing']);
    expect(hashing).toEqual(['a']);
    for (let step = 0; step < 6; step += 1) await settled();
    expect(told()).toEqual(['a sending', 'b sending', 'c waiting']);
    expect(tries.map(({ file, sha256, uploadId }) => [file.name, sha256, uploadId])).toEqual([
      ['a', 'sum of a', null],
      ['b', 'sum of b', null],
    ]);
    await tries[1]?.end();
    expect(told()).toEqual(['a sending', 'b ready', 'c sending']);
  });

  it('tells how far a file is and its id, and keeps the upload until it was used', async () => {
    const [key = ''] = await added('a');
    tries[0]?.onBegun('u1');
    tries[0]?.onProgress(5);
    expect(item(key)).toMatchObject({ progress: 0.5, uploadId: null });
    expect(queue.read()).toMatchObject({ busy: true, unfinished: [] });
    await tries[0]?.end();
    expect(item(key)).toMatchObject({ progress: 1, state: 'ready', uploadId: 'u1' });
    expect(queue.read().busy).toBe(false);
    expect([...kept.values()]).toEqual([
      { uploadId: 'u1', name: 'a', size: 10, modified: 7, sha256: 'sum of a', at: 1 },
    ]);
    queue.used(key);
    expect(queue.read().items).toEqual([]);
    expect([...kept.keys(), ...terminated]).toEqual([]);
  });

  it('refuses what cannot be taken without sending anything, and is not hindered by it', async () => {
    refused.set('bad', { fault: 'type' }).set('big', { fault: 'quota' });
    await added('bad', 'big', 'good');
    expect(told()).toEqual(['bad refused', 'big failed', 'good sending']);
    expect(hashing).toEqual(['good']);
  });

  it('goes on after a lost connection from what is there, waiting longer each time', async () => {
    await added('a');
    tries[0]?.onBegun('u1');
    await tries[0]?.end({ fault: 'OFFLINE' });
    expect(told()).toEqual(['a waiting']);
    expect(item('k1')?.problem).toEqual({ fault: 'OFFLINE' });
    for (const milliseconds of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      expect(waits.map((wait) => wait.milliseconds)).toEqual([milliseconds]);
      waits.shift()?.run();
      expect(item('k1')).toMatchObject({ state: 'sending', problem: null });
      expect(tries.at(-1)?.uploadId).toBe('u1');
      await tries.at(-1)?.end({ fault: 'UNAVAILABLE' });
    }
    queue.wake();
    expect(waits).toEqual([]);
    await tries.at(-1)?.end();
    expect(told()).toEqual(['a ready']);
  });

  it('sends nothing while offline, and everything when told that the connection is back', async () => {
    online = false;
    await added('a', 'b');
    expect(told()).toEqual(['a waiting', 'b waiting']);
    online = true;
    queue.wake();
    expect(told()).toEqual(['a sending', 'b sending']);
  });

  it('pauses, lets another go first, and goes on from what is there', async () => {
    const [first = ''] = await added('a', 'b', 'c');
    tries[0]?.onBegun('u1');
    queue.pause(first);
    expect(told()).toEqual(['a paused', 'b sending', 'c sending']);
    expect(tries[0]?.signal.aborted).toBe(true);
    tries[0]?.onProgress(9);
    expect(item(first)?.progress).toBe(0);
    queue.resume(first);
    expect(told()).toEqual(['a waiting', 'b sending', 'c sending']);
    await tries[1]?.end();
    expect(tries.at(-1)).toMatchObject({ uploadId: 'u1' });
    expect(hashing).toEqual(['a', 'b', 'c']);
  });

  it('goes on with what has its room, though there is none left for another', async () => {
    const [key = ''] = await added('a');
    tries[0]?.onBegun('u1');
    queue.pause(key);
    refused.set('a', { fault: 'quota' });
    queue.resume(key);
    expect(told()).toEqual(['a sending']);
    await tries[1]?.end({ fault: 'NOT_FOUND' });
    await tries[2]?.end({ fault: 'quota' });
    queue.resume(key);
    expect(item(key)).toMatchObject({ state: 'failed', problem: { fault: 'quota' } });
    expect(tries).toHaveLength(3);
  });

  it('pauses while the content is computed, and computes it anew', async () => {
    const [key = ''] = queue.add([aFile('a'), aFile('b')]);
    queue.pause(key);
    queue.resume(key);
    for (let step = 0; step < 6; step += 1) await settled();
    expect(told()).toEqual(['a sending', 'b sending']);
    expect(hashing).toEqual(['a', 'b', 'a']);
  });

  it('resumes what this device began before when the same file is chosen, each once', async () => {
    const before = { name: 'a', size: 10, modified: 7, sha256: 'sum of a', at: 0 };
    kept.set('u1', { ...before, uploadId: 'u1' });
    queue.giveUp('nothing');
    expect(queue.read().unfinished).toMatchObject([{ uploadId: 'u1', name: 'a' }]);
    await added('a', 'a');
    expect(tries.map(({ uploadId }) => uploadId)).toEqual(['u1', null]);
    expect(queue.read().unfinished).toEqual([]);
  });

  it('forgets what was begun before and is not on the server any more', async () => {
    const before = { name: 'a', size: 10, modified: 7, sha256: 'sum of a', at: 0 };
    for (const uploadId of ['u1', 'u2']) kept.set(uploadId, { ...before, uploadId });
    gone = ['u1'];
    queue.giveUp('nothing');
    queue.lookAfterUnfinished();
    await settled();
    expect([queue.read().unfinished.map(({ uploadId }) => uploadId), [...kept.keys()]]).toEqual([['u2'], ['u2']]);
  });

  it('begins anew, once, what the server does not know any more', async () => {
    await added('a');
    tries[0]?.onBegun('u1');
    tries[0]?.onProgress(9);
    await tries[0]?.end({ fault: 'OFFLINE' });
    queue.wake();
    await tries[1]?.end({ fault: 'NOT_FOUND' });
    expect(tries[2]?.uploadId).toBeNull();
    expect(kept.size).toBe(0);
    expect(item('k1')?.progress).toBe(0);
    await tries[2]?.end({ fault: 'NOT_FOUND' });
    expect(told()).toEqual(['a failed']);
  });

  it('tells a file that is at fault from what can be tried again', async () => {
    await added('a', 'b');
    tries[0]?.onBegun('u1');
    tries[1]?.onBegun('u2');
    await tries[0]?.end({ fault: 'archive' });
    await tries[1]?.end({ fault: 'checksum' });
    expect(told()).toEqual(['a refused', 'b failed']);
    expect(kept.size).toBe(0);
    queue.resume('k1');
    queue.resume('k2');
    expect(told()).toEqual(['a refused', 'b sending']);
    expect(tries.at(-1)?.uploadId).toBeNull();
  });

  it('fails what cannot be read, and sends what cannot be computed', async () => {
    hashed.set('gone', new Error('gone')).set('plain', null);
    await added('gone', 'plain');
    expect(told()).toEqual(['gone failed', 'plain sending']);
    expect(item('k1')?.problem).toEqual({ fault: 'reading' });
    expect(tries[0]?.sha256).toBeNull();
  });

  it('takes an upload from the server when it is removed or given up', async () => {
    const [key = ''] = await added('a');
    tries[0]?.onBegun('u1');
    queue.remove(key);
    expect(tries[0]?.signal.aborted).toBe(true);
    expect(queue.read().items).toEqual([]);
    kept.set('u2', { uploadId: 'u2', name: 'b', size: 1, modified: 1, sha256: null, at: 0 });
    queue.giveUp('u2');
    expect(terminated).toEqual(['u1', 'u2']);
    expect(kept.size).toBe(0);
  });

  it('forgets an upload that could not be used, and sends the file anew when asked', async () => {
    const [key = ''] = await added('a');
    tries[0]?.onBegun('u1');
    await tries[0]?.end();
    queue.spoiled(key, 'No upload of yours.');
    expect(item(key)).toMatchObject({
      state: 'failed',
      uploadId: null,
      problem: { fault: 'BAD_USER_INPUT', sentence: 'No upload of yours.' },
    });
    queue.resume(key);
    expect(tries.at(-1)?.uploadId).toBeNull();
  });

  it('stops when the page is left, keeping what is on the server, and goes on when it is shown again', async () => {
    await added('a');
    tries[0]?.onBegun('u1');
    await tries[0]?.end({ fault: 'OFFLINE' });
    queue.wake();
    queue.stop();
    expect(tries[1]?.signal.aborted).toBe(true);
    expect([told(), [...kept.keys()], terminated, waits]).toEqual([['a waiting'], ['u1'], [], []]);
    await settled();
    queue.start();
    expect(tries[2]?.uploadId).toBe('u1');
  });
});
