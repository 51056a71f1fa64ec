import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLogger } from '#platform/logging';
import { Viewer } from '#identity';
import {
  APPLY,
  applicationScene,
  DECIDE,
  QUEUE,
  type ApplicationScene,
  type Shown,
} from '../testing/application-scene.js';

const SLUG = 'indigenous-practitioners';
const CANARY = 'canary-7f3a-was-here';

interface Queue {
  community: { applications: { totalCount: number; edges: { node: Shown }[] } | null };
}

let scene: ApplicationScene;
let lead: Viewer & { accountId: string };
const log: string[] = [];

beforeAll(async () => {
  const kept = new Writable({ write: (chunk: Buffer, _encoding, done) => (log.push(chunk.toString()), done()) });
  scene = await applicationScene(createLogger('trace', kept));
  lead = await scene.facilitator(SLUG, 'Lea');
});
afterAll(() => scene.close());

const apply = async (name: string, hope = CANARY) => {
  const viewer = await scene.api.person(name);
  const answers = [
    { key: 'selfIdentification', value: 'true' },
    { key: 'hope', value: hope },
  ];
  const { data, message } = await scene.api.ask<{ applyToCommunity: Shown }>(viewer, APPLY, { slug: SLUG, answers });
  if (!data) throw new Error(message);
  return { viewer, ...data.applyToCommunity };
};

/** The answers of one application as this viewer finds them in the queue. */
const answersOf = async (viewer: Viewer, id: string) => {
  const { data } = await scene.api.ask<Queue>(viewer, QUEUE, { slug: SLUG, first: 50 });
  const found = data?.community.applications?.edges.find(({ node }) => node.id === id);
  return found?.node.answers.map(({ key, value, unreadable }) => [key, value, unreadable]);
};

const decide = async (id: string, decision: string): Promise<Shown | undefined> =>
  (await scene.api.ask<{ decideApplication: Shown }>(lead, DECIDE, { applicationId: id, decision })).data
    ?.decideApplication;

const READ = [
  ['selfIdentification', 'true', false],
  ['hope', CANARY, false],
];
const LOST = [
  ['selfIdentification', null, true],
  ['hope', null, true],
];
const HIDDEN = [
  ['selfIdentification', null, false],
  ['hope', null, false],
];

/** Every row of every table in which one of these texts stands, also as bytes. */
const rowsWith = async (...texts: string[]): Promise<string[]> => {
  const { rows: tables } = await scene.api.db.pool.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const needles = texts.flatMap((text) => [
    text,
    Buffer.from(text).toString('hex'),
    Buffer.from(text).toString('base64'),
  ]);
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await scene.api.db.pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    found.push(
      ...rows.filter(({ row }) => needles.some((needle) => row.includes(needle))).map(({ row }) => `${name}: ${row}`),
    );
  }
  return found;
};

describe('a private answer', () => {
  it('is read by the facilitators of that community alone', async () => {
    const { viewer, id, answers } = await apply('Una');
    expect(answers.map(({ key, value, unreadable }) => [key, value, unreadable])).toEqual(HIDDEN);
    expect(await answersOf(lead, id)).toEqual(READ);
    const others = [
      Viewer.anonymous,
      viewer,
      scene.staff,
      await scene.api.person('Otto'),
      await scene.member(SLUG, 'Mia'),
      await scene.facilitator('neon', 'Else'),
      await scene.api.person('Unconfirmed', { emailVerified: false }),
    ];
    for (const other of others) {
      const { data } = await scene.api.ask<Queue>(other, QUEUE, { slug: SLUG });
      expect(data?.community).toEqual({ applications: null });
    }
  });

  it('stands nowhere in the database, the log or an error in clear', async () => {
    const { id } = await apply('Clea');
    const viewer = await scene.api.person('Wrong');
    const answers = [
      { key: 'hope', value: `${CANARY}${'x'.repeat(4_000)}` },
      { key: CANARY, value: CANARY },
    ];
    const refused = await scene.api.ask(viewer, APPLY, { slug: SLUG, answers });
    expect(refused.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(refused)).not.toContain('canary');
    expect(await rowsWith(CANARY)).toEqual([]);
    expect(log.join('')).not.toContain('canary');
    // The search finds what is there: an id, and bytes.
    expect((await rowsWith(id)).length).toBeGreaterThan(2);
    await scene.api.db.pool.query(
      `INSERT INTO application_secrets (application_id, key, sealed) VALUES ($1, 'probe', convert_to($2, 'UTF8'))`,
      [id, CANARY],
    );
    expect(await rowsWith(CANARY)).toHaveLength(1);
    await scene.api.db.pool.query(`DELETE FROM application_secrets WHERE key = 'probe'`);
  });

  it('is sealed anew each time, under a key of its own', async () => {
    const [first, second] = [await apply('One'), await apply('Two')];
    const { rows } = await scene.api.db.pool.query<{ sealed: string; wrapped: string }>(
      `SELECT encode(sealed, 'hex') AS sealed, encode(wrapped, 'hex') AS wrapped
       FROM application_secrets JOIN application_keys USING (application_id) WHERE key = 'hope' AND application_id = ANY ($1)`,
      [[first.id, second.id]],
    );
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ sealed }) => sealed)).size).toBe(2);
    expect(new Set(rows.map(({ wrapped }) => wrapped)).size).toBe(2);
  });

  it.each(['ACCEPT', 'DECLINE'])('is erased with its key once decided: %s', async (decision) => {
    const { id } = await apply('Deb');
    const decided = await decide(id, decision);
    expect(decided?.answers.map(({ key, value, unreadable }) => [key, value, unreadable])).toEqual(HIDDEN);
    const { rows } = await scene.api.db.pool.query(
      `SELECT (SELECT count(*)::int FROM application_secrets WHERE application_id = $1) AS secrets,
              (SELECT count(*)::int FROM application_keys WHERE application_id = $1) AS keys`,
      [id],
    );
    expect(rows).toEqual([{ secrets: 0, keys: 0 }]);
  });
});

describe('without its key', () => {
  it('a copy of the database that lacks the keys opens nothing, and the application can be decided', async () => {
    const { id } = await apply('Restored');
    await scene.api.db.pool.query('DELETE FROM application_keys WHERE application_id = $1', [id]);
    expect(await answersOf(lead, id)).toEqual(LOST);
    expect((await decide(id, 'ACCEPT'))?.status).toBe('ACCEPTED');
    expect(await rowsWith(CANARY)).toEqual([]);
  });

  it('the same where the master key is lost', async () => {
    const { id } = await apply('Lost');
    await scene.api.db.pool.query(`UPDATE application_keys SET master_key_id = 'gone' WHERE application_id = $1`, [id]);
    expect(await answersOf(lead, id)).toEqual(LOST);
    expect((await decide(id, 'DECLINE'))?.status).toBe('DECLINED');
  });

  it.each([
    [
      'the ciphertexts of two applications are swapped',
      `UPDATE application_secrets s SET sealed = o.sealed FROM application_secrets o
       WHERE s.application_id = ANY ($1::uuid[]) AND o.application_id = ANY ($1::uuid[])
         AND o.application_id <> s.application_id AND o.key = s.key`,
    ],
    [
      'the data keys of two applications are swapped',
      `UPDATE application_keys k SET wrapped = o.wrapped FROM application_keys o
       WHERE k.application_id = ANY ($1::uuid[]) AND o.application_id = ANY ($1::uuid[])
         AND o.application_id <> k.application_id`,
    ],
    [
      'both go to the other application',
      `WITH secrets AS (
         UPDATE application_secrets s SET sealed = o.sealed FROM application_secrets o
         WHERE s.application_id = ANY ($1::uuid[]) AND o.application_id = ANY ($1::uuid[])
           AND o.application_id <> s.application_id AND o.key = s.key)
       UPDATE application_keys k SET wrapped = o.wrapped FROM application_keys o
       WHERE k.application_id = ANY ($1::uuid[]) AND o.application_id = ANY ($1::uuid[])
         AND o.application_id <> k.application_id`,
    ],
    [
      'the answers of one application are swapped',
      `UPDATE application_secrets s SET sealed = o.sealed FROM application_secrets o
       WHERE s.application_id = ANY ($1::uuid[]) AND o.application_id = s.application_id AND o.key <> s.key`,
    ],
    [
      'one bit is another',
      `UPDATE application_secrets SET sealed = set_bit(sealed, 8 * length(sealed) - 1, 1 - get_bit(sealed, 8 * length(sealed) - 1))
       WHERE application_id = ANY ($1::uuid[])`,
    ],
  ])('nothing opens where %s', async (_what, sql) => {
    const [first, second] = [await apply('One'), await apply('Two', 'another hope')];
    await scene.api.db.pool.query(sql, [[first.id, second.id]]);
    expect(await answersOf(lead, first.id)).toEqual(LOST);
    expect(await answersOf(lead, second.id)).toEqual(LOST);
  });
});
