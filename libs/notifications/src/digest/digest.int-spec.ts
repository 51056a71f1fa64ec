import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import {
  dial,
  isMentioned,
  nextDay,
  onlyMailOf,
  quietDay,
  reads,
  sendDigests,
  titlesIn,
  watches,
} from '../testing/mail.js';
import { aScene, type Person, type Scene } from '../testing/test-api.js';

const SITE = 'http://localhost:3000';
const NAMES = statement(
  'test-digest-names',
  `SELECT name_en AS "en", name_fr AS "fr" FROM communities WHERE slug = $1`,
);
const SHARE = statement(
  'test-digest-share',
  `INSERT INTO resources (id, community_id, sharer_id, title, sort_title, description, kind, language, tags, tag_keys, licence,
     url, last_number, revision, created_at, updated_at)
   SELECT gen_random_uuid(), c.id, $2, $3, $3, '', 'LINK', 'EN', '{}', '{}', 'UNKNOWN', 'https://example.org/', 0, 1, now(), now()
   FROM communities c WHERE slug = $1 RETURNING id`,
);

describe('the digest', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
    await nextDay(scene.api);
  });
  afterAll(async () => scene.api.close());

  beforeEach(async () => {
    await quietDay(scene.api);
  });

  const digestOf = (person: Person) => onlyMailOf(scene.api, person);

  it('comes to members alone, and only where anything is new', async () => {
    const { api, ann, bob, open, stranger, other } = scene;
    await sendDigests(api);
    for (const person of [ann, bob, stranger, other]) expect(await digestOf(person)).toBeUndefined();
    await nextDay(api);
    await api.aThread(ann, open, 'Which glue holds plaster?', 'About plaster');
    await sendDigests(api);
    for (const person of [ann, stranger, other]) expect(await digestOf(person)).toBeUndefined();
    expect((await digestOf(bob))?.text).toContain('About plaster');
  });

  it('is one message for all communities, most urgent first, and leads to the exact posts', async () => {
    const { api, ann, bob, open, elsewhere } = scene;
    await api.join(bob, elsewhere);
    await api.join(ann, elsewhere);
    const answered = await api.aThread(ann, open, 'First.', 'Has an answer');
    await reads(api, bob, answered, 1);
    await api.aReply(ann, answered, 'An answer to it.');
    await api.aReply(ann, answered, 'One more answer.');
    const lonely = await api.aThread(ann, elsewhere, 'Does anybody know?', 'Has no answer');
    const followed = await api.aThread(ann, open, 'First.', 'Is followed');
    await watches(api, bob, followed, 'WATCHING');
    const spoken = await api.aThread(ann, open, 'First.', 'Speaks of you');
    await reads(api, bob, spoken, 1);
    await api.aReply(ann, spoken, 'A word before.');
    const mention = await api.aReply(ann, spoken, 'What does Bob say?');
    await isMentioned(api, bob, mention.id);
    await sendDigests(api);
    const mail = await digestOf(bob);
    const text = mail?.text ?? '';
    const order = ['Speaks of you', 'Is followed', 'Has no answer', 'Has an answer'];
    expect(titlesIn(text, order)).toEqual(order);
    for (const part of [text, mail?.html ?? '']) {
      expect(part).toContain(`${SITE}/c/${open}/d/${spoken}#post-3`);
      expect(part).toContain(`${SITE}/c/${elsewhere}/d/${lonely}#post-1`);
      expect(part).toContain(`${SITE}/c/${open}/d/${answered}#post-2`);
      expect(part).toContain('What does Bob say?');
      expect(part).toContain('2 new replies');
      expect(part).not.toContain('A word before.');
    }
    expect(mail?.subject).toMatch(/^New in your communities on Copse, [A-Z][a-z]+ \d+$/);
    expect(mail?.envelope).toMatchObject({
      unsubscribe: expect.stringMatching(/^http:\/\/localhost:3000\/unsubscribe\/\w+$/),
    });
    expect(mail?.envelope.references).toBeUndefined();
    expect(mail?.envelope.fromName).toBeUndefined();
  });

  it('tells of ten discussions, and counts the others', async () => {
    const { api, ann, bob, open } = scene;
    for (let n = 1; n <= 13; n += 1) await api.aThread(ann, open, 'First.', `Matter ${String(n).padStart(2, '0')}`);
    await sendDigests(api);
    const text = (await digestOf(bob))?.text ?? '';
    expect(text.match(/Matter \d\d/g)).toHaveLength(10);
    expect(text).toContain('and 3 more discussions');
    // What was counted was told of.
    await nextDay(api);
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
  });

  it('tells of nothing twice, and the next day of what is new', async () => {
    const { api, ann, bob, open } = scene;
    const thread = await api.aThread(ann, open, 'First.', 'Goes on');
    await sendDigests(api);
    expect((await digestOf(bob))?.text).toContain('New discussion');
    await nextDay(api);
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
    await nextDay(api);
    await api.aReply(ann, thread, 'And on.');
    await sendDigests(api);
    const text = (await digestOf(bob))?.text ?? '';
    expect(text).toContain('1 new reply');
    expect(text).toContain(`${SITE}/c/${open}/d/${thread}#post-2`);
  });

  it('leaves out what was read, muted and deleted', async () => {
    const { api, ann, bob, open } = scene;
    const read = await api.aThread(ann, open, 'First.', 'Was read');
    await reads(api, bob, read, 1);
    const muted = await api.aThread(ann, open, 'First.', 'Is muted');
    await watches(api, bob, muted, 'MUTED');
    const gone = await api.aThread(ann, open, 'First.', 'Was taken back');
    await api.db.run(
      statement(
        'test-digest-gone',
        `UPDATE posts SET deleted_at = now(), body = '', body_html = '' WHERE thread_id = $1`,
      ),
      [gone],
    );
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
  });

  it('of a muted community tells of what was followed after that alone', async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'DAILY');
    await api.db.run(
      statement(
        'test-digest-mute',
        `UPDATE community_preferences SET level = 'MUTED', level_set_at = clock_timestamp() WHERE account_id = $1`,
      ),
      [bob.accountId],
    );
    await api.aThread(ann, open, 'First.', 'Is silent');
    await watches(api, bob, await api.aThread(ann, open, 'First.', 'Is heard'), 'WATCHING');
    await api.db.run(SHARE, [open, ann.accountId, 'A silent resource']);
    await api.db.run(
      statement('test-digest-older', `UPDATE resources SET created_at = created_at - interval '2 hours'`),
    );
    await sendDigests(api);
    expect(titlesIn((await digestOf(bob))?.text ?? '', ['Is silent', 'Is heard', 'A silent resource'])).toEqual([
      'Is heard',
    ]);
  });

  it('tells of new resources of others, once', async () => {
    const { api, ann, bob, open } = scene;
    for (let n = 1; n <= 7; n += 1) await api.db.run(SHARE, [open, ann.accountId, `Resource number ${n}`]);
    await api.db.run(SHARE, [open, bob.accountId, 'My own resource']);
    await nextDay(api);
    await sendDigests(api);
    const text = (await digestOf(bob))?.text ?? '';
    expect(text.match(/Resource number \d/g)).toHaveLength(5);
    expect(text).toContain('and 2 more resources');
    expect(text).not.toContain('My own resource');
    expect((await digestOf(ann))?.text).toContain('My own resource');
    await nextDay(api);
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
  });

  it('comes in its reader’s language', async () => {
    const { api, ann, open } = scene;
    const lucie = await api.person('Lucie', { language: 'FR' });
    await api.join(lucie, open);
    await sendDigests(api);
    await nextDay(api);
    await api.aThread(ann, open, 'Première.', 'Une discussion');
    await sendDigests(api);
    const mail = await digestOf(lucie);
    expect(mail?.subject).toMatch(/^Du nouveau dans vos communautés sur Copse, \d+ \S+$/);
    expect(mail?.text).toContain('Encore sans réponse');
    expect(mail?.text).toContain('Nouvelle discussion');
    expect(mail?.html).toContain('<html lang="fr"');
  });

  describe('of private communities', () => {
    const names = async () => {
      const [row] = await scene.api.db.run<{ en: string; fr: string }>(NAMES, [scene.hidden]);
      return [row?.en ?? '', row?.fr ?? '', scene.hidden];
    };

    it.each(['MUSEUM_STAFF', 'SELF_IDENTIFIED'])('says neither names nor what was said (%s)', async (eligibility) => {
      const { api, ann, bob, hidden } = scene;
      await api.db.run(
        statement(
          `test-digest-for ${eligibility}`,
          `UPDATE communities SET eligibility = '${eligibility}' WHERE slug = $1`,
        ),
        [hidden],
      );
      const thread = await api.aThread(ann, hidden, 'A secret word.', 'A secret title');
      await api.db.run(SHARE, [hidden, ann.accountId, 'A secret resource']);
      await api.db.run(
        statement('test-digest-older', `UPDATE resources SET created_at = created_at - interval '2 hours'`),
      );
      await sendDigests(api);
      const mail = await digestOf(bob);
      expect(mail?.subject).toBe('New in one of your communities on Copse');
      const whole = JSON.stringify([mail?.subject, mail?.text, mail?.html, mail?.envelope]);
      for (const secret of [...(await names()), 'secret', 'Ann'])
        expect([secret, whole.includes(secret)]).toEqual([secret, false]);
      expect(mail?.text).toContain(`${SITE}/c/-/d/${thread}#post-1`);
      expect(mail?.text).toContain('A new resource');
    });

    it('says what was said where its reader asked for it, but in no header', async () => {
      const { api, ann, bob, hidden } = scene;
      await api.call(bob, 'setContentInMail', { slug: hidden, content: true }, '{ id }');
      await api.aThread(ann, hidden, 'A secret word.', 'A secret title');
      await sendDigests(api);
      const mail = await digestOf(bob);
      for (const secret of ['A secret title', 'A secret word.', 'Ann']) expect(mail?.text).toContain(secret);
      const headers = JSON.stringify([mail?.subject, mail?.envelope]);
      for (const secret of [...(await names()), 'secret', 'Ann'])
        expect([secret, headers.includes(secret)]).toEqual([secret, false]);
      expect(mail?.subject).toBe('New in one of your communities on Copse');
    });

    it('stands beside public ones under a subject that names nothing', async () => {
      const { api, ann, bob, open, hidden } = scene;
      await api.aThread(ann, hidden, 'A secret word.', 'A secret title');
      await api.aThread(ann, open, 'An open word.', 'An open title');
      await sendDigests(api);
      const mail = await digestOf(bob);
      expect(mail?.subject).toMatch(/^New in your communities on Copse, /);
      expect(mail?.text).toContain('An open title');
      expect(mail?.text).not.toContain('secret');
    });
  });
});
