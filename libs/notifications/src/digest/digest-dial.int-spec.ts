import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { dial, mailsOf, nextDay, onlyMailOf, quietDay, sendDigests, titlesIn, writeLetters } from '../testing/mail.js';
import { aScene, deliver, firstPost, type Person, type Scene } from '../testing/test-api.js';

describe('a digest after the dial was turned', () => {
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

  it('tells of nothing that was mailed by itself', async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'EACH');
    const thread = await api.aThread(ann, open, 'First.', 'Was mailed');
    await api.db.run(
      statement(
        'test-digest-letter',
        `INSERT INTO mail_marks (account_id, thread_id, letter_number) VALUES ($1, $2, 1)`,
      ),
      [bob.accountId, thread],
    );
    await dial(api, bob, open, 'DAILY');
    await api.aThread(ann, open, 'First.', 'Was not mailed');
    await sendDigests(api);
    expect(titlesIn((await digestOf(bob))?.text ?? '', ['Was mailed', 'Was not mailed'])).toEqual(['Was not mailed']);
  });

  it('from weekly to daily loses nothing', async () => {
    const { api, ann, bob, open } = scene;
    await api.db.run(
      statement(
        'test-digest-weekly',
        `UPDATE mail_settings SET digest_weekday = 1 + extract(isodow FROM now() + interval '2 days')::int % 7, last_weekly_at = now() - interval '4 days'`,
      ),
    );
    await dial(api, bob, open, 'WEEKLY');
    await api.aThread(ann, open, 'First.', 'Of the first day');
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
    await nextDay(api);
    await api.aThread(ann, open, 'First.', 'Of the second day');
    await dial(api, bob, open, 'DAILY');
    await sendDigests(api);
    const both = ['Of the second day', 'Of the first day'];
    expect(titlesIn((await digestOf(bob))?.text ?? '', both)).toEqual(both);
  });

  it('from weekly to daily loses nothing either where that digest is composed anew, and again', async () => {
    const { api, ann, bob, open } = scene;
    await api.db.run(
      statement(
        'test-digest-weekly-anew',
        `UPDATE mail_settings SET digest_weekday = 1 + extract(isodow FROM now() + interval '2 days')::int % 7, last_weekly_at = now() - interval '4 days'`,
      ),
    );
    await dial(api, bob, open, 'WEEKLY');
    await api.aThread(ann, open, 'First.', 'Of the first day');
    await sendDigests(api);
    await nextDay(api);
    const regretted = [
      await api.aThread(ann, open, 'First.', 'Is regretted'),
      await api.aThread(ann, open, 'First.', 'Is regretted as well'),
    ];
    await dial(api, bob, open, 'DAILY');
    await sendDigests(api);
    for (const thread of regretted) {
      const { id } = await firstPost(api, ann, thread);
      expect((await digestOf(bob))?.about).toContain(`post:${id}`);
      await api.get(ann, `mutation { deletePost(input: { postId: "${id}" }) { id } }`);
      await deliver(api, { only: /^(send-digest|call-back-letters-when-post-deleted)$/ });
    }
    const mail = await digestOf(bob);
    expect(mail?.key).toMatch(/\/2$/);
    expect(titlesIn(mail?.text ?? '', ['Of the first day', 'Is regretted'])).toEqual(['Of the first day']);
    // And the next one begins where that one ended.
    await nextDay(api);
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
  });

  it.each(['EACH', 'MENTIONS'])('from daily to %s', async (cadence) => {
    const { api, ann, bob, open } = scene;
    const before = await api.aThread(ann, open, 'First.', 'Of before');
    await dial(api, bob, open, cadence);
    const after = await api.aThread(ann, open, 'First.', 'Of after');
    await writeLetters(api, [(await firstPost(api, ann, after)).id]);
    const keys = async () => (await mailsOf(api, bob)).map(({ key }) => key?.split('/')[0]);
    expect(await keys()).toEqual(cadence === 'EACH' ? ['post'] : []);
    await sendDigests(api);
    // What came before letters were asked for is in no letter: one digest tells of it, and only of it.
    expect(await keys()).toEqual(cadence === 'EACH' ? ['post', 'digest'] : []);
    const digest = (await mailsOf(api, bob)).find(({ key }) => key?.startsWith('digest/'));
    if (cadence === 'EACH') {
      expect(titlesIn(digest?.text ?? '', ['Of before', 'Of after'])).toEqual(['Of before']);
    }
    await nextDay(api);
    const reply = await api.aReply(ann, before, 'More.');
    await sendDigests(api);
    expect(await keys()).toEqual([]);
    await writeLetters(api, [reply.id]);
    expect(await keys()).toEqual(cadence === 'EACH' ? ['post'] : []);
  });

  it('from nothing to daily begins then', async () => {
    const { api, ann, bob, open } = scene;
    await dial(api, bob, open, 'NONE');
    await api.aThread(ann, open, 'First.', 'Of the quiet time');
    await sendDigests(api);
    expect(await digestOf(bob)).toBeUndefined();
    await dial(api, bob, open, 'DAILY');
    await api.aThread(ann, open, 'First.', 'Of the new time');
    await nextDay(api);
    await sendDigests(api);
    expect(titlesIn((await digestOf(bob))?.text ?? '', ['Of the quiet time', 'Of the new time'])).toEqual([
      'Of the new time',
    ]);
  });

  it('brings weekly communities on their day, in the same message', async () => {
    const { api, ann, bob, open, hidden } = scene;
    await dial(api, bob, hidden, 'WEEKLY');
    await api.call(bob, 'setContentInMail', { slug: hidden, content: true }, '{ id }');
    await api.db.run(
      statement(
        'test-digest-today',
        `UPDATE mail_settings SET digest_weekday = extract(isodow FROM now())::int, last_weekly_at = now() - interval '7 days'`,
      ),
    );
    await api.aThread(ann, open, 'First.', 'Of the day');
    await api.aThread(ann, hidden, 'First.', 'Of the week');
    await sendDigests(api);
    const both = ['Of the week', 'Of the day'];
    expect(titlesIn((await digestOf(bob))?.text ?? '', both)).toEqual(both);
  });
});
