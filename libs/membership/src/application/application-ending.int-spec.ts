import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RealtimeServer } from '#platform/realtime';
import { JOB_PARTS } from '#platform/testing';
import { Viewer } from '#identity';
import { CommunityService } from '#communities';
import { AdmissionService } from '../admission/admission.service.js';
import { APPLY, applicationScene, DECIDE, type ApplicationScene, type Shown } from '../testing/application-scene.js';
import { ApplicationEnding } from './application-ending.service.js';
import { ForgetApplicationsWhenAccountClosed } from './forget-applications-when-account-closed.handler.js';
import { RemindOfApplications } from './remind-of-applications.task.js';
import { TellApplicantWhenApplicationDecided } from './tell-applicant-when-application-decided.handler.js';
import { TellStandingWhenApplicationDecided } from './tell-standing-when-application-decided.handler.js';

const SLUG = 'genaction';
const SECRET = 'indigenous-practitioners';

let scene: ApplicationScene;
beforeAll(async () => {
  scene = await applicationScene();
});
afterAll(() => scene.close());

const apply = async (viewer: Viewer, slug = SLUG): Promise<string> => {
  const answers =
    slug === SECRET ? [{ key: 'selfIdentification', value: 'true' }] : [{ key: 'reason', value: 'Because.' }];
  const { data, message } = await scene.api.ask<{ applyToCommunity: Shown }>(viewer, APPLY, { slug, answers });
  if (!data) throw new Error(message);
  return data.applyToCommunity.id;
};

const communityOf = async (slug: string) => scene.api.get(CommunityService).bySlug(Viewer.anonymous, slug);

/** What there is of an application’s private answers. */
const secretsOf = async (id: string): Promise<number> => {
  const { rows } = await scene.api.db.pool.query<{ count: string }>(
    `SELECT (SELECT count(*) FROM application_secrets WHERE application_id = $1)
          + (SELECT count(*) FROM application_keys WHERE application_id = $1) AS count`,
    [id],
  );
  return Number(rows[0]?.count);
};

const jobs = async (identifier: string, id: string): Promise<number> => {
  const { rows } = await scene.api.db.pool.query<{ count: string }>(
    `SELECT count(*) FROM ${JOB_PARTS} WHERE task = $1 AND payload ->> 'applicationId' = $2`,
    [identifier, id],
  );
  return Number(rows[0]?.count);
};

const waitingFor = (id: string, days: number) =>
  scene.api.db.pool.query(`UPDATE applications SET created_at = now() - make_interval(days => $2) WHERE id = $1`, [
    id,
    days,
  ]);

/** Messages that hold this subject, by recipient. */
const told = async (subject: string): Promise<string[]> => {
  const { rows } = await scene.api.db.pool.query<{ recipient: string }>(
    'SELECT recipient FROM outgoing_mails WHERE subject = $1 ORDER BY created_at, id',
    [subject],
  );
  return rows.map(({ recipient }) => recipient);
};

describe('an application ends', () => {
  it('when the person gets in by another door, without a letter about it', async () => {
    const viewer = await scene.api.person('Door');
    const id = await apply(viewer, SECRET);
    const community = await communityOf(SECRET);
    await scene.api.db.tx((tx) => scene.api.get(AdmissionService).admit(tx, community, viewer.accountId));
    expect(await scene.statusOf(id)).toBe('WITHDRAWN');
    expect(await secretsOf(id)).toBe(0);
    expect(await scene.mailTo(viewer)).toEqual([]);
    expect(await jobs('tell-standing-when-application-decided', id)).toBe(1);
  });

  it('once, when a facilitator accepts while a roster enrols', async () => {
    const lead = await scene.facilitator(SLUG, 'Accepting');
    const community = await communityOf(SLUG);
    for (let round = 0; round < 5; round += 1) {
      const viewer = await scene.api.person('Both');
      const id = await apply(viewer);
      const [{ code }] = await Promise.all([
        scene.api.ask(lead, DECIDE, { applicationId: id, decision: 'ACCEPT' }),
        scene.api.db.tx(async (tx) => {
          const facts = await scene.api.get(CommunityService).holdFacts(tx, community.id);
          await scene.api.get(AdmissionService).admit(tx, facts, viewer.accountId, { programme: 'genaction' });
        }),
      ]);
      expect(await scene.roleOf(viewer.accountId, SLUG)).toBe('MEMBER');
      expect([code, await scene.statusOf(id)]).toEqual(code ? ['CONFLICT', 'WITHDRAWN'] : [undefined, 'ACCEPTED']);
    }
  });

  it('when the community is archived: all are declined and told, nothing private stays', async () => {
    const lead = await scene.facilitator(SECRET, 'Archie');
    const people = [await scene.api.person('One'), await scene.api.person('Two')];
    const ids = await Promise.all(people.map((viewer) => apply(viewer, SECRET)));
    const elsewhere = await scene.api.person('Elsewhere');
    const other = await apply(elsewhere);
    expect(await scene.mailTo(lead)).toHaveLength(2);
    const community = await communityOf(SECRET);
    const declined = await scene.api.db.tx((tx) => scene.api.get(ApplicationEnding).declineAllWaiting(tx, community));
    expect(declined).toBe(2);
    for (const id of ids) expect(await jobs('tell-applicant-when-application-decided', id)).toBe(1);
    const handler = scene.api.get(TellApplicantWhenApplicationDecided);
    for (const [index, { accountId }] of [...people, ...people].entries()) {
      const applicationId = ids[index % ids.length] ?? '';
      await handler.handle({ applicationId, communityId: community.id, accountId });
    }
    for (const id of ids) {
      expect(await scene.statusOf(id)).toBe('DECLINED');
      expect(await secretsOf(id)).toBe(0);
    }
    for (const viewer of people) expect(await scene.mailTo(viewer)).toHaveLength(1);
    expect(await scene.mailTo(lead)).toEqual([]);
    expect(await scene.statusOf(other)).toBe('WAITING');
  });

  it('when the account is closed, and what it answered is forgotten; once more changes nothing', async () => {
    const lead = await scene.facilitator(SLUG, 'Lea');
    const viewer = await scene.api.person('Bye');
    const decided = await apply(viewer);
    await scene.api.ask(lead, DECIDE, { applicationId: decided, decision: 'DECLINE', message: 'Sorry, Bye.' });
    const [open, secret] = [await apply(viewer), await apply(viewer, SECRET)];
    await scene.closeAccount(viewer.accountId);
    const handler = scene.api.get(ForgetApplicationsWhenAccountClosed);
    for (let time = 0; time < 2; time += 1) await handler.handle({ accountId: viewer.accountId });
    expect(await scene.statusOf(open)).toBe('WITHDRAWN');
    expect(await secretsOf(secret)).toBe(0);
    const { rows } = await scene.api.db.pool.query(
      'SELECT DISTINCT answers, message FROM applications WHERE account_id = $1',
      [viewer.accountId],
    );
    expect(rows).toEqual([{ answers: {}, message: null }]);
  });

  it('tells the open pages of the applicant, and of nobody else', async () => {
    const emit = jest.spyOn(scene.api.get(RealtimeServer), 'emitToAccount');
    const viewer = await scene.api.person('Live');
    const { id: communityId } = await communityOf(SLUG);
    await scene.api
      .get(TellStandingWhenApplicationDecided)
      .handle({ applicationId: 'x', communityId, accountId: viewer.accountId });
    expect(emit.mock.calls).toEqual([[viewer.accountId, 'standing:changed', { communityId, slug: SLUG }]]);
    emit.mockRestore();
  });
});

describe('letters about those who identify themselves', () => {
  it('name neither the applicant nor, to them, the community, the decision or its word', async () => {
    const lead = await scene.facilitator(SECRET, 'Ines');
    const viewer = await scene.api.person('Noor');
    const applicationId = await apply(viewer, SECRET);
    const [arrived] = await scene.mailTo(lead);
    expect(arrived?.subject).toBe('An application waits for you on Copse');
    expect(arrived?.text).not.toContain('Noor');
    await scene.api.ask(lead, DECIDE, { applicationId, decision: 'ACCEPT', message: 'Welcome to the circle' });
    const [letter] = await scene.mailTo(viewer);
    expect(letter?.subject).toBe('Your application on Copse');
    expect(JSON.stringify(letter)).not.toMatch(/indigenous|autochtone|accept|circle/i);
  });
});

describe('reminders', () => {
  const SUBJECT = 'A reminder: Educators and Programmers';
  const EDUCATORS = 'educators-programmers';
  const answers = [
    { key: 'position', value: 'Explainer' },
    { key: 'language', value: 'fr' },
  ];
  const applied = async (name: string, days: number): Promise<string> => {
    const { data } = await scene.api.ask<{ applyToCommunity: Shown }>(await scene.api.person(name), APPLY, {
      slug: EDUCATORS,
      answers,
    });
    const id = data?.applyToCommunity.id ?? '';
    await waitingFor(id, days);
    return id;
  };
  const run = () => scene.api.get(RemindOfApplications).run();
  /** As if the last reminders had been made so many days ago, on another day. */
  const later = async (days: number): Promise<void> => {
    await scene.api.db.pool.query(`UPDATE applications SET reminded_at = reminded_at - make_interval(days => $1)`, [
      days,
    ]);
    await scene.api.db.pool.query(
      `UPDATE outgoing_mails SET message_key = id || message_key WHERE message_key LIKE 'application-reminder/%'`,
    );
  };

  it('go to each facilitator once after three days, and again after three, for however many applications', async () => {
    const [first, second] = [await scene.facilitator(EDUCATORS, 'Fay'), await scene.facilitator(EDUCATORS, 'Fox')];
    const both = [`${first.accountId}@example.org`, `${second.accountId}@example.org`].toSorted();
    await applied('Fresh', 2);
    await run();
    expect(await told(SUBJECT)).toEqual([]);
    const ids = [await applied('Old', 4), await applied('Older', 5)];
    await run();
    await run();
    expect((await told(SUBJECT)).toSorted()).toEqual(both);
    const letter = (await scene.mailTo(first)).find(({ subject }) => subject === SUBJECT);
    expect(letter?.text).toContain('3 applications');
    expect(letter?.text).not.toMatch(/Old|Fresh|Explainer/);
    await later(2);
    await run();
    expect(await told(SUBJECT)).toHaveLength(2);
    await later(2);
    await run();
    expect(await told(SUBJECT)).toHaveLength(4);
    for (const id of ids) await scene.api.ask(first, DECIDE, { applicationId: id, decision: 'DECLINE' });
    await later(4);
    await run();
    expect(await told(SUBJECT)).toHaveLength(4);
  });

  it('go to staff, who read nothing, while nobody leads', async () => {
    const slug = 'development-professionals';
    const viewer = await scene.api.person('Wanda');
    const { data } = await scene.api.ask<{ applyToCommunity: Shown }>(viewer, APPLY, {
      slug,
      answers: [{ key: 'role', value: 'Fundraiser of the moon' }],
    });
    await waitingFor(data?.applyToCommunity.id ?? '', 4);
    await run();
    const letters = (await scene.mailTo(scene.staff)).filter(({ subject }) => /Development/.test(subject));
    expect(letters).toHaveLength(2);
    for (const { text } of letters) expect(text).not.toMatch(/Wanda|moon/);
  });
});

describe('applying, taking it back and applying again', () => {
  const lettersTo = async (accountId: string): Promise<number> => {
    const { rows } = await scene.api.db.pool.query(
      `SELECT id FROM outgoing_mails WHERE about && ARRAY['account:' || $1] AND state IN ('waiting', 'sent')
       AND EXISTS (SELECT FROM unnest(about) AS matter WHERE matter LIKE 'application:%')`,
      [accountId],
    );
    return rows.length;
  };
  /** As the worker leaves what it has sent. */
  const sent = () =>
    scene.api.db.pool.query(
      `UPDATE outgoing_mails SET state = 'sent', recipient = NULL, subject = NULL, text_body = NULL, html_body = NULL
       WHERE state = 'waiting'`,
    );
  const back: ApplicationScene['withdraw'] = (...given) => scene.withdraw(...given);

  it('mails a facilitator once a day, but for one whom no letter has reached', async () => {
    const first = await scene.facilitator(SLUG, 'First');
    const viewer = await scene.api.person('Again');
    // Taken back before it went out: the next one has to be told.
    await back(viewer, await apply(viewer));
    expect(await lettersTo(first.accountId)).toBe(0);
    const told = await apply(viewer);
    expect(await lettersTo(first.accountId)).toBe(1);
    await sent();
    await back(viewer, told);

    const second = await scene.facilitator(SLUG, 'Second');
    const again = await apply(viewer);
    expect([await lettersTo(first.accountId), await lettersTo(second.accountId)]).toEqual([1, 1]);

    await sent();
    await back(viewer, again);
    await scene.api.db.pool.query(
      `UPDATE applications SET created_at = created_at - interval '25 hours' WHERE account_id = $1`,
      [viewer.accountId],
    );
    await apply(viewer);
    expect([await lettersTo(first.accountId), await lettersTo(second.accountId)]).toEqual([2, 2]);
  });
});
