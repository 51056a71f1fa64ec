import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { applicationScene, DECIDE, type ApplicationScene } from '../testing/application-scene.js';

const FORMED = 'educators-programmers';
const GOOD = [
  { key: 'position', value: 'Explainer' },
  { key: 'language', value: 'en' },
];

let scene: ApplicationScene;
let lead: Viewer & { accountId: string };
let elsewhere: Viewer;
let staff: Viewer;

beforeAll(async () => {
  scene = await applicationScene();
  lead = await scene.facilitator(FORMED, 'Lea');
  elsewhere = await scene.facilitator('membership-managers', 'Else');
  staff = scene.staff;
});
afterAll(() => scene.close());

const apply = (viewer: Viewer, answers: unknown = GOOD, slug = FORMED) => scene.apply(viewer, slug, answers);
const decide: ApplicationScene['decide'] = (...given) => scene.decide(...given);
const withdraw: ApplicationScene['withdraw'] = (...given) => scene.withdraw(...given);

/** Somebody of a member institution, with an application that waits. */
const applicant = async (name: string, slug = FORMED, answers: unknown = GOOD) => {
  const viewer = await scene.api.person(name);
  const { data, message } = await apply(viewer, answers, slug);
  if (!data) throw new Error(message);
  return { viewer, id: data.applyToCommunity.id };
};

describe('applyToCommunity', () => {
  it('refuses the stranger', async () => {
    expect((await apply(Viewer.anonymous)).code).toBe('UNAUTHENTICATED');
  });

  it('refuses who has not confirmed the address', async () => {
    expect((await apply(await scene.api.person('Una', { emailVerified: false }))).code).toBe('FORBIDDEN');
  });

  it('does not know what is not there', async () => {
    expect((await apply(staff, GOOD, 'no-such')).code).toBe('NOT_FOUND');
  });

  it.each([
    ['neon', /one click/],
    ['solar-eclipse-2024', /archived/],
  ])('refuses %s with its rule in words', async (slug, rule) => {
    const { code, message } = await apply(await scene.api.person('Otto'), [], slug);
    expect(code).toBe('FORBIDDEN');
    expect(message).toMatch(rule);
  });

  it('tells the rule in the reader’s language', async () => {
    const { message } = await apply(await scene.api.person('Odile', { language: 'FR' }), [], 'neon');
    const { data } = await scene.api.ask<{ community: { rule: { words: string } } }>(
      Viewer.anonymous,
      `{ community(slug: "neon") { rule { words(language: FR) } } }`,
    );
    expect(message).toBe(data?.community.rule.words);
  });

  it('refuses who is in already, and who is not of those it is for', async () => {
    expect((await apply(lead)).code).toBe('FORBIDDEN');
    const { code, message } = await apply(await scene.outsider('Ola'));
    expect(code).toBe('FORBIDDEN');
    expect(message).toMatch(/people whose institution is a member.*You apply/);
  });

  it.each<[string, unknown, string[]]>([
    ['a required answer missing', [], ['answers.position', 'answers.language']],
    ['one of two missing', [GOOD[0]], ['answers.language']],
    ['a blank one', [{ key: 'position', value: ' \n' }, GOOD[1]], ['answers.0.value']],
    ['an unknown key', [...GOOD, { key: 'shoeSize', value: '40' }], ['answers.2.key']],
    ['a key of every object', [...GOOD, { key: '__proto__', value: 'x' }], ['answers.2.key']],
    ['a key twice', [...GOOD, GOOD[0]], ['answers.2.key']],
    ['a choice that is none', [GOOD[0], { key: 'language', value: 'Klingon' }], ['answers.1.value']],
    ['two lines where one is asked', [{ key: 'position', value: 'a\nb' }, GOOD[1]], ['answers.0.value']],
    ['a character that cannot be stored', [{ key: 'position', value: 'a\u0000' }, GOOD[1]], ['answers.0.value']],
    ['a long answer', [{ key: 'position', value: 'x'.repeat(201) }, GOOD[1]], ['answers.0.value']],
    ['a megabyte', [{ key: 'position', value: 'x'.repeat(1_000_000) }, GOOD[1]], ['answers.0.value']],
    ['a megabyte of key', [{ key: 'x'.repeat(1_000_000), value: '' }], ['answers.0.key']],
    ['200 answers', Array.from({ length: 200 }, () => GOOD[0]), ['answers']],
  ])('refuses %s, and names it', async (_what, answers, fields) => {
    const viewer = await scene.api.person('Bad');
    const refused = await apply(viewer, answers);
    expect([refused.code, Object.keys(refused.fields ?? {})]).toEqual(['BAD_USER_INPUT', fields]);
    expect(await scene.rows(viewer.accountId)).toEqual([]);
  });

  it.each(['', 'Steam', '%', '../x'])('refuses the malformed slug %j', async (slug) => {
    const { code, fields } = await apply(staff, GOOD, slug);
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['slug']]);
  });

  it('takes it, shows it to the applicant, and tells the facilitators who it is but not what they answered', async () => {
    const viewer = await scene.api.person('Mia');
    const { data } = await apply(viewer);
    expect(data?.applyToCommunity).toMatchObject({
      status: 'WAITING',
      message: null,
      decidedAt: null,
      applicant: { name: 'Mia' },
      community: { slug: FORMED, viewerApplication: { status: 'WAITING' }, applications: null },
      viewerCan: { decide: false, withdraw: true },
      applicantMeets: null,
      answers: [
        {
          key: 'position',
          kind: 'SHORT_TEXT',
          private: false,
          question: 'Your position',
          value: 'Explainer',
          unreadable: false,
        },
        { key: 'language', kind: 'CHOICE', value: 'en' },
      ],
    });
    const [letter] = await scene.mailTo(lead);
    expect(letter).toMatchObject({ subject: 'An application: Educators and Programmers' });
    expect(letter?.text).toContain('Mia');
    expect(letter?.text).not.toContain('Explainer');
    expect(letter?.about).toContain(`application:${data?.applyToCommunity.id}`);
  });

  it('takes one at a time, also of two at once', async () => {
    const viewer = await scene.api.person('Twice');
    const codes = (await Promise.all([apply(viewer), apply(viewer)])).map(({ code }) => code);
    expect(codes.toSorted()).toEqual(['CONFLICT', undefined]);
    const again = await apply(viewer);
    expect(again).toMatchObject({ code: 'CONFLICT', message: expect.stringMatching(/applied already/) });
    expect(await scene.rows(viewer.accountId)).toHaveLength(1);
  });

  it('says when there were too many', async () => {
    const viewer = await scene.api.person('Eager');
    for (let time = 0; time < 20; time += 1) {
      const { data } = await apply(viewer);
      await withdraw(viewer, data?.applyToCommunity.id ?? '');
    }
    expect((await apply(viewer)).code).toBe('RATE_LIMITED');
  });
});

describe('decideApplication', () => {
  it('is there for nobody but facilitators of that community, and the same as what is not there', async () => {
    const { id } = await applicant('Sam');
    const plain = await scene.member(FORMED, 'Plain');
    expect((await decide(Viewer.anonymous, id)).code).toBe('UNAUTHENTICATED');
    for (const viewer of [staff, elsewhere, plain, await scene.api.person('Stray')]) {
      const [there, missing] = [await decide(viewer, id), await decide(viewer, v7())];
      expect(there).toEqual(missing);
      expect(there).toMatchObject({ code: 'NOT_FOUND', statements: 2 });
    }
    expect(await scene.statusOf(id)).toBe('WAITING');
  });

  it('is not the applicant’s to do', async () => {
    const { viewer, id } = await applicant('Self');
    expect((await decide(viewer, id)).code).toBe('FORBIDDEN');
    expect(await scene.statusOf(id)).toBe('WAITING');
  });

  it.each<[string, object, string]>([
    ['no id', { applicationId: 'x' }, 'applicationId'],
    ['too long a word', { message: 'x'.repeat(1_001) }, 'message'],
    ['a word that cannot be stored', { message: 'a\u0000' }, 'message'],
  ])('refuses %s and names the field', async (_what, bad, field) => {
    const { id } = await applicant('Bea');
    const { code, fields } = await scene.api.ask(lead, DECIDE, {
      applicationId: id,
      decision: 'ACCEPT',
      message: null,
      ...bad,
    });
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', [field]]);
  });

  it('lets the applicant in, tells them with the word, notes it, and calls the facilitators’ mail back', async () => {
    const { viewer, id } = await applicant('Ann');
    const { data } = await decide(lead, id, 'ACCEPT', 'Welcome!\nSee https://evil.example');
    expect(data?.decideApplication).toMatchObject({
      status: 'ACCEPTED',
      message: 'Welcome!\nSee https://evil.example',
      decidedAt: expect.any(String),
      viewerCan: { decide: false, withdraw: false },
      applicantMeets: true,
    });
    expect(await scene.roleOf(viewer.accountId, FORMED)).toBe('MEMBER');
    const [letter] = await scene.mailTo(viewer);
    expect(letter).toMatchObject({ subject: 'Welcome: Educators and Programmers' });
    expect(letter?.text).toContain('> Welcome!');
    expect(letter?.text).not.toContain('https://evil');
    expect((await scene.mailTo(lead)).filter(({ about }) => about.includes(`application:${id}`))).toEqual([]);
    expect(await scene.notes(id)).toEqual([
      { action: 'application-accepted', actor: lead.accountId, account: viewer.accountId, details: {}, reason: null },
    ]);
  });

  it('declines, after which one may apply again', async () => {
    const { viewer, id } = await applicant('Deb');
    expect((await decide(lead, id, 'DECLINE', ' ')).data?.decideApplication).toMatchObject({
      status: 'DECLINED',
      message: null,
    });
    expect(await scene.roleOf(viewer.accountId, FORMED)).toBeNull();
    expect((await scene.mailTo(viewer))[0]).toMatchObject({ subject: 'Your application: Educators and Programmers' });
    const { data } = await apply(viewer);
    expect(data?.applyToCommunity.status).toBe('WAITING');
  });

  it.each([
    ['ACCEPT', 'ACCEPT', undefined],
    ['DECLINE', 'DECLINE', undefined],
    ['ACCEPT', 'DECLINE', 'CONFLICT'],
    ['DECLINE', 'ACCEPT', 'CONFLICT'],
  ])('once %s, %s by another facilitator: %s', async (first, second, code) => {
    const other = await scene.facilitator(FORMED, 'Oda');
    const { viewer, id } = await applicant('Two');
    await decide(lead, id, first, 'first');
    const { data, ...answer } = await decide(other, id, second, 'second');
    expect(answer.code).toBe(code);
    if (data) expect(data.decideApplication.message).toBe('first');
    expect(await scene.mailTo(viewer)).toHaveLength(1);
  });

  it('has one winner of two at once', async () => {
    const other = await scene.facilitator(FORMED, 'Olaf');
    for (let round = 0; round < 5; round += 1) {
      const { viewer, id } = await applicant('Race');
      const answers = await Promise.all([decide(lead, id, 'ACCEPT'), decide(other, id, 'DECLINE')]);
      expect(answers.map(({ code }) => code).toSorted()).toEqual(['CONFLICT', undefined]);
      const accepted = (await scene.statusOf(id)) === 'ACCEPTED';
      expect(await scene.roleOf(viewer.accountId, FORMED)).toBe(accepted ? 'MEMBER' : null);
      expect(await scene.mailTo(viewer)).toHaveLength(1);
      expect(await scene.notes(id)).toHaveLength(1);
    }
  });

  it('does not let in who is no longer of those it is for, or whose account ended; declining goes on', async () => {
    const moved = await applicant('Moved');
    await scene.moveAway(moved.viewer.accountId);
    const { code, message } = await decide(lead, moved.id);
    expect([code, message]).toEqual(['FORBIDDEN', expect.stringMatching(/no longer/)]);
    const gone = await applicant('Gone');
    await scene.closeAccount(gone.viewer.accountId);
    expect((await decide(lead, gone.id)).code).toBe('FORBIDDEN');
    for (const { id } of [moved, gone]) {
      expect(await scene.statusOf(id)).toBe('WAITING');
      expect((await decide(lead, id, 'DECLINE')).data?.decideApplication.status).toBe('DECLINED');
    }
  });
});

describe('withdrawApplication', () => {
  it('is the applicant’s alone', async () => {
    const { id } = await applicant('Mine');
    expect((await withdraw(Viewer.anonymous, id)).code).toBe('UNAUTHENTICATED');
    expect(await withdraw(elsewhere, id)).toEqual(await withdraw(elsewhere, v7()));
    expect((await withdraw(lead, id)).code).toBe('FORBIDDEN');
    expect(await scene.statusOf(id)).toBe('WAITING');
  });

  it('refuses what is no id', async () => {
    const { code, fields } = await withdraw(staff, '%');
    expect([code, Object.keys(fields ?? {})]).toEqual(['BAD_USER_INPUT', ['applicationId']]);
  });

  it('has one winner when a facilitator decides at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { viewer, id } = await applicant('Both');
      const codes = (await Promise.all([withdraw(viewer, id), decide(lead, id)])).map(({ code }) => code);
      expect(codes.toSorted()).toEqual(['CONFLICT', undefined]);
      const accepted = (await scene.statusOf(id)) === 'ACCEPTED';
      expect(await scene.roleOf(viewer.accountId, FORMED)).toBe(accepted ? 'MEMBER' : null);
    }
  });

  it('takes it back, once and for all', async () => {
    const { viewer, id } = await applicant('Back');
    for (let time = 0; time < 2; time += 1) {
      expect((await withdraw(viewer, id)).data?.withdrawApplication.status).toBe('WITHDRAWN');
    }
    expect((await decide(lead, id)).code).toBe('CONFLICT');
    expect(await scene.roleOf(viewer.accountId, FORMED)).toBeNull();
    const decided = await applicant('Late');
    await decide(lead, decided.id, 'DECLINE');
    expect((await withdraw(decided.viewer, decided.id)).code).toBe('CONFLICT');
  });
});
