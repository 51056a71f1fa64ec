import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { Mailer } from '#platform/mail';
import {
  dial,
  dropMails,
  isUnreachable,
  mailsOf,
  nextDay,
  onlyMailOf,
  quietDay,
  reads,
  sendDigests,
  titlesIn,
  writeLetters,
} from '../testing/mail.js';
import { aScene, deliver, dropJobs, firstPost, type Person, type Scene } from '../testing/test-api.js';
import { DigestRepository } from './digest.repository.js';
import { DigestService } from './digest.service.js';

const PRIORITIES = statement(
  'test-digest-priorities',
  `SELECT DISTINCT priority FROM graphile_worker.jobs WHERE task_identifier = $1`,
);
/** How often the connection that is asked has planned it for the occasion, and how often by what it kept. */
const PLANS = statement(
  'test-digest-plans',
  `SELECT sum(custom_plans)::int AS anew, sum(generic_plans)::int AS kept FROM pg_prepared_statements WHERE name = 'digest-news'`,
);

describe('a digest that is asked for', () => {
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
  const prioritiesOf = async (task: string): Promise<number[]> =>
    (await scene.api.db.run<{ priority: number }>(PRIORITIES, [task])).map(({ priority }) => priority);

  describe('goes to nobody', () => {
    it.each<[string, (person: Person) => Promise<unknown>]>([
      [
        'who stopped it',
        (p) => scene.api.get(p, 'mutation { setMailSettings(input: { digestStopped: true }) { digestHour } }'),
      ],
      ['whose address was refused', (p) => isUnreachable(scene.api, p, 'refused')],
      ['who is suspended', (p) => isUnreachable(scene.api, p, 'suspended')],
      ['whose address is not proved', (p) => isUnreachable(scene.api, p, 'unproved')],
      ['who left meanwhile', (p) => scene.api.leave(p, scene.open)],
      ['whose dial stands at nothing', (p) => dial(scene.api, p, scene.open, 'NONE')],
      ['who is told of mentions alone', (p) => dial(scene.api, p, scene.open, 'MENTIONS')],
    ])('%s, also where it was asked for already', async (_who, change) => {
      const { api, ann, open } = scene;
      const reader = await api.person('Reader');
      await api.join(reader, open);
      await sendDigests(api);
      await nextDay(api);
      await api.aThread(ann, open, 'First.', 'Is new');
      await api.app.get(DigestService, { strict: false }).askForDue(new Date());
      await change(reader);
      await deliver(api, { only: /^send-digest$/ });
      expect(await digestOf(reader)).toBeUndefined();
    });
  });

  describe('that waits to go out', () => {
    it('is composed anew without a community that its reader left', async () => {
      const { api, ann, bob, open, elsewhere } = scene;
      await api.join(bob, elsewhere);
      await api.join(ann, elsewhere);
      await api.aThread(ann, open, 'First.', 'Stays');
      await api.aThread(ann, elsewhere, 'First.', 'Is left');
      await sendDigests(api);
      expect((await digestOf(bob))?.text).toContain('Is left');
      await api.get(bob, `mutation { leaveCommunity(input: { slug: "${elsewhere}" }) { id } }`);
      expect(await mailsOf(api, bob)).toEqual([]);
      await deliver(api, { only: /^(send-digest|compose-digest-anew-when-member-left)$/ });
      expect(titlesIn((await digestOf(bob))?.text ?? '', ['Stays', 'Is left'])).toEqual(['Stays']);
      await nextDay(api);
      await sendDigests(api);
      expect(await digestOf(bob)).toBeUndefined();
    });

    it('is composed anew without a post that was taken back', async () => {
      const { api, ann, bob, open } = scene;
      await api.aThread(ann, open, 'First.', 'Stays');
      const thread = await api.aThread(ann, open, 'Regretted words.', 'Goes on');
      const reply = await api.aReply(ann, thread, 'Other words.');
      await reads(api, bob, thread, 1);
      await sendDigests(api);
      expect((await digestOf(bob))?.text).toContain('Other words.');
      await api.get(ann, `mutation { deletePost(input: { postId: "${reply.id}" }) { id } }`);
      await deliver(api, { only: /^(send-digest|call-back-letters-when-post-deleted)$/ });
      expect(titlesIn((await digestOf(bob))?.text ?? '', ['Stays', 'Other words.', 'Goes on'])).toEqual(['Stays']);
    });

    it('is called back where its reader stops digests', async () => {
      const { api, ann, bob, open } = scene;
      await api.aThread(ann, open, 'First.', 'Is new');
      await sendDigests(api);
      expect(await digestOf(bob)).toBeDefined();
      await api.get(bob, 'mutation { setMailSettings(input: { digestStopped: true }) { digestHour } }');
      expect(await digestOf(bob)).toBeUndefined();
      await api.get(bob, 'mutation { setMailSettings(input: { digestStopped: false }) { digestHour } }');
    });
  });

  describe('by several workers that are killed', () => {
    it('is written once, however often it is asked for and written', async () => {
      const { api, ann, bob, open } = scene;
      await api.aThread(ann, open, 'First.', 'Is new');
      const digests = api.app.get(DigestService, { strict: false });
      await Promise.all(Array.from({ length: 5 }, () => digests.askForDue(new Date())));
      await deliver(api, { only: /^send-digest$/, concurrency: 4 });
      expect((await digestOf(bob))?.text).toContain('Is new');
      const due = await api.db.tx((tx) =>
        api.app.get(DigestRepository, { strict: false }).last(tx, [bob.accountId, ann.accountId]),
      );
      await Promise.all(Array.from({ length: 5 }, () => digests.write({ digests: due })));
      expect((await mailsOf(api, bob)).length).toBe(1);
    });

    it('is lost at no step', async () => {
      const { api, ann, bob, open } = scene;
      await api.aThread(ann, open, 'First.', 'Is new');
      const digests = api.app.get(DigestService, { strict: false });
      const rows = api.app.get(DigestRepository, { strict: false });
      const mailer = api.app.get(Mailer, { strict: false });
      await digests.askForDue(new Date());
      for (const [owner, name] of [
        [mailer, 'queueAll'],
        [rows, 'mark'],
        [rows, 'beginAfresh'],
      ] as const) {
        const whole = (owner as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[name];
        Object.assign(owner, {
          [name]: async (...args: unknown[]) => {
            await whole?.apply(owner, args);
            throw new Error(`killed after ${name}`);
          },
        });
        await expect(deliver(api, { only: /^send-digest$/ })).rejects.toThrow('killed');
        Object.assign(owner, { [name]: whole });
        expect(await mailsOf(api, bob)).toEqual([]);
        await api.db.run(
          statement(
            'test-digest-again',
            `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '1 second', locked_at = NULL, locked_by = NULL`,
          ),
        );
      }
      await deliver(api, { only: /^send-digest$/ });
      expect((await digestOf(bob))?.text).toContain('Is new');
    });
  });

  it('is written and sent when people wait for nothing else, letters least of all', async () => {
    const { api, ann, bob, open, elsewhere } = scene;
    await api.join(bob, elsewhere);
    await api.join(ann, elsewhere);
    await dial(api, bob, elsewhere, 'EACH');
    await api.aThread(ann, open, 'First.', 'Is new');
    await dropJobs(api);
    await api.app.get(DigestService, { strict: false }).askForDue(new Date());
    const asked = await prioritiesOf('send-digest');
    await deliver(api, { only: /^send-digest$/ });
    const digests = await prioritiesOf('send-mail');
    await dropJobs(api);
    const thread = await api.aThread(ann, elsewhere, 'First.', 'Is mailed');
    await writeLetters(api, [(await firstPost(api, ann, thread)).id]);
    const letters = await prioritiesOf('send-mail');
    await dropJobs(api);
    await api.db.tx((tx) =>
      api.app
        .get(Mailer, { strict: false })
        .queue(tx, { to: 'bob@example.org', subject: 'A link', text: 'A link', html: '<p>A link</p>' }),
    );
    const links = await prioritiesOf('send-mail');
    expect([links, letters, asked, digests].map(({ length }) => length)).toEqual([1, 1, 1, 1]);
    const all = [links, letters, asked, digests].flat();
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(new Set(all).size).toBe(4);
    await dropMails(api);
  });

  it('is not answered by a plan that was made while nothing had been mailed', async () => {
    const { api, ann } = scene;
    const thread = {
      accountId: ann.accountId,
      threadId: randomUUID(),
      communityId: randomUUID(),
      at: new Date().toISOString(),
    };
    const rows = api.app.get(DigestRepository, { strict: false });
    for (let time = 0; time < 3; time += 1) {
      expect(await rows.news([thread])).toHaveLength(1);
      // Who asks next gets the connection that was used last.
      const [plans] = await api.db.run<{ anew: number; kept: number }>(PLANS);
      expect(plans).toMatchObject({ kept: 0 });
      expect(plans?.anew).toBeGreaterThan(0);
    }
  });

  it('costs as many statements for twenty readers as for one', async () => {
    const { api, ann, open } = scene;
    const readers: Person[] = [];
    for (let n = 0; n < 20; n += 1) readers.push(await api.person(`Reader ${n}`));
    for (const reader of readers) await api.join(reader, open);
    await sendDigests(api);
    await nextDay(api);
    await api.aThread(ann, open, 'First.', 'Is new');
    const digests = api.app.get(DigestService, { strict: false });
    await digests.askForDue(new Date());
    const rows = api.app.get(DigestRepository, { strict: false });
    const due = await api.db.tx((tx) =>
      rows.last(
        tx,
        readers.map(({ accountId }) => accountId),
      ),
    );
    expect(due).toHaveLength(20);
    const one = await api.statementsOf(() => digests.write({ digests: due.slice(0, 1) }));
    const others = await api.statementsOf(() => digests.write({ digests: due.slice(1) }));
    for (const reader of readers) expect(await digestOf(reader)).toBeDefined();
    expect(others).toEqual(one);
    expect(one.length).toBeLessThanOrEqual(22);
    await dropMails(api);
  });
});
