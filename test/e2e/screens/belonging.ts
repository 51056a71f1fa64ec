import type { Page } from 'playwright-core';
import { dialog, press, type Screen } from './screen.js';
import type { Site } from './site.js';

/** Joining: the rule for everybody, the stated sentence, the form, what became of it, invitations. */
export const belonging = ({ tokens, ids }: Site): Screen[] => [
  ...(['nobody', 'stranger', 'member', 'applicant', 'declined'] as const).flatMap((who): Screen[] => [
    { name: 'rule', who, path: '/c/educators-programmers', main: true },
    { name: 'rule-about', who, path: '/c/educators-programmers/about' },
  ]),
  { name: 'rule-private', who: 'nobody', path: '/c/indigenous-practitioners' },
  { name: 'rule-private', who: 'member', path: '/c/indigenous-practitioners' },
  { name: 'rule-private', who: 'applicant', path: '/c/indigenous-practitioners' },
  { name: 'enrolled', who: 'enrolled', path: '/c/together-against-misinformation', main: true },
  { name: 'enrolled-about', who: 'enrolled', path: '/c/together-against-misinformation/about' },
  { name: 'removed', who: 'removed', path: '/c/small-museums', main: true },
  { name: 'removed-about', who: 'removed', path: '/c/small-museums/about' },
  { name: 'closed', who: 'member', path: '/c/solar-eclipse-2024' },
  { name: 'stated', who: 'nobody', path: '/c/advocates-for-diversity' },
  { name: 'stated', who: 'stranger', path: '/c/advocates-for-diversity', main: true },
  {
    name: 'stated-not',
    who: 'stranger',
    path: '/c/advocates-for-diversity',
    act: (page) => press(page, /^(Join|Devenir membre)/),
  },
  {
    name: 'demonstration',
    who: 'nobody',
    path: '/communities',
    before: (page) =>
      page.route('**/communities', async (route) => {
        const response = await route.fetch();
        const mark = '<meta name="copse-demonstration" content="yes">';
        await route.fulfill({ response, body: (await response.text()).replace('</head>', `${mark}</head>`) });
      }),
    act: (page) =>
      page
        .getByRole('contentinfo')
        .getByText(/^(Demonstration|Démonstration)/)
        .waitFor(),
  },
  { name: 'apply', who: 'nobody', path: '/c/educators-programmers/apply' },
  { name: 'apply-may-not', who: 'stranger', path: '/c/educators-programmers/apply' },
  { name: 'apply-waiting', who: 'applicant', path: '/c/educators-programmers/apply' },
  {
    name: 'apply-take-back',
    who: 'applicant',
    path: '/c/educators-programmers',
    act: async (page) => {
      await press(page, /^(Take back|Retirer)/);
      await dialog(page);
    },
  },
  { name: 'apply-again', who: 'declined', path: '/c/educators-programmers/apply', main: true },
  { name: 'apply-private', who: 'member', path: '/c/indigenous-practitioners/apply', main: true },
  {
    name: 'apply-errors',
    who: 'declined',
    path: '/c/educators-programmers/apply',
    main: true,
    act: async (page) => {
      await page.locator('form button[type=submit]').click();
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'leave-not', who: 'enrolled', path: '/c/together-against-misinformation/members' },
  {
    name: 'leave-dialog',
    who: 'member',
    path: '/c/small-museums',
    act: async (page) => {
      await press(page, /^(Leave|Quitter)/);
      await dialog(page);
    },
  },
  { name: 'invitation', who: 'nobody', path: `/invitation#token=${tokens.fresh}`, main: true },
  {
    name: 'invitation-account',
    who: 'nobody',
    path: `/invitation#token=${tokens.fresh}`,
    act: (page) => page.getByRole('radio').last().check(),
  },
  {
    name: 'invitation-errors',
    who: 'nobody',
    path: `/invitation#token=${tokens.fresh}`,
    act: (page) => page.locator('form button[type=submit]').click(),
  },
  { name: 'invitation-stated', who: 'nobody', path: `/invitation#token=${tokens.stated}` },
  { name: 'invitation-own', who: 'member', path: `/invitation#token=${tokens.own}`, main: true },
  { name: 'invitation-other', who: 'member', path: `/invitation#token=${tokens.fresh}` },
  { name: 'invitation-used', who: 'nobody', path: `/invitation#token=${tokens.used}` },
  { name: 'invitation-used', who: 'author', path: `/invitation#token=${tokens.used}` },
  {
    name: 'invitation-rule',
    who: 'stranger',
    path: `/invitation#token=${tokens.institution}`,
    act: async (page) => {
      await press(page, /^(Accept|Accepter)/);
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'suspended', who: 'nobody', path: '/sign-in', act: (page) => signInSuspended(page) },
  { name: 'person', who: 'stranger', path: `/people/${ids.member}` },
];

async function signInSuspended(page: Page): Promise<void> {
  await page.locator('input[type=email]').fill('max.vane@example.org');
  await page.locator('input[type=password]').fill('a copse of young birches');
  await page.locator('main form button[type=submit]').click();
  await page.locator('main [role=alert]').waitFor();
}
