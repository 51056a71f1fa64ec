import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { Mailer } from '#platform/mail';
import { RealtimeServer } from '#platform/realtime';
import { JOB_PARTS } from '#platform/testing';
import { Viewer } from '#identity';
import { CommunityService } from '#communities';
import { TestApi } from '../testing/test-api.js';
import { TellWhenCommunityChanged } from './tell-when-community-changed.handler.js';

type Person = Viewer & { accountId: string };
type Input = Record<string, unknown>;

const PLACE = `id slug status visibility joinPolicy eligibility tags name(language: EN) summary(language: FR) viewerRole memberCount
               texts { name { en fr } summary { en fr } }`;
const mutation = (name: string, type: string): string =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${PLACE} } }`;
const CREATE = mutation('createCommunity', 'CreateCommunityInput');
const RENAME = mutation('renameCommunity', 'RenameCommunityInput');
const ARCHIVE = mutation('archiveCommunity', 'ArchiveCommunityInput');
const REVIVE = mutation('reviveCommunity', 'ReviveCommunityInput');

const TEXTS = { name: { en: 'Arts', fr: 'Les arts' }, summary: { en: 'Art.', fr: 'De l’art.' } };
const NEW = {
  slug: 'night-sky',
  association: 'casc',
  ...TEXTS,
  visibility: 'PUBLIC',
  joinPolicy: 'OPEN',
  eligibility: 'ANYONE',
};

const question = {
  key: 'role',
  kind: 'SHORT_TEXT',
  required: true,
  private: false,
  label: { en: 'Your role', fr: 'Votre rôle' },
};

let api: TestApi;
let staff: Person;
let fay: Person;

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  fay = await api.person('Fay');
  await enter('steam', fay, 'FACILITATOR');
});
afterAll(() => api.close());
afterEach(() => void jest.restoreAllMocks());

const idOf = async (slug: string): Promise<string> => (await api.get(CommunityService).factsBySlug(slug)).id;
const enter = async (slug: string, { accountId }: Person, role: string): Promise<void> => {
  await api.db.pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, $3, 'x')`,
    [await idOf(slug), accountId, role],
  );
};
const ask = (viewer: Viewer, document: string, input: Input) =>
  api.ask<Record<string, Record<string, unknown>>>(viewer, document, { input });
/** What the operation answered; fails when it refused. */
const done = async (viewer: Viewer, document: string, input: Input): Promise<Record<string, unknown>> => {
  const { data, code, fields } = await ask(viewer, document, input);
  expect([code, fields]).toEqual([undefined, undefined]);
  return Object.values(data ?? {})[0] ?? {};
};
const notes = async (slug: string): Promise<{ action: string; actor: string; details: object }[]> => {
  const { rows } = await api.db.pool.query(
    `SELECT action, actor_account_id AS actor, details FROM audit_entries WHERE community_id = $1 ORDER BY id`,
    [await idOf(slug)],
  );
  return rows;
};
const factsOf = (slug: string) => api.get(CommunityService).factsBySlug(slug);
const jobs = async (slug: string): Promise<string[]> => {
  const { rows } = await api.db.pool.query<{ task: string }>(
    `SELECT task FROM ${JOB_PARTS} WHERE payload ->> 'communityId' = $1 ORDER BY id`,
    [await idOf(slug)],
  );
  return rows.map(({ task }) => task);
};

describe('createCommunity', () => {
  it('refuses everybody but administrators', async () => {
    expect((await ask(Viewer.anonymous, CREATE, NEW)).code).toBe('UNAUTHENTICATED');
    const unverified = await api.person('Una', { isStaff: true, emailVerified: false });
    for (const viewer of [unverified, await api.person('Sam'), fay])
      expect((await ask(viewer, CREATE, NEW)).code).toBe('FORBIDDEN');
  });

  it.each<[string, Input]>([
    ['slug', { slug: '' }],
    ['slug', { slug: 'No Slug' }],
    ['slug', { slug: 'x'.repeat(81) }],
    ['slug', { slug: 'new' }],
    ['slug', { slug: 'steam' }],
    ['association', { association: 'no-such' }],
    ['association', { association: '%' }],
    ['name.en', { name: { en: ' ', fr: 'x' } }],
    ['name.fr', { name: { en: 'x', fr: 'a\nb' } }],
    ['summary.fr', { summary: { en: 'x', fr: 'x'.repeat(1_001) } }],
    ['tags.0', { tags: ['No tag'] }],
    ['tags', { tags: Array.from({ length: 21 }, (_, n) => `t${n}`) }],
    ['enrolledProgrammes.1', { enrolledProgrammes: ['a', 'B'] }],
    ['applicationForm.0.key', { applicationForm: [{ ...question, key: '1' }] }],
    ['applicationForm.0.label.en', { applicationForm: [{ ...question, label: { en: '', fr: 'x' } }] }],
    ['applicationForm.1.key', { applicationForm: [question, question] }],
    ['visibility', { eligibility: 'SELF_IDENTIFIED', joinPolicy: 'APPLICATION' }],
    ['joinPolicy', { eligibility: 'SELF_IDENTIFIED', visibility: 'PRIVATE' }],
  ])('refuses a wrong %s: %j', async (field, change) => {
    const { code, fields } = await ask(staff, CREATE, { ...NEW, ...change });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
    await expect(factsOf('night-sky')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('begins a community without people, and notes it', async () => {
    const input = { ...NEW, joinPolicy: 'APPLICATION', tags: ['dome', 'dome'], applicationForm: [question] };
    expect(await done(staff, CREATE, { ...input, enrolledProgrammes: ['night'] })).toMatchObject({
      slug: 'night-sky',
      status: 'ORGANIZING',
      tags: ['dome'],
      name: 'Arts',
      summary: 'De l’art.',
      viewerRole: null,
      memberCount: 0,
      texts: TEXTS,
    });
    expect(await notes('night-sky')).toEqual([
      { action: 'community-created', actor: staff.accountId, details: { slug: 'night-sky' } },
    ]);
    expect(await factsOf('night-sky')).toMatchObject({ enrolledProgrammes: ['night'] });
    expect(await jobs('night-sky')).toContain('tell-when-community-changed');
  });

  it('is refused to an account that was closed meanwhile', async () => {
    const gone = await api.person('Gus', { isStaff: true });
    await api.db.pool.query(
      `UPDATE accounts SET name = 'Former member', email = NULL, password_hash = NULL, is_staff = false, closed_at = now()
       WHERE id = $1`,
      [gone.accountId],
    );
    expect((await ask(gone, CREATE, { ...NEW, slug: 'never' })).code).toBe('UNAUTHENTICATED');
    expect((await ask(gone, RENAME, { slug: 'steam', newSlug: 'never' })).code).toBe('UNAUTHENTICATED');
    await expect(factsOf('never')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('archiveCommunity and reviveCommunity', () => {
  it('declines what waits, erases its secrets, calls mail back and leaves rooms open; repeating changes nothing', async () => {
    const close = jest.spyOn(api.get(RealtimeServer), 'closeRoomsOfCommunity');
    const applicant = await api.person('Pat');
    const communityId = await idOf('genaction');
    const applicationId = v7();
    await api.db.pool.query(
      `INSERT INTO applications (id, community_id, account_id, status, form, answers) VALUES ($1, $2, $3, 'WAITING', '[]', '{}')`,
      [applicationId, communityId, applicant.accountId],
    );
    await api.db.pool.query(`INSERT INTO application_secrets VALUES ($1, 'role', 'x')`, [applicationId]);
    await api.db.pool.query(`INSERT INTO application_keys VALUES ($1, 'k', 'x')`, [applicationId]);
    await api.db.tx((tx) =>
      api.get(Mailer).queue(tx, {
        to: 'fay@example.org',
        subject: 'An application waits',
        text: 'canary',
        html: 'canary',
        messageKey: 'canary',
        about: [`community:${communityId}`],
      }),
    );
    for (let time = 0; time < 2; time += 1)
      expect(await done(staff, ARCHIVE, { slug: 'genaction' })).toMatchObject({ status: 'ARCHIVED' });
    const { rows } = await api.db.pool.query(
      `SELECT (SELECT status FROM applications WHERE id = $1) AS application,
              (SELECT count(*)::int FROM application_secrets) + (SELECT count(*)::int FROM application_keys) AS secrets,
              (SELECT state FROM outgoing_mails WHERE message_key = 'canary') AS mail,
              (SELECT count(*)::int FROM outgoing_mails WHERE text_body = 'canary') AS canaries`,
      [applicationId],
    );
    expect(rows).toEqual([{ application: 'DECLINED', secrets: 0, mail: 'cancelled', canaries: 0 }]);
    expect(await notes('genaction')).toEqual([
      { action: 'community-archived', actor: staff.accountId, details: { declined: 1 } },
    ]);
    expect(close).not.toHaveBeenCalled();
    expect(await jobs('genaction')).toContain('tell-when-community-changed');
  });

  it('takes it into use again, and only what was archived', async () => {
    for (let time = 0; time < 2; time += 1)
      expect(await done(staff, REVIVE, { slug: 'genaction' })).toMatchObject({ status: 'OPERATIONAL' });
    expect((await notes('genaction')).map(({ action }) => action)).toEqual(['community-archived', 'community-revived']);
    expect(await done(staff, REVIVE, { slug: 'night-sky' })).toMatchObject({ status: 'ORGANIZING' });
  });
});

describe('open pages of a community that changed', () => {
  it('are told its present address, after outsiders of a private one were shut out', async () => {
    const realtime = api.get(RealtimeServer);
    const order: string[] = [];
    jest.spyOn(realtime, 'closeRoomsOfCommunity').mockImplementation(async () => void order.push('closed'));
    const tell = jest.spyOn(realtime, 'emitToPagesOfCommunity').mockImplementation(async () => void order.push('told'));
    const handler = api.get(TellWhenCommunityChanged);
    await done(staff, RENAME, { slug: 'visitor-services', newSlug: 'welcome' });
    await handler.handle({ communityId: await idOf('welcome') });
    const communityId = await idOf('welcome');
    const news = { communityId, slug: 'welcome' };
    expect(tell).toHaveBeenLastCalledWith(communityId, 'community:changed', news);
    const member = await api.person('Mia');
    await enter('welcome', member, 'MEMBER');
    expect(await realtime.whoBelongs(communityId, [member.accountId, staff.accountId])).toEqual(
      new Set([member.accountId]),
    );
    expect(order).toEqual(['told']);
    await handler.handle({ communityId: await idOf('indigenous-practitioners') });
    expect(order).toEqual(['told', 'closed', 'told']);
    await handler.handle({ communityId: v7() });
    expect(order).toHaveLength(3);
  });
});
