import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { dial, nextDay, onlyMailOf, quietDay, sendDigests, titlesIn } from '../testing/mail.js';
import { aScene, type Person, type Scene } from '../testing/test-api.js';

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
