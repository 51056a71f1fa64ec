import type { Page } from 'playwright-core';
import { asIfDone, dialog, press, type Screen } from './screen.js';
import type { Site } from './site.js';

const choose = async (page: Page, ...rows: readonly string[]): Promise<void> => {
  const buffer = Buffer.from(rows.join('\r\n'));
  await page.locator('input[type=file]').setInputFiles({ name: 'roster.csv', mimeType: 'text/csv', buffer });
};
const GOOD = ['Name,E-mail', 'Zoé,zoe.tremblay@example.org', 'Luc,not.yet.here@example.org'];
const BAD = [
  'Ève,"=HYPERLINK(""https://example.org"")"',
  'Ann,ann(at)example.org',
  'Zed,',
  'Zoe,ZOE.TREMBLAY@example.org',
];
const find = async (page: Page, words: string): Promise<void> => {
  await page.locator('main input').first().fill(words);
  await page.locator('main li', { hasText: words }).first().waitFor();
};

/** Administration, where there is something: what waits, communities, institutions, programmes, accounts, the audit log. */
export const administration = ({ ids }: Site): Screen[] => [
  { name: 'admin-waiting', who: 'staff', path: '/admin', main: true },
  {
    name: 'admin-new-community-errors',
    who: 'staff',
    path: '/admin/communities/new',
    act: (page) => page.locator('main form button[type=submit]').last().click(),
  },
  { name: 'admin-community', who: 'staff', path: '/admin/communities/educators-programmers', main: true },
  { name: 'admin-community-private', who: 'staff', path: '/admin/communities/indigenous-practitioners' },
  {
    name: 'admin-community-archive',
    who: 'staff',
    path: '/admin/communities/small-museums',
    act: async (page) => {
      await press(page, /^(Archive it|L’archiver)/);
      await dialog(page);
    },
  },
  {
    name: 'admin-community-open',
    who: 'staff',
    path: '/admin/communities/night-keepers',
    act: async (page) => {
      await press(page, /^(Open it for use|L’ouvrir)/);
      await dialog(page);
    },
  },
  { name: 'admin-archived', who: 'staff', path: '/admin/communities/solar-eclipse-2024' },
  { name: 'admin-not-found', who: 'staff', path: '/admin/communities/nothing-here' },
  { name: 'admin-institutions', who: 'staff', path: '/admin/institutions' },
  {
    name: 'admin-institutions-none',
    who: 'staff',
    path: '/admin/institutions',
    act: (page) => page.locator('main input').first().fill('zzz'),
  },
  { name: 'admin-institution', who: 'staff', path: `/admin/institutions/${ids.institution}` },
  {
    name: 'admin-new-institution-errors',
    who: 'staff',
    path: '/admin/institutions/new',
    act: (page) => page.locator('main form button[type=submit]').last().click(),
  },
  { name: 'admin-programmes', who: 'staff', path: '/admin/programmes' },
  { name: 'admin-programme', who: 'staff', path: '/admin/programmes/tam-microgrant' },
  { name: 'admin-programme-empty', who: 'staff', path: '/admin/programmes/genaction' },
  {
    name: 'admin-roster-bad-rows',
    who: 'staff',
    path: '/admin/programmes/tam-microgrant',
    main: true,
    act: async (page) => {
      await choose(page, ...GOOD, ...BAD);
      await page.getByRole('table').first().waitFor();
    },
  },
  {
    name: 'admin-roster-not-csv',
    who: 'staff',
    path: '/admin/programmes/tam-microgrant',
    act: async (page) => {
      await choose(page, 'Nom;Courriel', '"Zoé;zoe@example.org');
      await page.locator('main [role=alert]').waitFor();
    },
  },
  {
    name: 'admin-roster-result',
    who: 'staff',
    path: '/admin/programmes/tam-microgrant',
    act: async (page) => {
      await choose(page, ...GOOD);
      await press(page, /2 address|2 adresses/);
      await page.getByRole('dialog').getByRole('button').last().click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    },
  },
  { name: 'admin-accounts-found', who: 'staff', path: '/admin/accounts', act: (page) => find(page, 'Max') },
  { name: 'admin-accounts-affiliated', who: 'staff', path: '/admin/accounts', act: (page) => find(page, 'Amara') },
  {
    name: 'admin-affiliation-ended',
    who: 'staff',
    path: '/admin/accounts',
    before: asIfDone('AdminEndAffiliation', { endAffiliation: true }),
    act: async (page) => {
      await find(page, 'Théodore');
      await press(page, /^(End: |Mettre fin)/);
      await page.getByRole('button', { name: /^(Undo|Annuler)/ }).waitFor();
    },
  },
  {
    name: 'admin-lift',
    who: 'staff',
    path: '/admin/accounts',
    act: async (page) => {
      await find(page, 'Max');
      await press(page, /^(Lift|Lever)/);
      await dialog(page);
    },
  },
  {
    name: 'admin-suspend',
    who: 'staff',
    path: '/admin/accounts',
    act: async (page) => {
      await find(page, 'Maude');
      await press(page, /^(Suspend|Suspendre) Maude/);
      await dialog(page);
    },
  },
  {
    name: 'admin-affiliate',
    who: 'staff',
    path: '/admin/accounts',
    act: async (page) => {
      await find(page, 'Maude');
      await press(page, /^(Affiliate|Rattacher) Maude/);
      await dialog(page);
    },
  },
  { name: 'admin-audit', who: 'staff', path: '/admin/audit', main: true },
  { name: 'admin-audit-community', who: 'staff', path: '/admin/audit?community=small-museums' },
  { name: 'admin-forbidden', who: 'stranger', path: '/admin' },
  { name: 'admin-forbidden', who: 'nobody', path: '/admin/communities' },
  { name: 'admin-forbidden-page', who: 'stranger', path: '/admin/programmes/tam-microgrant' },
];
