import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import PostalMime from 'postal-mime';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { addressMarkOf } from './index.js';
import { FaultyPost, type Fault } from './testing/faulty-post.js';
import { mailFor, MailScene } from './testing/mail-scene.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());

const accountId = '01920000-0000-7000-8000-00000000000a';
const about = [`account:${accountId}`, 'post:1'];
/** More than comes in one piece. */
const LONG = 'As we said. '.repeat(20_000);
const idsOf = async (texts: readonly string[]): Promise<(string | undefined)[]> =>
  Promise.all(texts.map(async (text) => (await PostalMime.parse(text)).messageId));

describe.each([[[]], [['PIPELINING', 'AUTH PLAIN']]] as const)('a server that can %j and goes wrong', (can) => {
  let post: FaultyPost;
  let scene: MailScene;
  beforeEach(async () => {
    post = new FaultyPost(can);
    scene = new MailScene(database.db, await post.listen());
  });
  afterEach(async () => {
    scene.close();
    await post.away();
    await scene.clear();
  });

  it.each<Fault>([
    { at: 'greeting', answer: 'close' },
    { at: 'greeting', answer: '421 4.3.2 Too busy' },
    { at: 'greeting', answer: '554 5.3.2 No service' },
    { at: 'mail', answer: 'close' },
    { at: 'mail', answer: '452 4.3.1 Full' },
    { at: 'mail', answer: '550 5.1.8 Who are you?' },
    { at: 'mail', answer: '530 5.7.0 Sign in' },
    { at: 'rcpt', answer: 'close' },
    { at: 'rcpt', answer: '421 4.3.2 Going down' },
    { at: 'rcpt', answer: '450 4.2.0 Greylisted' },
    { at: 'rcpt', answer: '530 5.7.0 Sign in' },
    { at: 'rcpt', answer: '554 5.7.1 Relay access denied' },
    { at: 'rcpt', answer: '552 5.2.2 Mailbox full' },
    { at: 'data', answer: 'close' },
    { at: 'data', answer: '451 4.3.0 Later' },
    { at: 'in-text', answer: 'close' },
    { at: 'text', answer: 'close' },
    { at: 'text', answer: '451 4.3.0 Later' },
  ])('takes each message once after “$answer” at $at', async (fault) => {
    const ids = await scene.queue(
      mailFor({ subject: 'one', about, text: LONG }),
      mailFor({ subject: 'two', about, text: LONG }),
    );
    post.faults.push(fault, fault, fault);
    for (const id of ids) await scene.until(id);
    expect(post.faults).toEqual([]);
    const rows = ids.map((id) => `<${id}@copse.example.org>`);
    expect((await idsOf(post.taken)).toSorted()).toEqual(rows.toSorted());
    // What the server had heard and not answered for came again under the same name.
    expect(new Set(await idsOf(post.heard))).toEqual(new Set(rows));
    expect((await scene.states()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    for (const id of ids) await scene.send.run({ id });
    expect(post.taken).toHaveLength(2);
    expect(await scene.jobs('test-when-mail-refused')).toEqual([]);
  });

  it('takes each message once after it was away for long, and when it talks slowly', async () => {
    const ids = await scene.queue(mailFor({ subject: 'one' }), mailFor({ subject: 'two' }));
    await post.away();
    for (let hour = 0; hour < 3; hour += 1)
      for (const id of ids) await expect(scene.send.run({ id })).rejects.toThrow('ECONNREFUSED');
    expect((await scene.states()).map(({ state }) => state)).toEqual(['sending', 'sending']);
    post.trickles = true;
    await post.listen();
    await Promise.all(ids.map((id) => scene.until(id)));
    expect(await idsOf(post.taken)).toHaveLength(2);
    expect(new Set(await idsOf(post.taken)).size).toBe(2);
  });

  it('repeats a message under the same name when we fall between its 250 and our note', async () => {
    const [id = ''] = await scene.queue(mailFor());
    await expect(scene.fallingBeforeNote().send.run({ id })).rejects.toThrow('killed');
    expect(post.taken).toHaveLength(1);
    await scene.until(id);
    await scene.send.run({ id });
    expect(await idsOf(post.taken)).toEqual([`<${id}@copse.example.org>`, `<${id}@copse.example.org>`]);
  });

  it.each<[string, Fault]>([
    ['no such reader', { at: 'rcpt', answer: '550 5.1.1 No such user' }],
    ['no such reader, in few words', { at: 'rcpt', answer: '550 No' }],
    ['no such address', { at: 'rcpt', answer: '553 5.1.3 Bad address' }],
    ['closed', { at: 'rcpt', answer: '554 5.2.1 Mailbox disabled' }],
  ])('says once that an address does not work: %s', async (_why, fault) => {
    const [id = ''] = await scene.queue(mailFor({ about, to: 'Ada@Example.org' }));
    post.faults.push(fault);
    await scene.send.run({ id });
    await scene.send.run({ id });
    expect(post.heard).toEqual([]);
    expect(await scene.states()).toEqual([{ id, state: 'failed', envelope: null }]);
    const jobs = await scene.jobs('test-when-mail-refused');
    expect(jobs.map(({ payload }) => payload)).toEqual([
      { mailId: id, accountId, addressMark: addressMarkOf(id, 'ada@example.org') },
    ]);
    expect(JSON.stringify(jobs)).not.toMatch(/ada@|example/i);
    // The connection is still good for others.
    const [next = ''] = await scene.queue(mailFor({ to: 'eve@example.org' }));
    expect(await scene.until(next)).toBe(0);
  });

  it.each<[string, Fault]>([
    ['a rule forbids it', { at: 'rcpt', answer: '550 5.7.1 Only members write here' }],
    ['a rule about senders', { at: 'data', answer: '554 5.7.1 You are on a list' }],
    ['what it says', { at: 'text', answer: '554 5.6.0 I do not like it' }],
    ['its length', { at: 'text', answer: '552 5.3.4 Too long' }],
  ])('gives up, and blames no address: %s', async (_why, fault) => {
    const [id = ''] = await scene.queue(mailFor({ about }));
    post.faults.push(fault);
    await scene.send.run({ id });
    expect(await scene.states()).toEqual([{ id, state: 'failed', envelope: null }]);
    expect(await scene.jobs('test-when-mail-refused')).toEqual([]);
  });

  it('tells nobody of an address that belongs to no account, or of a message that was called back', async () => {
    const [invitation = ''] = await scene.queue(mailFor({ about: ['invitation:1', 'community:2'] }));
    post.faults.push({ at: 'rcpt', answer: '550 5.1.1 No such user' });
    await scene.send.run({ id: invitation });
    const [back = ''] = await scene.queue(mailFor({ about }));
    post.faults.push({ at: 'rcpt', answer: '550 5.1.1 No such user' });
    const calling = scene.calledBackAtTheEnd(`account:${accountId}`);
    await calling.send.run({ id: back });
    expect((await scene.states()).map(({ state }) => state)).toEqual(['failed', 'cancelled']);
    expect(await scene.jobs('test-when-mail-refused')).toEqual([]);
  });
});

it('keeps a message while its password is wrong', async () => {
  const post = new FaultyPost(['AUTH PLAIN']);
  const scene = new MailScene(database.db, await post.listen());
  post.faults.push({ at: 'auth', answer: '535 5.7.8 Wrong' }, { at: 'auth', answer: '535 5.7.8 Wrong' });
  const [id = ''] = await scene.queue(mailFor({ about }));
  expect(await scene.until(id)).toBe(2);
  expect(post.taken).toHaveLength(1);
  expect(await scene.jobs('test-when-mail-refused')).toEqual([]);
  scene.close();
  await post.away();
  await scene.clear();
});
