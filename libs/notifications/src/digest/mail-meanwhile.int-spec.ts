import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { Mailer } from '#platform/mail';
import { LessMail, PRIVATE } from '../testing/less-mail.js';
import { dial, mailsOf, nextDay, onlyMailOf, reads, sendDigests, titlesIn } from '../testing/mail.js';
import { deliver, firstPost, waiting, type Scene } from '../testing/test-api.js';
import { DigestGathering } from './digest-gathering.service.js';
import { DigestService } from './digest.service.js';

let less: LessMail;
let scene: Scene;
beforeAll(async () => {
  less = await LessMail.begin();
  scene = less.scene;
  await nextDay(scene.api);
});
afterAll(async () => scene.api.close());
beforeEach(() => less.quietDay());

describe('a digest tells nothing that ended while it was gathered:', () => {
  /** `meanwhile` happens after a digest was gathered (`times` times) and before it is written. */
  const writtenWhile = async (meanwhile: () => Promise<unknown>, times = 1) => {
    const gathering = scene.api.app.get(DigestGathering, { strict: false });
    const whole = gathering.of.bind(gathering);
    let left = times;
    gathering.of = async (due) => {
      const found = await whole(due);
      if (left > 0) {
        left -= 1;
        await meanwhile();
        await deliver(scene.api, { only: /^call-back-letters/ });
      }
      return found;
    };
    try {
      await scene.api.app.get(DigestService, { strict: false }).askForDue(new Date());
      await deliver(scene.api, { only: /^send-digest$/ });
    } finally {
      gathering.of = whole;
    }
  };
  const told = async (titles: string[]) => titlesIn((await less.waits())?.text ?? '', titles);

  it('what everybody might read', async () => {
    await less.threads('Title of before');
    await writtenWhile(() => less.makePrivate(scene.open));
    const mail = await less.waits();
    expect(mail?.text).toContain('In one of your private communities');
    expect(JSON.stringify(mail)).not.toMatch(/of before/);
    expect(mail?.subject).toBe(PRIVATE);
  });

  it('a post that was taken back', async () => {
    const { api, ann, bob } = scene;
    const [, thread = ''] = await less.threads('Stays', 'Goes on');
    const reply = await api.aReply(ann, thread, 'Regretted words.');
    await reads(api, bob, thread, 1);
    await writtenWhile(() => less.deletePost(reply.id));
    expect(await told(['Stays', 'Goes on', 'Regretted words.'])).toEqual(['Stays']);
  });

  it.each<[string, (thread: string) => Promise<unknown>]>([
    ['a discussion that was read', (thread) => reads(scene.api, scene.bob, thread, 1)],
    ['a discussion that was muted', (thread) => less.muteThread(thread)],
    ['an archived community', () => less.archive(scene.open)],
    ['a community whose dial was turned', () => dial(scene.api, scene.bob, scene.open, 'NONE')],
    ['a community that was muted', () => less.muteCommunity(scene.open)],
  ])('%s', async (_what, change) => {
    const { api, ann, elsewhere } = scene;
    const [thread] = await less.threads('Ends');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    await writtenWhile(() => change(thread));
    expect(await told(['Stays', 'Ends'])).toEqual(['Stays']);
  });

  it('digests themselves', async () => {
    await less.threads('Is new');
    await writtenWhile(() => less.stopDigests(true));
    expect(await less.waits()).toBeUndefined();
    await less.stopDigests(false);
  });

  it('and where that goes on and on for one reader, the others get theirs, and it is tried again', async () => {
    const { api, ann, bob, open, elsewhere } = scene;
    const reader = await api.person('Reader');
    await api.join(reader, open);
    await sendDigests(api);
    await nextDay(api);
    const [one = '', two = '', three = ''] = await less.threads('One', 'Two', 'Three');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    const ids = [one, two, three];
    let times = 0;
    await expect(writtenWhile(() => reads(api, bob, ids[times++] ?? '', 1), ids.length)).rejects.toThrow(
      'became otherwise',
    );
    expect(await less.waits()).toBeUndefined();
    const all = ['One', 'Two', 'Three'];
    expect(titlesIn((await onlyMailOf(api, reader))?.text ?? '', all).toSorted()).toEqual(all.toSorted());
    await api.db.run(
      statement(
        'test-waits-again',
        `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 second', locked_at = NULL, locked_by = NULL`,
      ),
    );
    await deliver(api, { only: /^send-digest$/ });
    expect(await told(['Stays', ...all])).toEqual(['Stays']);
    expect(await mailsOf(api, reader)).toHaveLength(1);
  });
});

describe('who asks for less while mail is written waits for it, and calls it back:', () => {
  /** `choose` begins once mail is queued, and before its transaction ends. */
  const chosenWhileWritten = async (write: () => Promise<unknown>, choose: () => Promise<unknown>) => {
    const mailer = scene.api.app.get(Mailer, { strict: false });
    const whole = mailer.queueAll.bind(mailer);
    let chosen: Promise<unknown> | null = null;
    mailer.queueAll = async (...args) => {
      await whole(...args);
      if (args[1].length === 0 || chosen) return;
      chosen = choose();
      await waiting(scene.api);
    };
    try {
      await write();
    } finally {
      mailer.queueAll = whole;
    }
    expect(chosen).not.toBeNull();
    await chosen;
  };

  it('a letter', async () => {
    const { api, bob, hidden } = scene;
    await dial(api, bob, hidden, 'EACH');
    await less.content(hidden, true);
    await chosenWhileWritten(
      () => less.letter(hidden, 'Secret title'),
      () => less.content(hidden, false),
    );
    await less.work();
    const mail = await less.waits();
    expect(mail?.subject).toBe(PRIVATE);
    expect(JSON.stringify(mail)).not.toMatch(/Secret title|Private words/);
  });

  it.each<[string, (thread: string) => Promise<unknown>]>([
    ['the dial', () => dial(scene.api, scene.bob, scene.open, 'NONE')],
    ['silence of a community', () => less.muteCommunity(scene.open)],
    ['silence of a discussion', (thread) => less.muteThread(thread)],
    [
      'a post that is taken back',
      async (thread) => {
        const { id } = await firstPost(scene.api, scene.ann, thread);
        return less.deletePost(id);
      },
    ],
    ['a community that becomes private', () => less.makePrivate(scene.open)],
  ])('a digest, by %s', async (_what, choose) => {
    const { api, ann, elsewhere } = scene;
    const [thread] = await less.threads('Ends');
    await api.aThread(ann, elsewhere, 'First.', 'Stays');
    await chosenWhileWritten(
      () => sendDigests(api),
      () => choose(thread),
    );
    await less.work();
    expect(titlesIn((await less.waits())?.text ?? '', ['Stays', 'Ends'])).toEqual(['Stays']);
  });
});
