import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeLetter } from '#platform/mail';
import type { Viewer } from '#identity';
import { CommunityService } from '#communities';
import { TestApi } from '../testing/test-api.js';
import { Facilitation, type LetterFor } from './facilitation.service.js';

type Somebody = Viewer & { accountId: string };

let api: TestApi;
let facilitation: Facilitation;
let staff: Somebody;
let communityId: string;

const letter =
  (subject: string): LetterFor =>
  ({ language, name }) =>
    writeLetter({ language, site: 'http://localhost', subject: `${subject} ${language}`, before: [name] });
const told = async (): Promise<{ to: string; subject: string; about: string[] }[]> =>
  (await api.db.pool.query(`DELETE FROM outgoing_mails RETURNING recipient AS "to", subject, about`)).rows.toSorted(
    (a, b) => (a.to < b.to ? -1 : 1),
  );
const addressOf = ({ accountId }: Somebody): string => `${accountId}@example.org`;
const suspend = ({ accountId }: Somebody) =>
  api.db.pool.query(`UPDATE accounts SET suspended_until = '2199-01-01', suspension_reason = 'x' WHERE id = $1`, [
    accountId,
  ]);
const aFacilitator = async (name: string, facts: { language?: 'EN' | 'FR' } = {}): Promise<Somebody> => {
  const person = await api.person(name, facts);
  await api.db.pool.query(
    `INSERT INTO memberships (community_id, account_id, role, sort_name) VALUES ($1, $2, 'FACILITATOR', $3)`,
    [communityId, person.accountId, name],
  );
  return person;
};

beforeAll(async () => {
  api = await TestApi.start();
  facilitation = api.get(Facilitation);
  staff = await api.person('Ada', { isStaff: true });
  communityId = (await api.get(CommunityService).factsBySlug('steam')).id;
});
afterAll(() => api.close());

describe('Facilitation', () => {
  it('tells administrators where nobody leads, in their own letter', async () => {
    await api.db.tx((tx) => facilitation.tellOrStaff(tx, communityId, letter('lead'), letter('staff')));
    expect((await told()).map(({ to, subject }) => [to, subject])).toEqual([[addressOf(staff), 'staff EN']]);
    expect(await api.db.tx((tx) => facilitation.tell(tx, communityId, letter('lead')))).toBe(0);
  });

  it('tells each facilitator in their language, once for each matter, and so that it can be called back', async () => {
    const [eve, luc] = [await aFacilitator('Eve'), await aFacilitator('Luc', { language: 'FR' })];
    const tell = () =>
      api.db.tx((tx) =>
        facilitation.tellOrStaff(tx, communityId, letter('lead'), letter('staff'), {
          key: 'matter',
          about: ['application:1'],
        }),
      );
    for (let time = 0; time < 2; time += 1) expect(await tell()).toBe(2);
    const mails = await told();
    expect(mails).toEqual(
      [
        { to: addressOf(eve), subject: 'lead EN', about: expect.any(Array) },
        { to: addressOf(luc), subject: 'lead FR', about: expect.any(Array) },
      ].toSorted((a, b) => (a.to < b.to ? -1 : 1)),
    );
    const first = mails.find(({ to }) => to === addressOf(eve));
    expect(first?.about.toSorted()).toEqual(
      [
        `community:${communityId}`,
        `account:${eve.accountId}`,
        `community:${communityId}/account:${eve.accountId}`,
        `community:${communityId}/facilitator:${eve.accountId}`,
        'application:1',
      ].toSorted(),
    );
  });

  it('leaves out who did it, and who is suspended; the last who can act is told', async () => {
    const [eve, luc] = await facilitation.addressees(communityId);
    await api.db.tx((tx) => facilitation.tell(tx, communityId, letter('lead'), { except: [eve?.accountId ?? ''] }));
    expect((await told()).map(({ to }) => to)).toEqual([luc?.email]);
    await suspend({ accountId: luc?.accountId ?? '' } as Somebody);
    await api.db.tx((tx) => facilitation.tellOrStaff(tx, communityId, letter('lead'), letter('staff')));
    expect((await told()).map(({ to }) => to)).toEqual([eve?.email]);
    await suspend({ accountId: eve?.accountId ?? '' } as Somebody);
    await api.db.tx((tx) => facilitation.tellOrStaff(tx, communityId, letter('lead'), letter('staff')));
    expect((await told()).map(({ subject }) => subject)).toEqual(['staff EN']);
  });

  it('holds the facilitators until the transaction ends', async () => {
    const order: string[] = [];
    let leaving: Promise<unknown> = Promise.resolve();
    await api.db.tx(async (tx) => {
      expect(await facilitation.lock(tx, communityId)).toHaveLength(2);
      leaving = api.db.pool
        .query(`DELETE FROM memberships WHERE community_id = $1`, [communityId])
        .then(() => order.push('left'));
      await waiting();
      order.push('written');
    });
    await leaving;
    expect(order).toEqual(['written', 'left']);
  });
});

const waiting = async (): Promise<void> => {
  for (let looks = 0; looks < 500; looks += 1) {
    const { rowCount } = await api.db.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
};
