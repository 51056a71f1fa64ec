import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { LessMail, PRIVATE } from '../testing/less-mail.js';
import { dial, nextDay, reads, sendDigests, titlesIn, tokenIn, watches, writeLetters } from '../testing/mail.js';
import type { Scene } from '../testing/test-api.js';
import { MailSubscriptionService } from '../unsubscribe/mail-subscription.service.js';

let less: LessMail;
let scene: Scene;
beforeAll(async () => {
  less = await LessMail.begin();
  scene = less.scene;
  await nextDay(scene.api);
});
afterAll(async () => scene.api.close());
beforeEach(() => less.quietDay());

describe('a digest that waits is composed anew', () => {
  it('without what was written, where its reader asks for that no longer', async () => {
    const { api, ann, hidden } = scene;
    await less.content(hidden, true);
    await api.aThread(ann, hidden, 'Private words.', 'Secret title');
    await sendDigests(api);
    expect((await less.waits())?.text).toContain('Private words.');
    await less.content(hidden, false);
    expect(await less.waits()).toBeUndefined();
    await less.work();
    const mail = await less.waits();
    expect(mail?.text).toContain('In one of your private communities');
    expect(mail?.text).not.toMatch(/Private words|Secret title/);
  });

  it.each(['NONE', 'MENTIONS'])('without a community whose dial is turned to %s', async (cadence) => {
    const { api, ann, bob, elsewhere, open } = scene;
    await less.threads('Is ended');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    await sendDigests(api);
    expect((await less.waits())?.text).toContain('Is ended');
    await dial(api, bob, open, cadence);
    await less.work();
    expect(titlesIn((await less.waits())?.text ?? '', ['Stays', 'Is ended'])).toEqual(['Stays']);
  });

  it('without a community whose mail is ended by one click', async () => {
    const { api, ann, bob, open, elsewhere } = scene;
    await dial(api, bob, open, 'EACH');
    await less.letter(open, 'A letter');
    const token = tokenIn((await less.waits()) ?? { envelope: { unsubscribe: '' } });
    await dial(api, bob, open, 'DAILY');
    await quietDayButPreferences();
    await less.threads('Is ended');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    await sendDigests(api);
    expect((await less.waits())?.text).toContain('Is ended');
    expect(await api.app.get(MailSubscriptionService, { strict: false }).end(token)).toBe(true);
    await less.work();
    expect(titlesIn((await less.waits())?.text ?? '', ['Stays', 'Is ended'])).toEqual(['Stays']);
  });

  it('without a discussion that is muted', async () => {
    const [, muted] = await less.threads('Stays', 'Is muted');
    await sendDigests(scene.api);
    await less.muteThread(muted ?? '');
    await less.work();
    expect(titlesIn((await less.waits())?.text ?? '', ['Stays', 'Is muted'])).toEqual(['Stays']);
  });

  it('without a community that is muted, but for discussions that were followed after that', async () => {
    const { api, ann, elsewhere, open } = scene;
    await less.threads('Is muted');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    await sendDigests(api);
    await less.muteCommunity(open);
    await less.work();
    expect(titlesIn((await less.waits())?.text ?? '', ['Stays', 'Is muted'])).toEqual(['Stays']);
  });

  it('without a community that is archived, and without it also the day after', async () => {
    const { api, ann, elsewhere, open } = scene;
    await less.threads('Is archived');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    await sendDigests(api);
    await less.archive(open);
    await less.work();
    const both = ['Stays', 'Is archived'];
    expect(titlesIn((await less.waits())?.text ?? '', both)).toEqual(['Stays']);
    await nextDay(api);
    await api.aThread(ann, elsewhere, 'First.', 'Comes later');
    await sendDigests(api);
    expect(titlesIn((await less.waits())?.text ?? '', ['Comes later', ...both])).toEqual(['Comes later']);
  });
});

describe('a letter that waits is written anew', () => {
  beforeEach(() => dial(scene.api, scene.bob, scene.open, 'EACH'));

  it('without less.content, where its community became private', async () => {
    const { post } = await less.letter(scene.open, 'Title of before');
    expect((await less.waits())?.text).toContain('Private words.');
    await less.makePrivate(scene.open);
    await less.work();
    const mail = await less.waits();
    expect(mail).toMatchObject({ key: `post/${post}/${scene.bob.accountId}/1`, subject: PRIVATE });
    expect(JSON.stringify(mail)).not.toMatch(/of before|Private words/);
  });

  it('without less.content, where its reader asks for that no longer', async () => {
    const { api, bob, hidden } = scene;
    await dial(api, bob, hidden, 'EACH');
    await less.content(hidden, true);
    await less.letter(hidden, 'Secret title');
    expect((await less.waits())?.text).toContain('Private words.');
    await less.content(hidden, false);
    expect(await less.waits()).toBeUndefined();
    await less.work();
    const mail = await less.waits();
    expect(mail?.subject).toBe(PRIVATE);
    expect(JSON.stringify(mail)).not.toMatch(/Secret title|Private words/);
  });

  it('as often as it is called back, and goes out once', async () => {
    const { api, bob, open } = scene;
    const { thread, post } = await less.letter(open, 'Is followed');
    for (const round of [1, 2]) {
      await less.muteCommunity(open);
      await watches(api, bob, thread, 'WATCHING');
      await less.work();
      await less.work();
      expect((await less.waits())?.key).toBe(`post/${post}/${bob.accountId}/${round}`);
    }
  });

  it('not where its discussion or its community is muted, where it was read, or where no mail is wanted', async () => {
    const { api, bob, open } = scene;
    const { thread } = await less.letter(open, 'Is muted');
    await less.muteThread(thread);
    await less.work();
    expect(await less.waits()).toBeUndefined();
    const second = await less.letter(open, 'Is read');
    await reads(api, bob, second.thread, 1);
    await less.makePrivate(open);
    await less.work();
    expect(await less.waits()).toBeUndefined();
    await less.letter(open, 'Is ended');
    expect(await less.waits()).toBeDefined();
    await dial(api, bob, open, 'NONE');
    await less.work();
    expect(await less.waits()).toBeUndefined();
    await dial(api, bob, open, 'EACH');
    await less.letter(open, 'Is of a muted community');
    expect(await less.waits()).toBeDefined();
    await less.muteCommunity(open);
    await less.work();
    expect(await less.waits()).toBeUndefined();
  });

  it('not where its community is archived, nor is one written then', async () => {
    const { api, open } = scene;
    const { thread } = await less.letter(open, 'Is archived');
    const reply = await api.aReply(scene.ann, thread, 'The last word.');
    await less.archive(open);
    expect(await less.waits()).toBeUndefined();
    await writeLetters(api, [reply.id]);
    await less.work();
    expect(await less.waits()).toBeUndefined();
  });
});

const FORGET_MARKS = statement('test-waits-forget', `DELETE FROM mail_marks`);
/** As `quietDay`, where what was chosen is to stay. */
async function quietDayButPreferences(): Promise<void> {
  await sendDigests(scene.api);
  await scene.api.db.run(FORGET_MARKS);
  for (const thread of await scene.api.db.run<{ id: string }>(
    statement('test-waits-threads', `SELECT id FROM threads`),
  ))
    await reads(scene.api, scene.bob, thread.id, 1_000);
  await nextDay(scene.api);
}
