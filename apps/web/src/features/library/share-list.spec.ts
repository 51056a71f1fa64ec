import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ShareResourceInput } from '../../gql/graphql.js';
import type { ProblemCode } from '../../lib/graphql/problem.js';
import { ShareList } from './share-list.js';
import type { Shared } from './share-list.js';
import type { CommonValues } from './share-values.js';

const common: CommonValues = { language: 'EN', licence: 'CC0_1_0', terms: '', authors: '', tags: '' };
const refused = (code: ProblemCode, fields: Record<string, string> = {}): Shared => ({ problem: { code, fields } });

let answers: (Shared | Promise<Shared>)[];
let asked: ShareResourceInput[];
let arrived: Map<string, string>;
let done: string[];
let spoiled: string[];
let waits: { milliseconds: number; run: () => void }[];
let online: boolean;
let list: ShareList;

beforeEach(() => {
  answers = [];
  asked = [];
  arrived = new Map();
  done = [];
  spoiled = [];
  waits = [];
  online = true;
  let ids = 0;
  list = new ShareList({
    slug: 'circle',
    share: async (input) => {
      asked.push(input);
      return (await answers.shift()) ?? { resource: { id: input.id ?? '', title: input.title ?? 'found' } };
    },
    uploadOf: (key) => arrived.get(key) ?? null,
    done: (key) => void done.push(key),
    spoiled: (key, sentence) => void spoiled.push(`${key} ${sentence}`),
    online: () => online,
    after: (milliseconds, run) => {
      const wait = { milliseconds, run };
      waits.push(wait);
      return () => {
        waits = waits.filter((one) => one !== wait);
      };
    },
    makeId: () => `id${(ids += 1)}`,
  });
  list.start();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const states = () => list.read().map(({ key, state }) => `${key} ${state}`);

describe('what is shared together', () => {
  it('goes out when its file has arrived, and a link at once', async () => {
    list.add('a', { file: 'a.pdf' }, 'A');
    list.add('b', { file: 'b.pdf' }, 'B');
    list.add('c', { url: 'https://c.ca/' }, '');
    arrived.set('b', 'u2');
    list.share(['a', 'b', 'c'], common);
    await settled();
    expect(states()).toEqual(['a wanted', 'b shared', 'c shared']);
    expect(asked).toMatchObject([
      { id: 'id1', title: null, url: 'https://c.ca/' },
      { id: 'id2', communitySlug: 'circle', title: 'B', uploadId: 'u2', licence: 'CC0_1_0' },
    ]);
    arrived.set('a', 'u1');
    list.look();
    await settled();
    expect(states()).toEqual(['a shared', 'b shared', 'c shared']);
    expect(done).toEqual(['c', 'b', 'a']);
    expect(list.read()[2]?.shared).toEqual({ id: 'id1', title: 'found' });
  });

  it('sends what stood on the page when it was said to share, and changes only what is open', async () => {
    list.add('a', { file: 'a.pdf' }, 'A');
    list.write('a', { title: 'Better', kind: 'IMAGE', language: 'FR' });
    list.share(['a'], common);
    list.write('a', { title: 'Too late' });
    arrived.set('a', 'u1');
    list.look();
    await settled();
    expect(asked).toMatchObject([{ title: 'Better', kind: 'IMAGE', language: 'FR' }]);
  });

  it('goes on with what may be in the library already where something is wrong with another', async () => {
    list.add('a', { file: 'a.pdf' }, 'A');
    list.add('b', { url: 'https://b.ca/' }, 'B');
    list.add('c', { file: 'c.pdf' }, 'C');
    arrived.set('a', 'u1');
    answers = [refused('OFFLINE'), refused('BAD_USER_INPUT', { title: 'Needed.' })];
    list.share(['a'], common);
    await settled();
    list.share(['b', 'c'], common);
    await settled();
    expect(states()).toEqual(['a shared', 'b open', 'c open']);
    expect(asked.map(({ id, uploadId }) => [id, uploadId])).toEqual([
      ['id1', 'u1'],
      ['id2', undefined],
      ['id1', 'u1'],
    ]);
  });

  it('opens again what has not gone out, and takes it away', async () => {
    list.add('a', { file: 'a.pdf' }, 'A');
    list.share(['a'], common);
    list.reopen('a');
    arrived.set('a', 'u1');
    list.look();
    await settled();
    expect([states(), asked]).toEqual([['a open'], []]);
    list.remove('a');
    expect(list.read()).toEqual([]);
  });

  it('tries again under the same id after the connection failed, waiting longer each time', async () => {
    list.add('a', { url: 'https://a.ca/' }, 'A');
    answers = [refused('OFFLINE'), refused('UNAVAILABLE')];
    list.share(['a'], common);
    await settled();
    expect([states(), list.read()[0]?.problem?.code, waits[0]?.milliseconds]).toEqual([['a wanted'], 'OFFLINE', 1_500]);
    // An upload that arrives meanwhile does not hurry it.
    list.look();
    waits.shift()?.run();
    await settled();
    expect(waits[0]?.milliseconds).toBe(3_000);
    list.wake();
    await settled();
    expect([states(), waits]).toEqual([['a shared'], []]);
    expect(asked.map(({ id }) => id)).toEqual(['id1', 'id1', 'id1']);
  });

  it('waits while offline', async () => {
    online = false;
    list.add('a', { url: 'https://a.ca/' }, 'A');
    list.share(['a'], common);
    await settled();
    expect(asked).toEqual([]);
    online = true;
    list.wake();
    await settled();
    expect(states()).toEqual(['a shared']);
  });

  it('opens what was refused, with the reason, and shares nothing more until it is said again', async () => {
    list.add('a', { url: 'https://a.ca/' }, '');
    list.add('b', { url: 'https://b.ca/' }, 'B');
    answers = [refused('BAD_USER_INPUT', { title: 'None found.' })];
    list.share(['a', 'b'], common);
    await settled();
    expect(states()).toEqual(['a open', 'b open']);
    expect(list.read()[0]?.problem?.fields).toEqual({ title: 'None found.' });
    list.write('a', { title: 'A' });
    expect(list.read()[0]?.problem).toBeNull();
  });

  it('keeps wanting what has an upload that cannot be used, and tells of it', async () => {
    list.add('a', { file: 'a.pdf' }, 'A');
    arrived.set('a', 'u1');
    answers = [
      Promise.resolve(refused('BAD_USER_INPUT', { uploadId: 'Used already.' })).then((answer) => {
        arrived.delete('a');
        return answer;
      }),
    ];
    list.share(['a'], common);
    await settled();
    expect([states(), spoiled]).toEqual([['a wanted'], ['a Used already.']]);
    arrived.set('a', 'u2');
    list.look();
    await settled();
    expect([states(), asked.map(({ uploadId }) => uploadId)]).toEqual([['a shared'], ['u1', 'u2']]);
  });

  it('shares nothing more once the page is left', async () => {
    list.add('a', { url: 'https://a.ca/' }, 'A');
    answers = [refused('OFFLINE')];
    list.share(['a'], common);
    await settled();
    list.stop();
    expect(waits).toEqual([]);
    list.look();
    await settled();
    expect(asked).toHaveLength(1);
  });
});
