import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommunityService } from '#communities';
import { applicationScene, type ApplicationScene } from '../testing/application-scene.js';
import { TellApplicantWhenApplicationDecided } from './tell-applicant-when-application-decided.handler.js';

const ARCHIVE = 'mutation ($input: ArchiveCommunityInput!) { archiveCommunity(input: $input) { status } }';
const MANY = 500;

let scene: ApplicationScene;
beforeAll(async () => {
  scene = await applicationScene();
});
afterAll(() => scene.close());

/** So many accounts with an application that waits, its sealed answer and a letter about it; their ids. */
const waiting = async (slug: string, count: number): Promise<string[]> => {
  const { rows } = await scene.api.db.pool.query<{ id: string }>(
    `WITH people AS (
       INSERT INTO accounts (id, name, email, password_hash, language, email_verified_at)
       SELECT id, 'Somebody', id || '@example.org', 'none', 'EN', now()
       FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, $2)) made RETURNING id
     ), sent AS (
       INSERT INTO applications (id, community_id, account_id, status, form, answers)
       SELECT gen_random_uuid(), c.id, p.id, 'WAITING', '[]', '{}' FROM people p, communities c WHERE c.slug = $1 RETURNING id
     ), kept AS (
       INSERT INTO application_keys (application_id, master_key_id, wrapped) SELECT id, 'x', 'x' FROM sent
     ), told AS (
       INSERT INTO outgoing_mails (id, message_id, recipient, subject, text_body, html_body, about)
       SELECT gen_random_uuid(), '<x@x>', 'lead@example.org', 'x', 'x', 'x', ARRAY['application:' || id] FROM sent
     )
     SELECT id FROM sent`,
    [slug, count],
  );
  return rows.map(({ id }) => id);
};
const count = async (sql: string): Promise<number> =>
  Number((await scene.api.db.pool.query<{ count: string }>(`SELECT count(*) FROM ${sql}`)).rows[0]?.count);

describe('archiving a community in which many applications wait', () => {
  it('takes as many statements as for one, and leaves the letters to the worker', async () => {
    await waiting('genaction', 1);
    const one = await scene.api.ask(scene.staff, ARCHIVE, { input: { slug: 'genaction' } });
    const ids = await waiting('educators-programmers', MANY);
    const many = await scene.api.ask(scene.staff, ARCHIVE, { input: { slug: 'educators-programmers' } });
    expect([one.code, many.code, many.statements]).toEqual([undefined, undefined, one.statements]);
    expect(await count(`applications WHERE status = 'WAITING'`)).toBe(0);
    expect(await count('application_keys')).toBe(0);
    expect(await count(`outgoing_mails WHERE state <> 'cancelled'`)).toBe(0);

    const [applicationId = ''] = ids;
    const { rows } = await scene.api.db.pool.query<{ accountId: string }>(
      'SELECT account_id AS "accountId" FROM applications WHERE id = $1',
      [applicationId],
    );
    const accountId = rows[0]?.accountId ?? '';
    const { id: communityId } = await scene.api.get(CommunityService).factsBySlug('educators-programmers');
    const handler = scene.api.get(TellApplicantWhenApplicationDecided);
    for (let time = 0; time < 2; time += 1) await handler.handle({ applicationId, communityId, accountId });
    expect(
      await count(`outgoing_mails WHERE recipient = '${accountId}@example.org' AND text_body LIKE '%archived%'`),
    ).toBe(1);
  });
});
