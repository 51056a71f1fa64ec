import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { statement } from '#platform/database';
import { Mailer } from '#platform/mail';
import { announcedThread, announcePost, dropMails, hurry, writeLetters } from '../testing/mail.js';
import { aScene, deliver, dropJobs, type Scene } from '../testing/test-api.js';
import { PostLetterRepository } from './post-letter.repository.js';
import { PostLetters } from './post-letters.service.js';

const JOBS = statement(
  'test-letter-jobs',
  `SELECT count(*) AS count FROM graphile_worker.jobs WHERE task_identifier = 'mail-post'`,
);
const CAST = statement(
  'test-letter-cast',
  `WITH people AS (
     INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at)
     SELECT gen_random_uuid(), 'Reader ' || n, 'reader-' || n || '@example.org', 'none', 'EN', now() FROM generate_series(1, $2) AS n RETURNING id),
   members AS (
     INSERT INTO memberships (community_id, account_id, role, sort_name)
     SELECT c.id, p.id, 'MEMBER', 'x' FROM communities c CROSS JOIN people p WHERE c.slug = $1 RETURNING community_id, account_id)
   INSERT INTO community_preferences (community_id, account_id, cadence, token)
   SELECT community_id, account_id, 'EACH', md5(account_id::text) FROM members`,
);
const LETTERS = statement(
  'test-letter-all',
  `SELECT count(*) AS count, count(DISTINCT recipient) AS people FROM outgoing_mails WHERE message_key LIKE 'post/%'`,
);

describe('letters about a post to many', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await aScene();
    await scene.api.db.run(CAST, [scene.open, 250]);
    await dropJobs(scene.api);
  });
  afterAll(async () => scene.api.close());

  const announce = (postId: string) => announcePost(scene.api, postId);
  const write = () => writeLetters(scene.api, []);
  const started = async () => (await announcedThread(scene.api, scene.ann, scene.open)).id;

  it('reach many in batches, each once, though workers are killed at every step', async () => {
    const { api } = scene;
    const id = await started();
    const rows = api.app.get(PostLetterRepository, { strict: false });
    const mailer = api.app.get(Mailer, { strict: false });
    for (const [owner, name] of [
      [mailer, 'queueAll'],
      [rows, 'mark'],
      [mailer, 'queueAll'],
    ] as const) {
      const whole = (owner as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>)[name];
      let calls = 0;
      Object.assign(owner, {
        [name]: async (...args: unknown[]) => {
          await whole?.apply(owner, args);
          calls += 1;
          if (calls === 2) throw new Error('killed');
        },
      });
      await hurry(api);
      await deliver(api, { only: /^mail-post$/ }).catch(() => undefined);
      Object.assign(owner, { [name]: whole });
      await api.db.run(
        statement('test-letter-free', `UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL`),
      );
    }
    await announce(id);
    await Promise.all(
      Array.from({ length: 4 }, () => api.app.get(PostLetters, { strict: false }).write({ postId: id, after: null })),
    );
    await write();
    await write();
    expect(await api.db.run(LETTERS)).toEqual([{ count: 250, people: 250 }]);
    expect(await api.db.run(JOBS)).toEqual([{ count: 0 }]);
  });

  it('cost a fixed number of statements for a hundred readers', async () => {
    const { api } = scene;
    await dropMails(api);
    const id = await started();
    const letters = api.app.get(PostLetters, { strict: false });
    const sent = await api.statementsOf(() => letters.write({ postId: id, after: null }));
    expect(sent.length).toBeLessThanOrEqual(16);
    expect(await api.db.run(LETTERS)).toEqual([{ count: 100, people: 100 }]);
  });
});
