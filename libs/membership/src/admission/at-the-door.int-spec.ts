import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommunityService } from '#communities';
import { applicationScene, type ApplicationScene } from '../testing/application-scene.js';
import { AdmissionService } from './admission.service.js';

const SLUG = 'educators-programmers';
const ANSWERS = [
  { key: 'position', value: 'Explainer' },
  { key: 'language', value: 'en' },
];
const ROUNDS = 12;

let scene: ApplicationScene;
let communityId: string;

beforeAll(async () => {
  scene = await applicationScene();
  communityId = (await scene.api.get(CommunityService).factsBySlug(SLUG)).id;
});
afterAll(() => scene.close());

type Person = Awaited<ReturnType<ApplicationScene['outsider']>>;

const apply = (viewer: Person) => scene.apply(viewer, SLUG, ANSWERS);
const admit = (...people: Person[]) =>
  scene.api.db.tx(async (tx) => {
    const facts = await scene.api.get(CommunityService).holdFacts(tx, communityId);
    const ids = people.map(({ accountId }) => accountId);
    await scene.api.get(AdmissionService).admitAll(tx, facts, ids);
  });
const waitingOf = async ({ accountId }: Person): Promise<number> => {
  const sql = `SELECT FROM applications WHERE account_id = $1 AND status = 'WAITING'`;
  return (await scene.api.db.pool.query(sql, [accountId])).rowCount ?? 0;
};

/** What waits for a lock at this moment; comes back once something does. */
const somethingWaits = async (): Promise<void> => {
  for (let looks = 0; looks < 500; looks += 1) {
    const { rowCount } = await scene.api.db.pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('Nobody waits.');
};

describe('at one door at once', () => {
  it('an application that comes while the person gets in otherwise does not wait afterwards', async () => {
    const person = await scene.api.person('Ann');
    let applied: ReturnType<typeof apply> | undefined;
    await scene.api.db.tx(async (tx) => {
      const facts = await scene.api.get(CommunityService).holdFacts(tx, communityId);
      await scene.api.get(AdmissionService).admit(tx, facts, person.accountId);
      // The application begins before the membership is there for others to see.
      applied = apply(person);
      await somethingWaits();
    });
    expect((await applied)?.code).toBe('FORBIDDEN');
    expect([await scene.roleOf(person.accountId, SLUG), await waitingOf(person)]).toEqual(['MEMBER', 0]);
  });

  it('nobody is in and has an application waiting, whichever was first', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const person = await scene.api.person('Ben');
      const [{ code }] = await Promise.all([apply(person), admit(person)]);
      expect([undefined, 'FORBIDDEN']).toContain(code);
      expect([await scene.roleOf(person.accountId, SLUG), await waitingOf(person)]).toEqual(['MEMBER', 0]);
    }
  });

  it('a decision, a withdrawal and an admission of many wait for each other in one order', async () => {
    const lead = await scene.facilitator(SLUG, 'Lea');
    for (let round = 0; round < ROUNDS; round += 1) {
      const people = [await scene.api.person('Cat'), await scene.api.person('Dan'), await scene.api.person('Eve')];
      const ids: string[] = [];
      for (const person of people) ids.push((await apply(person)).data?.applyToCommunity.id ?? '');
      const [first, second] = people as [Person, Person];
      // A deadlock would be an error that is no refusal, which `ask` throws.
      const answers = await Promise.all([
        ...ids.map((applicationId) => scene.decide(lead, applicationId)),
        admit(...people.toReversed()),
        scene.withdraw(first, ids[0] ?? ''),
        admit(second),
      ]);
      expect(answers.map((answer) => answer?.code).filter((code) => code !== undefined && code !== 'CONFLICT')).toEqual(
        [],
      );
      for (const person of people)
        expect([await scene.roleOf(person.accountId, SLUG), await waitingOf(person)]).toEqual(['MEMBER', 0]);
    }
  });

  it('an appointment and a decision by another facilitator do too', async () => {
    const lead = await scene.facilitator(SLUG, 'Luc');
    const APPOINT = `mutation ($id: ID!) { appointFacilitator(input: { slug: "${SLUG}", accountId: $id }) { id } }`;
    for (let round = 0; round < ROUNDS; round += 1) {
      const person = await scene.api.person('Fay');
      const applicationId = (await apply(person)).data?.applyToCommunity.id ?? '';
      const [decided, appointed] = await Promise.all([
        scene.decide(lead, applicationId),
        scene.api.ask(scene.staff, APPOINT, { id: person.accountId }),
      ]);
      expect([undefined, 'CONFLICT']).toContain(decided.code);
      expect(appointed.code).toBeUndefined();
      expect([await scene.roleOf(person.accountId, SLUG), await waitingOf(person)]).toEqual(['FACILITATOR', 0]);
    }
  });
});
