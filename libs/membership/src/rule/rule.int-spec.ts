import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Viewer } from '#identity';
import { TestApi } from '../testing/test-api.js';

interface Entry {
  slug: string;
  association: string;
  joinPolicy: 'open' | 'application' | 'closed';
  eligibility: string;
  status: string;
  applicationForm?: { key: string }[];
  enrolledProgrammes?: string[];
}
interface Shown {
  community: {
    rule: {
      eligibility: string;
      joinPolicy: string;
      words: string;
      attestation: string | null;
      programmes: string[];
      form: { key: string }[];
      viewerMeets: boolean | null;
    };
    viewerCan: { join: boolean; apply: boolean };
  };
}

const RULE = `query ($slug: String!) { community(slug: $slug) {
  rule { eligibility joinPolicy words attestation programmes form { key } viewerMeets } viewerCan { join apply } } }`;
const file = new URL('../../../communities/directory/bundled.json', import.meta.url);
const { communities } = JSON.parse(readFileSync(file, 'utf8')) as { communities: Entry[] };

let api: TestApi;
let stranger: Viewer;
const insiders = new Map<string, Viewer>();

beforeAll(async () => {
  api = await TestApi.start();
  const staff = await api.person('Ada', { isStaff: true });
  stranger = await api.person('Sid');
  for (const association of ['astc', 'casc']) {
    const viewer = await api.person('Ina');
    const domain = `${association}-museum.example`;
    await api.db.pool.query('UPDATE accounts SET email = $2 WHERE id = $1', [viewer.accountId, `ina@${domain}`]);
    insiders.set(association, viewer);
    const { code } = await api.ask(
      staff,
      `mutation { addInstitution(input: { name: { en: "M", fr: "M" }, kind: MUSEUM, country: "CA", domains: ["${domain}"],
         memberships: [{ association: "${association}", tie: MEMBER, from: "2020-01-01" }] }) { id } }`,
    );
    expect(code).toBeUndefined();
  }
});
afterAll(() => api.close());

const ask = async (viewer: Viewer, slug: string): Promise<Shown['community']> => {
  const { data } = await api.ask<Shown>(viewer, RULE, { slug });
  if (!data) throw new Error(slug);
  return data.community;
};

describe('the rule of each community of the directory', () => {
  it.each(communities.map((entry) => [entry.slug, entry] as const))('%s', async (slug, entry) => {
    const { association, joinPolicy, status, eligibility, applicationForm = [], enrolledProgrammes = [] } = entry;
    const onRecord = eligibility.startsWith('member-');
    const ownWord = eligibility === 'museum-staff' || eligibility === 'self-identified';
    const takes = status !== 'archived' && joinPolicy !== 'closed';
    const insider = await ask(insiders.get(association) ?? stranger, slug);
    expect(insider.rule).toEqual({
      eligibility: eligibility.toUpperCase().replace('-', '_').replace('-', '_'),
      joinPolicy: joinPolicy.toUpperCase(),
      words: expect.stringMatching(/^This community is for .*\.”?$/),
      attestation: eligibility === 'museum-staff' ? expect.any(String) : null,
      programmes: enrolledProgrammes,
      form: applicationForm.map(({ key }) => ({ key })),
      viewerMeets: ownWord ? null : true,
    });
    expect(insider.viewerCan).toEqual({
      join: takes && joinPolicy === 'open',
      apply: takes && joinPolicy === 'application',
    });

    const outsider = await ask(stranger, slug);
    expect(outsider.rule.viewerMeets).toBe(ownWord ? null : !onRecord);
    expect(outsider.viewerCan).toEqual({
      join: takes && joinPolicy === 'open' && !onRecord,
      apply: takes && joinPolicy === 'application' && !onRecord,
    });

    const nobody = await ask(Viewer.anonymous, slug);
    expect(nobody.rule).toEqual({ ...outsider.rule, viewerMeets: null });
    expect(nobody.viewerCan).toEqual({ join: false, apply: false });
  });

  it('comes for a page of them in a fixed number of statements', async () => {
    const source = (first: number) => `{ communities(first: ${first}) { edges { node {
      rule { words attestation form { key } viewerMeets programmes } viewerEnrolledBy viewerCan { join apply leave } } } } }`;
    const [few, many] = [await api.ask(stranger, source(12)), await api.ask(stranger, source(30))];
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThanOrEqual(7);
  });

  it('speaks French to whom it should', async () => {
    const { data } = await api.ask<Shown>(
      await api.person('Luc', { language: 'FR' }),
      '{ community(slug: "advocates-for-diversity") { rule { words attestation } } }',
    );
    expect(data?.community.rule.words).toMatch(/^Cette communauté/);
    expect(data?.community.rule.attestation).toMatch(/^Je travaille/);
  });
});
