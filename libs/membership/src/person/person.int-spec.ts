import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';

type Somebody = Viewer & { accountId: string };

const PERSON = 'query ($id: ID!) { person(id: $id) { id name former sharedCommunities { slug } } }';
const PRIVATE = 'indigenous-practitioners';

let api: TestApi;
let staff: Somebody;
let loner: Somebody;
let insider: Somebody;
let other: Somebody;

const join = (viewer: Viewer, slug: string) =>
  api.ask(viewer, `mutation { joinCommunity(input: { slug: "${slug}" }) { id } }`);
const appoint = (slug: string, { accountId }: Somebody) =>
  api.ask(staff, `mutation { appointFacilitator(input: { slug: "${slug}", accountId: "${accountId}" }) { id } }`);

beforeAll(async () => {
  api = await TestApi.start();
  staff = await api.person('Ada', { isStaff: true });
  loner = await api.person('Lou');
  insider = await api.person('Ines');
  other = await api.person('Otto');
  await appoint(PRIVATE, insider);
});
afterAll(() => api.close());

describe('person', () => {
  it('refuses the stranger', async () => {
    expect((await api.ask(Viewer.anonymous, PERSON, { id: loner.accountId })).code).toBe('UNAUTHENTICATED');
  });

  it('hides those whom one cannot meet like those who are not there', async () => {
    await join(other, 'neon');
    const answers = [];
    for (const id of [insider.accountId, loner.accountId, v7()]) answers.push(await api.ask(other, PERSON, { id }));
    expect(answers.map(({ code }) => code)).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it.each(['', 'x', '%', 'a\u0000', '\ud800'])('refuses the malformed id %j', async (id) => {
    expect(await api.ask(other, PERSON, { id })).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: { id: 'Must be an id.' },
    });
  });

  it('shows oneself, and anybody to staff', async () => {
    expect((await api.ask(loner, PERSON, { id: loner.accountId })).data).toMatchObject({
      person: { name: 'Lou', sharedCommunities: [] },
    });
    expect((await api.ask(staff, PERSON, { id: insider.accountId })).data).toMatchObject({
      person: { name: 'Ines', sharedCommunities: [] },
    });
  });

  it('shows members of public communities, also after they left, and only what is shared', async () => {
    const author = await api.person('Aya');
    await join(author, 'neon');
    await join(author, 'steam');
    await join(other, 'steam');
    await appoint(PRIVATE, author);
    const shown = async (): Promise<unknown> => (await api.ask(other, PERSON, { id: author.accountId })).data;
    expect(await shown()).toMatchObject({ person: { sharedCommunities: [{ slug: 'neon' }, { slug: 'steam' }] } });
    for (const slug of ['neon', 'steam'])
      await api.ask(author, `mutation { leaveCommunity(input: { slug: "${slug}" }) { id } }`);
    expect(await shown()).toMatchObject({ person: { name: 'Aya', sharedCommunities: [] } });
    // Also to another member: what people identify themselves as is on no profile.
    expect((await api.ask(insider, PERSON, { id: author.accountId })).data).toMatchObject({
      person: { name: 'Aya', sharedCommunities: [] },
    });
  });

  it('stops showing who shared nothing but a private community and left it', async () => {
    const visitor = await api.person('Vic');
    await appoint(PRIVATE, visitor);
    expect((await api.ask(insider, PERSON, { id: visitor.accountId })).code).toBeUndefined();
    await api.ask(visitor, `mutation { leaveCommunity(input: { slug: "${PRIVATE}" }) { id } }`);
    expect((await api.ask(insider, PERSON, { id: visitor.accountId })).code).toBe('NOT_FOUND');
  });
});
