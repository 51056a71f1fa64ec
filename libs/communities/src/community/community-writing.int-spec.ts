import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { v7 } from 'uuid';
import { BadInput, NotFound } from '#platform/errors';
import { Outbox } from '#platform/events';
import { testDatabase, type TestDatabase } from '#platform/testing';
import { Viewer } from '#identity';
import { loadDirectoryOnce } from '../directory/directory.service.js';
import { communitiesEntities } from '../entities.js';
import { CommunityRepository } from './community.repository.js';
import { CommunityService } from './community.service.js';
import { CommunityWritingRepository } from './community-writing.repository.js';
import { CommunityWriting, type HeldCommunity, type RulesChange } from './community-writing.service.js';

let t: TestDatabase;
let communities: CommunityService;
let writing: CommunityWriting;

beforeEach(async () => {
  t = await testDatabase(communitiesEntities);
  await loadDirectoryOnce(t.db, { kind: 'bundled' });
  communities = new CommunityService(new CommunityRepository(t.db));
  writing = new CommunityWriting(new CommunityWritingRepository(), new Outbox());
});
afterEach(() => t.close());

const SAME: RulesChange = {
  visibility: null,
  joinPolicy: null,
  eligibility: null,
  status: null,
  form: null,
  enrolledProgrammes: null,
};

const idOf = async (slug: string): Promise<string> => (await communities.factsBySlug(slug)).id;
const change = async <Result>(
  slug: string,
  work: (tx: Parameters<typeof writing.hold>[0], held: HeldCommunity) => Promise<Result>,
): Promise<Result> => {
  const id = await idOf(slug);
  return t.db.tx(async (tx) => work(tx, await writing.hold(tx, id)));
};
const rename = (slug: string, to: string): Promise<boolean> => change(slug, (tx, held) => writing.rename(tx, held, to));
const create = async (slug: string): Promise<string> => {
  const { associationId } = await communities.factsBySlug('steam');
  return t.db.tx((tx) =>
    writing.create(tx, {
      slug,
      associationId,
      names: { EN: 'Night Sky', FR: 'Ciel nocturne' },
      summaries: { EN: 'Planetariums.', FR: 'Planétariums.' },
      tags: ['dômes'],
      visibility: 'PUBLIC',
      joinPolicy: 'APPLICATION',
      eligibility: 'ANYONE',
      form: [
        {
          key: 'why',
          kind: 'LONG_TEXT',
          required: true,
          private: false,
          labels: { EN: 'Why?', FR: 'Pourquoi?' },
          options: [],
        },
      ],
      enrolledProgrammes: ['night'],
    }),
  );
};
const fieldsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error: unknown = await work.catch((thrown: unknown) => thrown);
  if (error instanceof BadInput) return Object.keys(error.details.fields ?? {});
  throw error;
};
const found = async (query: string): Promise<string[]> =>
  (
    await communities.page(
      Viewer.anonymous,
      { association: null, status: null, openToJoin: null, query, language: 'EN', page: { size: 50, after: null } },
      null,
    )
  ).edges.map(({ node }) => node.slug);

describe('a community that begins', () => {
  it('is being set up, is found and keeps its form', async () => {
    const id = await create('night-sky');
    expect(await communities.bySlug(Viewer.anonymous, 'night-sky')).toMatchObject({
      id,
      status: 'ORGANIZING',
      names: { FR: 'Ciel nocturne' },
      enrolledProgrammes: ['night'],
    });
    expect((await communities.form(id)).map(({ key }) => key)).toEqual(['why']);
    expect(await found('planetariums nocturne domes')).toEqual(['night-sky']);
  });

  it('takes no address that is or was another’s', async () => {
    await rename('steam', 'art-and-science');
    for (const slug of ['neon', 'steam', 'art-and-science']) expect(await fieldsOf(create(slug))).toEqual(['slug']);
  });
});

describe('another address', () => {
  it('leads on from the former one, in one statement, for ever', async () => {
    const id = await idOf('steam');
    expect(await rename('steam', 'art')).toBe(true);
    expect(await rename('steam', 'art-and-science')).toBe(true);
    const run = jest.spyOn(t.db, 'run');
    for (const slug of ['steam', 'art', 'art-and-science']) {
      expect(await communities.factsBySlug(slug)).toMatchObject({ id, slug: 'art-and-science' });
      expect(await communities.bySlug(Viewer.anonymous, slug)).toMatchObject({ id, slug: 'art-and-science' });
    }
    expect(run).toHaveBeenCalledTimes(6);
    run.mockRestore();
    expect(await communities.presentSlug('steam')).toBe('art-and-science');
    expect(await communities.presentSlug('art-and-science')).toBeNull();
    expect(await communities.presentSlug('no-such')).toBeNull();
    expect(await found('art-and-science')).toContain('art-and-science');
  });

  it('may be one that it had, and never one of another', async () => {
    await rename('steam', 'art');
    expect(await rename('art', 'art')).toBe(false);
    expect(await fieldsOf(rename('neon', 'art'))).toEqual(['newSlug']);
    expect(await fieldsOf(rename('neon', 'steam'))).toEqual(['newSlug']);
    expect(await rename('art', 'steam')).toBe(true);
    expect(await communities.presentSlug('art')).toBe('steam');
    expect(await communities.presentSlug('steam')).toBeNull();
  });

  it('goes to one of many who want it at once', async () => {
    const wanting = ['steam', 'neon', 'netlife', 'small-museums'].map((slug) => rename(slug, 'wanted'));
    const outcomes = await Promise.allSettled([...wanting, create('wanted'), create('wanted')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(BadInput);
    }
  });

  it('is not free to others the moment that it is left', async () => {
    const outcomes = await Promise.allSettled([rename('steam', 'art'), create('steam'), rename('neon', 'steam')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(await communities.factsBySlug('steam')).toMatchObject({ slug: 'art' });
  });
});

describe('texts, rules and status', () => {
  it('say what became another', async () => {
    const texts = { names: { EN: 'STEAM', FR: 'Arts' }, summaries: { EN: 'Art.', FR: 'Art.' }, tags: null };
    const first = await change('steam', (tx, held) => writing.changeTexts(tx, held, texts));
    expect(first).toEqual(['names', 'summaries']);
    expect(await change('steam', (tx, held) => writing.changeTexts(tx, held, texts))).toEqual([]);
    expect(await communities.bySlug(Viewer.anonymous, 'steam')).toMatchObject({ names: texts.names });
    expect(await found('arts')).toContain('steam');
  });

  it('keeps what is not named, also the form', async () => {
    const id = await idOf('genaction');
    const before = await communities.form(id);
    expect(before).not.toEqual([]);
    const changed = await change('genaction', (tx, held) =>
      writing.changeRules(tx, held, { ...SAME, joinPolicy: 'CLOSED', enrolledProgrammes: [] }),
    );
    expect(changed).toEqual(['enrolledProgrammes', 'joinPolicy']);
    expect(await communities.form(id)).toEqual(before);
    expect(await communities.factsBySlug('genaction')).toMatchObject({
      joinPolicy: 'CLOSED',
      eligibility: 'MEMBER_INSTITUTION',
      enrolledProgrammes: [],
    });
    await change('genaction', (tx, held) => writing.changeRules(tx, held, { ...SAME, form: [] }));
    expect(await communities.form(id)).toEqual([]);
  });

  it.each<[string, Partial<RulesChange>, string]>([
    ['indigenous-practitioners', { visibility: 'PUBLIC' }, 'visibility'],
    ['indigenous-practitioners', { eligibility: 'ANYONE' }, 'eligibility'],
    ['indigenous-practitioners', { joinPolicy: 'OPEN' }, 'joinPolicy'],
    ['steam', { eligibility: 'SELF_IDENTIFIED' }, 'visibility'],
    ['steam', { eligibility: 'SELF_IDENTIFIED', visibility: 'PRIVATE' }, 'joinPolicy'],
    ['steam', { status: 'ARCHIVED' }, 'status'],
    ['steam', { status: 'ORGANIZING' }, 'status'],
    ['solar-eclipse-2024', { status: 'OPERATIONAL' }, 'status'],
  ])('refuses for %s: %j', async (slug, rules, field) => {
    const before = await communities.bySlug(Viewer.anonymous, slug);
    const changing = change(slug, (tx, held) => writing.changeRules(tx, held, { ...SAME, ...rules }));
    expect(await fieldsOf(changing)).toEqual([field]);
    expect(await communities.bySlug(Viewer.anonymous, slug)).toEqual(before);
  });

  it('lets no private question open under its key', async () => {
    const form = await communities.form(await idOf('indigenous-practitioners'));
    const fields = form.flatMap((question, place) => (question.private ? [`applicationForm.${place}.private`] : []));
    expect(fields).not.toEqual([]);
    const opened = form.map((question) => ({ ...question, private: false }));
    const changeTo = (next: typeof opened) =>
      change('indigenous-practitioners', (tx, held) => writing.changeRules(tx, held, { ...SAME, form: next }));
    expect(await fieldsOf(changeTo(opened))).toEqual(fields);
    expect(await communities.form(await idOf('indigenous-practitioners'))).toEqual(form);
    expect(await changeTo(opened.map((question) => ({ ...question, key: `${question.key}2` })))).toEqual(['form']);
    await changeTo([...form]);
  });

  it('makes operational what was being set up, archives and revives', async () => {
    await create('night-sky');
    const statuses: string[] = [];
    const now = async () => statuses.push((await communities.factsBySlug('night-sky')).status);
    await change('night-sky', (tx, held) => writing.changeRules(tx, held, { ...SAME, status: 'OPERATIONAL' }));
    await now();
    expect(await change('night-sky', (tx, held) => writing.setStatus(tx, held, 'ARCHIVED'))).toBe(true);
    await now();
    expect(await change('night-sky', (tx, held) => writing.setStatus(tx, held, 'ARCHIVED'))).toBe(false);
    expect(await change('night-sky', (tx, held) => writing.setStatus(tx, held, 'OPERATIONAL'))).toBe(true);
    await now();
    expect(statuses).toEqual(['OPERATIONAL', 'ARCHIVED', 'OPERATIONAL']);
  });

  it('is NOT_FOUND when there is no such community', async () => {
    await expect(t.db.tx((tx) => writing.hold(tx, v7()))).rejects.toThrow(NotFound);
  });
});
