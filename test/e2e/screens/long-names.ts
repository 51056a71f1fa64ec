import { until } from '../../support/until.js';
import { press, type Screen } from './screen.js';
import type { Site } from './site.js';

const SLUG = 'long-names';
/** A word that breaks nowhere, as long as asked for. */
const word = (length: number): string => 'Wolfeschlegelsteinhausenbergerdorff'.repeat(6).slice(0, length);

/** What has names as long as they may be, by what it is. */
interface Long {
  readonly threadId: string;
  readonly institutionId: string;
}

/** A person, an institution, a community and a discussion with the longest names that the product takes, in words that break nowhere. */
export async function longNames({ staff, people: { lead, wide } }: Site): Promise<Long> {
  await wide.data('mutation ($name: String!) { updateSettings(input: {name: $name}) { id } }', { name: word(100) });
  await staff.data('mutation ($input: CreateCommunityInput!) { createCommunity(input: $input) { id } }', {
    input: {
      slug: SLUG,
      association: 'casc',
      name: { en: word(200), fr: `Communauté ${word(189)}` },
      summary: { en: word(200), fr: word(200) },
      visibility: 'PUBLIC',
      joinPolicy: 'OPEN',
      eligibility: 'ANYONE',
    },
  });
  const { addInstitution } = await staff.data<{ addInstitution: { id: string } }>(
    'mutation ($input: AddInstitutionInput!) { addInstitution(input: $input) { id } }',
    {
      input: {
        name: { en: word(200), fr: word(200) },
        kind: 'SCIENCE_CENTRE',
        country: 'CA',
        province: 'ON',
        domains: [`${word(60)}.example.com`],
        memberships: [{ association: 'casc', tie: 'MEMBER', from: '2020-01-01' }],
      },
    },
  );
  await staff.data('mutation ($input: AffiliateInput!) { affiliate(input: $input) { source } }', {
    input: { accountId: wide.id, institutionId: addInstitution.id, from: '2025-03-01' },
  });
  for (const person of [wide, lead])
    await person.data('mutation ($slug: String!) { joinCommunity(input: {slug: $slug}) { id } }', { slug: SLUG });
  await staff.data(
    'mutation ($slug: String!, $id: ID!) { appointFacilitator(input: {slug: $slug, accountId: $id}) { id } }',
    { slug: SLUG, id: wide.id },
  );
  const { startThread } = await wide.data<{ startThread: { id: string } }>(
    'mutation ($input: StartThreadInput!) { startThread(input: $input) { id } }',
    { input: { communitySlug: SLUG, title: word(200), body: `# ${word(200)}\n\n**${word(200)}** \`${word(200)}\`` } },
  );
  await lead.data('mutation ($id: ID!, $body: String!) { reply(input: {threadId: $id, body: $body}) { id } }', {
    id: startThread.id,
    body: `> [${word(100)}](#post-1):\n> ${word(200)}\n\n[@${word(100)}](/people/${wide.id}) https://example.org/${word(200)}`,
  });
  await wide.data('mutation ($input: ShareResourceInput!) { shareResource(input: $input) { id } }', {
    input: {
      communitySlug: SLUG,
      url: `https://example.org/${word(200)}`,
      title: word(200),
      authors: word(200),
      language: 'EN',
      licence: 'CC0_1_0',
      tags: [word(40)],
    },
  });
  await until('news of it', async () => {
    const { unreadCount } = await wide.data<{ unreadCount: number }>('{ unreadCount }');
    return unreadCount > 0 || undefined;
  });
  return { threadId: startThread.id, institutionId: addInstitution.id };
}

/** Wherever these names stand. */
export const withLongNames = ({ people: { wide } }: Site, { threadId, institutionId }: Long): Screen[] => [
  { name: 'long-names-community', who: 'nobody', path: `/c/${SLUG}`, main: true },
  { name: 'long-names-thread', who: 'nobody', path: `/c/${SLUG}/d/${threadId}` },
  { name: 'long-names-directory', who: 'nobody', path: '/communities?q=wolfe' },
  { name: 'long-names-home', who: 'wide', path: '/', main: true },
  { name: 'long-names-thread', who: 'wide', path: `/c/${SLUG}/d/${threadId}`, main: true },
  { name: 'long-names-members', who: 'wide', path: `/c/${SLUG}/members`, main: true },
  { name: 'long-names-library', who: 'wide', path: `/c/${SLUG}/library` },
  { name: 'long-names-about', who: 'wide', path: `/c/${SLUG}/about` },
  { name: 'long-names-facilitate', who: 'wide', path: `/c/${SLUG}/facilitate` },
  { name: 'long-names-profile', who: 'wide', path: `/people/${wide.id}`, main: true },
  { name: 'long-names-inbox', who: 'wide', path: '/inbox', main: true },
  { name: 'long-names-mail', who: 'wide', path: '/settings/mail' },
  { name: 'long-names-settings', who: 'wide', path: '/settings' },
  {
    name: 'long-names-menu',
    who: 'wide',
    path: '/communities',
    act: async (page) => {
      await press(page, /^(Account of|Compte)/);
      await page.getByRole('button', { name: /^(Sign out|Fermer la session)/ }).waitFor();
    },
  },
  {
    name: 'long-names-search',
    who: 'wide',
    path: `/search?q=${word(100)}`,
  },
  { name: 'long-names-admin-community', who: 'staff', path: `/admin/communities/${SLUG}` },
  { name: 'long-names-admin-institution', who: 'staff', path: `/admin/institutions/${institutionId}` },
  { name: 'long-names-admin-institutions', who: 'staff', path: '/admin/institutions' },
  { name: 'long-names-admin-audit', who: 'staff', path: '/admin/audit' },
];
