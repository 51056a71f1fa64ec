import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { GraphqlClient } from '../support/graphql-client.js';
import { aPerson, theAdministrator } from '../support/people.js';
import { freshProduct } from '../support/fresh-product.js';
import type { Product } from '../support/product.js';

interface Question {
  readonly key: string;
  readonly type: 'shortText' | 'longText' | 'choice' | 'attestation';
  readonly required: boolean;
  readonly private: boolean;
  readonly options?: readonly string[];
}

interface DirectoryCommunity {
  readonly slug: string;
  readonly visibility: 'public' | 'private';
  readonly joinPolicy: 'open' | 'application' | 'closed';
  readonly eligibility: 'anyone' | 'museum-staff' | 'member-institution' | 'member-or-collaborator' | 'self-identified';
  readonly status: 'organizing' | 'operational' | 'archived';
  readonly applicationForm?: readonly Question[];
  readonly enrolledProgrammes?: readonly string[];
}

/** The file that the product itself begins with: what stands there is the rule, and nothing else is asked here. */
const { communities } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../libs/communities/directory/bundled.json'), 'utf8'),
) as { communities: readonly DirectoryCommunity[] };

const JOIN =
  'mutation ($slug: String!, $attest: Boolean) { joinCommunity(input: {slug: $slug, attest: $attest}) { viewerRole } }';
const LEAVE = 'mutation ($slug: String!) { leaveCommunity(input: {slug: $slug}) { viewerRole } }';
const APPLY =
  'mutation ($slug: String!, $answers: [AnswerInput!]!) { applyToCommunity(input: {slug: $slug, answers: $answers}) { id status } }';
const DECIDE =
  'mutation ($id: ID!, $decision: ApplicationDecision!) { decideApplication(input: {applicationId: $id, decision: $decision}) { id status } }';
const QUEUE =
  'query ($slug: String!) { community(slug: $slug) { applications(first: 5) { edges { node { id answers { key private value } } } } } }';
const ROLE = 'query ($slug: String!) { community(slug: $slug) { viewerRole memberCount } }';

const answerTo = ({ key, type, options }: Question) => ({
  key,
  value: type === 'attestation' ? 'true' : type === 'choice' ? (options?.[0] ?? '') : `An answer to ${key}`,
});

describe('every community of the directory', () => {
  let product: Product;
  let remove: () => Promise<void>;
  let staff: GraphqlClient;
  let facilitator: GraphqlClient;
  /** Of an institution that is a member of both associations, of one that collaborates with both, of none. */
  let member: GraphqlClient;
  let collaborator: GraphqlClient;
  let outsider: GraphqlClient;

  beforeAll(async () => {
    ({ product, remove } = await freshProduct());
    staff = await theAdministrator(product);
    facilitator = await aPerson(product, 'Fay Cilitator');
    member = await aPerson(product, 'Amara Okafor', 'EN', 'science.example.com');
    collaborator = await aPerson(product, 'Étienne Lavoie', 'FR', 'partner.example.net');
    outsider = await aPerson(product, 'Out Sider');
    for (const [domain, tie] of [
      ['science.example.com', 'MEMBER'],
      ['partner.example.net', 'COLLABORATOR'],
    ]) {
      await staff.data('mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }', {
        input: {
          name: { en: `The ${tie}`, fr: `Le ${tie}` },
          kind: 'SCIENCE_CENTRE',
          country: 'CA',
          province: 'ON',
          domains: [domain],
          memberships: ['astc', 'casc'].map((association) => ({ association, tie, from: '2020-01-01' })),
        },
      });
    }
    const { me } = await facilitator.data<{ me: { id: string } }>('{ me { id } }');
    for (const { slug, joinPolicy } of communities) {
      if (joinPolicy !== 'application') continue;
      await staff.data(
        'mutation ($slug: String!, $id: ID!) { appointFacilitator(input: {slug: $slug, accountId: $id}) { id } }',
        {
          slug,
          id: me.id,
        },
      );
    }
  });
  afterAll(() => remove?.());

  const roleOf = async (client: GraphqlClient, slug: string): Promise<string | null> =>
    (await client.data<{ community: { viewerRole: string | null } }>(ROLE, { slug })).community.viewerRole;

  /** Applies with every answer, is found in the queue and accepted. */
  const isAccepted = async (
    client: GraphqlClient,
    { slug, applicationForm = [] }: DirectoryCommunity,
  ): Promise<void> => {
    const answers = applicationForm.map(answerTo);
    for (const { key, required } of applicationForm) {
      if (!required) continue;
      const { errors } = await client.ask(APPLY, { slug, answers: answers.filter((answer) => answer.key !== key) });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(JSON.stringify(errors?.[0]?.extensions)).toContain(key);
    }
    const { applyToCommunity } = await client.data<{ applyToCommunity: { id: string; status: string } }>(APPLY, {
      slug,
      answers,
    });
    expect(applyToCommunity.status).toBe('WAITING');
    expect(await roleOf(client, slug)).toBeNull();
    const { community } = await facilitator.data<{
      community: { applications: { edges: { node: { id: string; answers: { key: string; value: string }[] } }[] } };
    }>(QUEUE, { slug });
    const waiting = community.applications.edges.find(({ node }) => node.id === applyToCommunity.id)?.node;
    expect(waiting?.answers.map(({ key, value }) => ({ key, value }))).toEqual(answers);
    expect(
      (await staff.data<{ community: { applications: unknown } }>(QUEUE, { slug })).community.applications,
    ).toBeNull();
    expect(await client.refusal(DECIDE, { id: applyToCommunity.id, decision: 'ACCEPT' })).toBe('FORBIDDEN');
    const { decideApplication } = await facilitator.data<{ decideApplication: { status: string } }>(DECIDE, {
      id: applyToCommunity.id,
      decision: 'ACCEPT',
    });
    expect(decideApplication.status).toBe('ACCEPTED');
    expect(await roleOf(client, slug)).toBe('MEMBER');
  };

  const isRefused = async (
    client: GraphqlClient,
    { slug, applicationForm = [] }: DirectoryCommunity,
  ): Promise<void> => {
    expect(await client.refusal(APPLY, { slug, answers: applicationForm.map(answerTo) })).toBe('FORBIDDEN');
    expect(await client.refusal(JOIN, { slug, attest: true })).toBe('FORBIDDEN');
    expect(await roleOf(client, slug)).toBeNull();
  };

  it('is one of thirty', () => {
    expect(communities).toHaveLength(30);
  });

  it.each(communities.map((community) => [community.slug, community] as const))(
    '%s keeps its rule',
    async (slug, community) => {
      const nobody = product.client();
      expect(await nobody.refusal(JOIN, { slug })).toBe('UNAUTHENTICATED');

      if (community.joinPolicy === 'closed' || community.status === 'archived') {
        // Nobody new, not even who would qualify.
        await isRefused(member, community);
        return isRefused(outsider, community);
      }
      if (community.joinPolicy === 'open') {
        // Open to all, or to those who state a sentence; who has no account, or does not state it, stays out.
        const stated = community.eligibility === 'museum-staff';
        if (stated) {
          expect(await outsider.refusal(JOIN, { slug })).toBe('FORBIDDEN');
          expect(await outsider.refusal(JOIN, { slug, attest: false })).toBe('FORBIDDEN');
          expect(await roleOf(outsider, slug)).toBeNull();
        }
        await outsider.data(JOIN, { slug, ...(stated ? { attest: true } : {}) });
        expect(await roleOf(outsider, slug)).toBe('MEMBER');
        await outsider.data(LEAVE, { slug });
        expect(await roleOf(outsider, slug)).toBeNull();
        return;
      }

      expect(await member.refusal(JOIN, { slug, attest: true })).toBe('FORBIDDEN');
      switch (community.eligibility) {
        case 'member-institution':
          await isAccepted(member, community);
          await isRefused(collaborator, community);
          await isRefused(outsider, community);
          break;
        case 'member-or-collaborator':
          await isAccepted(member, community);
          await isAccepted(collaborator, community);
          await isRefused(outsider, community);
          break;
        default:
          // The applicant's own word, which is demanded, private, and theirs alone to give.
          expect(community.applicationForm?.some(({ type, required }) => type === 'attestation' && required)).toBe(
            true,
          );
          await isAccepted(outsider, community);
          expect(
            (await member.data<{ community: { memberCount: unknown } }>(ROLE, { slug })).community.memberCount,
          ).toBe(community.visibility === 'private' ? null : expect.any(Number));
      }

      for (const programme of community.enrolledProgrammes ?? []) {
        const roster = (emails: string[]) =>
          staff.data('mutation ($input: SetRosterInput!) { setRoster(input: $input) { enrolled } }', {
            input: { programme, emails },
          });
        const holder = await aPerson(product, `Holder of ${slug}`);
        await roster([holder.email]);
        expect(await roleOf(holder, slug)).toBe('MEMBER');
        expect(await holder.refusal(LEAVE, { slug })).toBe('FORBIDDEN');
        await roster([]);
        await holder.data(LEAVE, { slug });
        expect(await roleOf(holder, slug)).toBeNull();
      }
    },
  );
});
