import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../testing/index.js';
import { FaultyPost } from './testing/faulty-post.js';
import { mailFor, MailScene } from './testing/mail-scene.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => database.close());
const about = ['account:01920000-0000-7000-8000-00000000000a', 'post:1'];
let post: FaultyPost;
let scene: MailScene;
beforeEach(async () => {
  post = new FaultyPost([]);
  scene = new MailScene(database.db, await post.listen());
});
afterEach(async () => {
  scene.close();
  await post.away();
  await scene.clear();
});

// Postfix judges sender and HELO only at RCPT TO (smtpd_delay_reject = yes is its default); Exim says no enhanced code.
it.each([
  '553 5.1.8 <copse@example.org>: Sender address rejected: Domain not found',
  '550 5.1.0 <copse@example.org>: Sender address rejected: User unknown in virtual mailbox table',
  '504 5.5.2 <copse>: Helo command rejected: need fully-qualified hostname',
  '550 relay not permitted',
  '554 Relay access denied',
  '552 5.2.2 Mailbox is full',
])('blames no address at RCPT for %s', async (answer) => {
  const [id = ''] = await scene.queue(mailFor({ about }));
  post.faults.push({ at: 'rcpt', answer });
  await scene.send.run({ id }).catch(() => undefined);
  expect(await scene.jobs('test-when-mail-refused')).toEqual([]);
});
