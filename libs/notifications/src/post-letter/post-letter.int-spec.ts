import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import {
  announcedThread,
  announcePost,
  dial,
  dropMails,
  isMentioned,
  isUnreachable,
  mailsOf,
  reads,
  sendDigests,
  watches,
  writeLetters,
} from '../testing/mail.js';
import { aScene, deliver, dropJobs, mention, type Person, type Scene } from '../testing/test-api.js';
import { PostLetters } from './post-letters.service.js';

const SITE = 'http://localhost:3000';
const NAMES = statement('test-letter-names', `SELECT name_en AS en, name_fr AS fr FROM communities WHERE slug = $1`);
const ELIGIBILITY = statement('test-letter-for', `UPDATE communities SET eligibility = $2 WHERE slug = $1`);
const GONE = statement(
  'test-letter-gone',
  `UPDATE posts SET deleted_at = now(), body = '', body_html = '' WHERE id = $1`,
);
const OPEN_AGAIN = statement('test-letter-open', `UPDATE communities SET visibility = 'PUBLIC' WHERE slug = $1`);

describe('letters about posts', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
  });
  afterAll(async () => scene.api.close());

  beforeEach(async () => {
    const { api, ann, bob, open, hidden } = scene;
    await dropMails(api);
    for (const slug of [open, hidden]) {
      await dial(api, bob, slug, 'EACH');
      await dial(api, ann, slug, 'DAILY');
    }
    await dropJobs(api);
  });

  const keysOf = async (person: Person) => (await mailsOf(scene.api, person)).map(({ key }) => key);
  /** Ten seconds pass. */
  const write = () => writeLetters(scene.api, []);
  const posted = async (author: Person, threadId: string, body = 'A reply.') => {
    const post = await scene.api.aReply(author, threadId, body);
    await announcePost(scene.api, post.id);
    return post;
  };
  const started = (...given: [author: Person, slug: string, title?: string, body?: string]) =>
    announcedThread(scene.api, ...given);

  it('go to members whose dial asks for them, not to the author, and not before ten seconds', async () => {
    const { api, ann, bob, stranger, other, open } = scene;
    const { thread, id } = await started(ann, open, 'About plaster', 'Which **glue** holds?');
    await deliver(api, { only: /^mail-post$/ });
    expect(await mailsOf(api, bob)).toEqual([]);
    await write();
    for (const person of [ann, stranger, other]) expect(await mailsOf(api, person)).toEqual([]);
    const [mail, ...more] = await mailsOf(api, bob);
    expect(more).toEqual([]);
    const [names] = await api.db.run<{ en: string }>(NAMES, [open]);
    expect(mail).toMatchObject({
      key: `post/${id}/${bob.accountId}`,
      subject: `[${names?.en}] About plaster`,
      envelope: {
        fromName: 'Ann',
        references: `thread.${thread}`,
        listId: { id: `${open}.communities`, name: names?.en },
        unsubscribe: expect.stringMatching(/^http:\/\/localhost:3000\/unsubscribe\/[\w-]{16,}$/),
      },
    });
    expect(mail?.about).toEqual(expect.arrayContaining([`post:${id}`, `account:${bob.accountId}`]));
    expect(mail?.text).toContain('Which glue holds?');
    expect(mail?.html).toContain('<strong>glue</strong>');
    for (const part of [mail?.text, mail?.html]) expect(part).toContain(`${SITE}/c/${open}/d/${thread}#post-1`);
  });

  it('of replies are of one conversation, and lead to the exact post', async () => {
    const { api, ann, bob, open } = scene;
    const { thread } = await started(ann, open);
    await posted(ann, thread, 'One.');
    await posted(ann, thread, 'Two.');
    await write();
    const mails = await mailsOf(api, bob);
    expect(mails).toHaveLength(3);
    expect(new Set(mails.map(({ envelope }) => envelope.references)).size).toBe(1);
    const two = mails.find(({ text }) => text.includes('Two.'));
    expect(two?.subject).toMatch(/^Re: \[.+\] A thread$/);
    expect(two?.text).toContain(`#post-3`);
  });

  it('of mentions alone go to whom a post speaks', async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'MENTIONS');
    const { thread } = await started(ann, open);
    const spoken = await posted(ann, thread, 'What does Bob say?');
    await isMentioned(api, bob, spoken.id);
    await write();
    const mails = await mailsOf(api, bob);
    expect(mails.map(({ key }) => key)).toEqual([`post/${spoken.id}/${bob.accountId}`]);
    expect(mails[0]?.text).toContain('mentions or quotes you');
  });

  it('come in their reader’s language, and nothing breaks out of a title or a name', async () => {
    const { api, open } = scene;
    const [eve, lucie] = [
      await api.person('Eve\u202e https://evil.example <b>'),
      await api.person('Lucie', { language: 'FR' }),
    ];
    for (const person of [eve, lucie]) await api.join(person, open);
    await dial(api, lucie, open, 'EACH');
    await started(eve, open, 'Win at evil.example/win <script>alert(1)</script>');
    await write();
    const [mail] = await mailsOf(api, lucie);
    expect(mail?.text).toContain('Lire et répondre');
    expect(mail?.html).not.toContain('<script');
    expect(mail?.html).not.toContain('<b>');
    expect(mail?.text).not.toMatch(/https:\/\/evil\.example|\u202e/);
  });

  it.each(['MUSEUM_STAFF', 'SELF_IDENTIFIED'])(
    'of a private community say nothing by themselves (%s)',
    async (eligibility) => {
      const { api, ann, bob, hidden } = scene;
      await api.db.run(ELIGIBILITY, [hidden, eligibility]);
      const { thread } = await started(ann, hidden, 'A secret title', 'A secret word.');
      await write();
      const [mail] = await mailsOf(api, bob);
      expect(mail?.subject).toBe('New in one of your communities on Copse');
      const [names] = await api.db.run<{ en: string; fr: string }>(NAMES, [hidden]);
      const secrets = [names?.en ?? '', names?.fr ?? '', hidden, 'secret', 'Ann'];
      const whole = JSON.stringify([mail?.subject, mail?.text, mail?.html, mail?.envelope]);
      for (const secret of secrets) expect([secret, whole.includes(secret)]).toEqual([secret, false]);
      expect(mail?.envelope.listId).toEqual({ id: expect.stringMatching(/^list-[0-9a-f]{32}$/) });
      expect(mail?.envelope.fromName).toBeUndefined();
      expect(mail?.text).toContain(`${SITE}/c/-/d/${thread}#post-1`);
      await dropMails(api);

      await api.call(bob, 'setContentInMail', { slug: hidden, content: true }, '{ id }');
      await posted(ann, thread, 'A secret answer.');
      await write();
      const [told] = await mailsOf(api, bob);
      for (const secret of ['A secret title', 'A secret answer.', 'Ann']) expect(told?.text).toContain(secret);
      const headers = JSON.stringify([told?.subject, told?.envelope]);
      for (const secret of secrets) expect([secret, headers.includes(secret)]).toEqual([secret, false]);
      if (eligibility === 'SELF_IDENTIFIED') expect(told?.text).not.toContain(names?.en);
      await api.call(bob, 'setContentInMail', { slug: hidden, content: false }, '{ id }');
    },
  );

  describe('are not written', () => {
    it.each<[string, (reader: Person, thread: string, post: string) => Promise<unknown>]>([
      ['where the post was read', (reader, thread) => reads(scene.api, reader, thread, 2)],
      ['where the thread was muted', (reader, thread) => watches(scene.api, reader, thread, 'MUTED')],
      ['where the dial was turned to nothing', (reader) => dial(scene.api, reader, scene.open, 'NONE')],
      ['where the dial was turned to daily', (reader) => dial(scene.api, reader, scene.open, 'DAILY')],
      ['to who left', (reader) => scene.api.leave(reader, scene.open)],
      ['to a refused address', (reader) => isUnreachable(scene.api, reader, 'refused')],
      ['to who is suspended', (reader) => isUnreachable(scene.api, reader, 'suspended')],
      ['to an address that is not proved', (reader) => isUnreachable(scene.api, reader, 'unproved')],
      ['where the post was taken back', (_reader, _thread, post) => scene.api.db.run(GONE, [post])],
    ])('%s meanwhile', async (_what, change) => {
      const { api, ann, open } = scene;
      const reader = await api.person('Reader');
      await api.join(reader, open);
      await dial(api, reader, open, 'EACH');
      const { thread } = await started(ann, open);
      await write();
      expect(await mailsOf(api, reader)).toHaveLength(1);
      const post = await posted(ann, thread);
      await change(reader, thread, post.id);
      await write();
      expect(await keysOf(reader)).not.toContain(`post/${post.id}/${reader.accountId}`);
    });

    it('of what a digest told before the dial was turned', async () => {
      const { api, ann, bob, open } = scene;
      await dial(api, bob, open, 'DAILY');
      const { thread } = await started(ann, open);
      await api.db.run(
        statement('test-letter-told', `INSERT INTO mail_marks (account_id, thread_id, number) VALUES ($1, $2, 1)`),
        [bob.accountId, thread],
      );
      await dial(api, bob, open, 'EACH');
      const post = await posted(ann, thread);
      await write();
      expect(await keysOf(bob)).toEqual([`post/${post.id}/${bob.accountId}`]);
    });
  });

  it('of mentions are told of by the fan-out itself, and come once', async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'MENTIONS');
    const thread = await api.aThread(ann, open);
    const post = await api.aReply(ann, thread, `${mention(bob, 'Bob')}, what do you say?`);
    await deliver(api, { only: /^notify-when-(thread-started|reply-posted)$/ });
    await write();
    await write();
    expect(await keysOf(bob)).toEqual([`post/${post.id}/${bob.accountId}`]);
  });

  it('of an edit go to whom the post speaks only since then, also who had read it, and once', async () => {
    const { api, ann, bob, open } = scene;
    const { thread, id } = await started(ann, open);
    await dial(api, bob, open, 'MENTIONS');
    await reads(api, bob, thread, 1);
    await write();
    expect(await mailsOf(api, bob)).toEqual([]);
    await isMentioned(api, bob, id);
    const letters = api.app.get(PostLetters, { strict: false });
    for (let times = 0; times < 2; times += 1) {
      await api.db.tx((tx) => letters.announceEdit(tx, id));
      await write();
      expect(await keysOf(bob)).toEqual([`post/${id}/${bob.accountId}`]);
    }
  });

  it('are written in whatever order the posts come', async () => {
    const { api, ann, bob, open } = scene;
    const { thread } = await started(ann, open);
    await write();
    await dropMails(api);
    const [first, second] = [await api.aReply(ann, thread, 'One.'), await api.aReply(ann, thread, 'Two.')];
    for (const { id } of [second, first]) {
      await announcePost(api, id);
      await write();
    }
    expect(await keysOf(bob)).toEqual([second, first].map(({ id }) => `post/${id}/${bob.accountId}`));
    // And none of it comes once more in a digest.
    await dial(api, bob, open, 'DAILY');
    const other = await api.aThread(ann, open, 'First.', 'Was mailed by nobody');
    await api.db.run(
      statement(
        'test-letter-hour',
        `UPDATE mail_settings SET digest_hour = extract(hour FROM now()), last_daily_at = now() - interval '1 day'`,
      ),
    );
    await sendDigests(api);
    const digest = (await mailsOf(api, bob)).find(({ key }) => key?.startsWith('digest/'));
    expect(digest?.text).toContain(other);
    expect(digest?.text).not.toContain(thread);
  });

  describe('that wait to go out', () => {
    it('are called back where the post is taken back or removed', async () => {
      const { api, ann, bob, open } = scene;
      const { thread } = await started(ann, open);
      const [deleted, removed] = [await posted(ann, thread, 'One.'), await posted(ann, thread, 'Two.')];
      await write();
      expect(await mailsOf(api, bob)).toHaveLength(3);
      await api.get(ann, `mutation { deletePost(input: { postId: "${deleted.id}" }) { id } }`);
      const staff = await api.person('Staff', { isStaff: true });
      await api.get(staff, `mutation { removePost(input: { postId: "${removed.id}", reason: "x" }) { id } }`);
      await deliver(api, { only: /^call-back-letters/ });
      expect((await mailsOf(api, bob)).map(({ text }) => text.includes('First.'))).toEqual([true]);
    });

    it('are called back where their reader wants no mail, or leaves', async () => {
      const { api, ann, bob, open } = scene;
      await started(ann, open);
      await write();
      expect(await mailsOf(api, bob)).toHaveLength(1);
      await dial(api, bob, open, 'NONE');
      expect(await mailsOf(api, bob)).toEqual([]);
      await write();
      expect(await mailsOf(api, bob)).toEqual([]);
      await dial(api, bob, open, 'EACH');
      await started(ann, open);
      await write();
      expect(await mailsOf(api, bob)).toHaveLength(1);
      await api.get(bob, `mutation { leaveCommunity(input: { slug: "${open}" }) { id } }`);
      expect(await mailsOf(api, bob)).toEqual([]);
      await api.join(bob, open);
    });

    it('are called back where the community becomes private, and written anew as mail of a private one', async () => {
      const { api, ann, bob, open } = scene;
      await started(ann, open, 'A title of before');
      await write();
      expect((await mailsOf(api, bob)).map(({ text }) => text.includes('A title of before'))).toEqual([true]);
      const staff = await api.person('Chief', { isStaff: true });
      await api.get(
        staff,
        `mutation { changeCommunityRules(input: { slug: "${open}", visibility: PRIVATE }) { visibility } }`,
      );
      await deliver(api, { only: /^call-back-letters/ });
      expect(await mailsOf(api, bob)).toEqual([]);
      await deliver(api, { only: /^mail-post$/ });
      const mails = await mailsOf(api, bob);
      await api.db.run(OPEN_AGAIN, [open]);
      expect(mails.map(({ subject }) => subject)).toEqual(['New in one of your communities on Copse']);
      expect(JSON.stringify(mails)).not.toContain('A title of before');
    });
  });
});
