import type { Page, Route } from 'playwright-core';
import { dialog, press, type Screen } from './screen.js';
import type { Shelf } from './shelf.js';
import type { Site } from './site.js';

const CIRCLE = 'indigenous-practitioners';
const FAILED = { errors: [{ message: 'Something failed.', extensions: { code: 'INTERNAL' } }] };

const holds = (): void => undefined;

/** Has the question for a resource answered in another way. */
const resourceIs = (how: (route: Route) => void) => async (page: Page) =>
  page.route('**/graphql', (route) => {
    if (/ResourcePage|ResourceForEditing/.test(route.request().postData() ?? '')) return how(route);
    return route.continue();
  });
/** Has the bytes of files not come. */
const filesAre = (how: (route: Route) => void) => async (page: Page) => page.route(/\/files\/.*\?view$/, how);
/** Comes to a resource from the library: a page that is loaded brings the answer along. */
const follows = (page: Page, id: string): Promise<void> => page.locator(`main a[href*="/r/${id}"]`).first().click();
const alert = (page: Page): Promise<void> => page.locator('main [role=alert]').first().waitFor();
const pressSubmit = (page: Page): Promise<void> => page.locator('main form button[type=submit]').last().click();
const openViewer = (page: Page): Promise<void> => press(page, /^(Open full viewer|Ouvrir la visionneuse)/);
const chooses = async (page: Page, name: string): Promise<void> => {
  const file = { name, mimeType: 'text/plain', buffer: Buffer.from('Quatrième version.') };
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
};
const addsVersion = async (page: Page): Promise<void> => {
  await press(page, /^(Add a version|Ajouter une version)/);
  await dialog(page);
};
const deletes = async (page: Page): Promise<void> => {
  await press(page, /^(Delete…|Supprimer…)/);
  await dialog(page);
};
const title = (page: Page) => page.locator('main form input').first();

/** Resources of every kind and in every state, their dialogs, their editing, and the library where they stand. */
export const library = (site: Site, { resources: its }: Shelf): Screen[] => {
  const { enrolled, member } = site.people;
  const at = (id: string, slug = 'small-museums'): string => `/c/${slug}/r/${id}`;
  const edit = `${at(its.versions)}/edit`;
  return [
    { name: 'resource-picture', who: 'nobody', path: at(its.picture) },
    { name: 'resource-audio', who: 'nobody', path: at(its.audio) },
    { name: 'resource-video', who: 'nobody', path: at(its.video) },
    { name: 'resource-text', who: 'nobody', path: at(its.text) },
    { name: 'resource-table', who: 'nobody', path: at(its.table), main: true },
    { name: 'resource-archive', who: 'nobody', path: at(its.archive) },
    { name: 'resource-long-title', who: 'nobody', path: at(its.long), main: true },
    { name: 'resource-of-a-circle', who: 'nobody', path: at(its.circle, CIRCLE) },
    { name: 'library-full', who: 'nobody', path: '/c/small-museums/library' },
    { name: 'edit-resource-nobody', who: 'nobody', path: edit },
    { name: 'resource-pdf', who: 'member', path: at(its.pdf), main: true },
    { name: 'resource-pdf-waiting', who: 'member', path: at(its.waiting) },
    { name: 'resource-pdf-failed', who: 'member', path: at(its.failed) },
    { name: 'resource-versions', who: 'member', path: at(its.versions), main: true },
    { name: 'resource-deleted', who: 'member', path: at(its.deleted) },
    {
      name: 'resource-loading',
      who: 'member',
      path: '/c/small-museums/library',
      before: resourceIs(holds),
      act: async (page) => {
        await follows(page, its.pdf);
        await page.waitForURL(/\/r\//);
        await page.locator('main [role=status][aria-label]').first().waitFor();
      },
      unfinished: true,
    },
    {
      name: 'resource-error',
      who: 'member',
      path: '/c/small-museums/library',
      before: resourceIs((route) => void route.fulfill({ json: FAILED })),
      act: async (page) => {
        await follows(page, its.pdf);
        await alert(page);
      },
    },
    {
      name: 'resource-offline',
      who: 'member',
      path: '/c/small-museums/library',
      before: resourceIs((route) => void route.abort()),
      act: async (page) => {
        await follows(page, its.pdf);
        await alert(page);
      },
    },
    {
      name: 'resource-no-text',
      who: 'member',
      path: at(its.text),
      before: filesAre((route) => void route.abort()),
      act: alert,
    },
    {
      name: 'resource-not-played',
      who: 'member',
      path: at(its.audio),
      before: filesAre((route) => void route.fulfill({ status: 404 })),
      act: (page) => page.locator('main audio').waitFor({ state: 'detached' }),
    },
    {
      name: 'viewer',
      who: 'member',
      path: at(its.pdf),
      main: true,
      act: async (page) => {
        await openViewer(page);
        await page.getByRole('dialog').locator('canvas').waitFor();
        await page.getByRole('button', { name: /^(Larger|Agrandir)/ }).click();
      },
    },
    {
      name: 'viewer-unreachable',
      who: 'member',
      path: at(its.pdf),
      before: filesAre((route) => void route.abort()),
      act: async (page) => {
        await openViewer(page);
        await page.getByRole('dialog').getByRole('alert').waitFor();
      },
    },
    {
      name: 'add-version-nothing-chosen',
      who: 'member',
      path: at(its.versions),
      act: async (page) => {
        await addsVersion(page);
        await page.getByRole('dialog').locator('button[type=submit]').click();
      },
    },
    {
      name: 'add-version-refused',
      who: 'member',
      path: at(its.versions),
      act: async (page) => {
        await addsVersion(page);
        await chooses(page, 'dessin.svg');
        await page.getByRole('dialog').getByRole('alert').waitFor();
      },
    },
    {
      name: 'add-version-under-way',
      who: 'member',
      path: at(its.versions),
      main: true,
      unfinished: true,
      before: (page) => page.route('**/uploads', holds),
      act: async (page) => {
        await addsVersion(page);
        await chooses(page, 'Formulaire de constat d’état – révision de novembre 2026.txt');
        await page.getByRole('dialog').locator('button[type=submit]').click();
        await page.getByRole('dialog').locator('form > [role=status], form p[role=status]').waitFor();
      },
    },
    { name: 'delete-own', who: 'member', path: at(its.versions), act: deletes },
    {
      name: 'edit-resource-errors',
      who: 'member',
      path: edit,
      act: async (page) => {
        await title(page).fill(' ');
        await page.locator('main form select').last().selectOption('OWN_TERMS');
        await page.locator('main form input').last().fill('a, b, c, d, e, f, g, h, i, j, k');
        await pressSubmit(page);
        await page.getByText(/At most 10 tags|Au plus 10/).waitFor();
      },
    },
    {
      name: 'edit-resource-conflict',
      who: 'member',
      path: edit,
      act: async (page) => {
        await title(page).fill('A condition report');
        await member.data('mutation ($input: EditResourceInput!) { editResource(input: $input) { id } }', {
          input: { resourceId: its.versions, authors: `Science North, ${Date.now()}` },
        });
        await pressSubmit(page);
        await alert(page);
      },
    },
    { name: 'edit-resource-forbidden', who: 'author', path: edit },
    {
      name: 'share-unfinished',
      who: 'member',
      path: '/c/small-museums/library/share',
      main: true,
      before: (page) => begun(page, site),
    },
    { name: 'resource-removed', who: 'lead', path: at(its.removed) },
    { name: 'library-deleted-rows', who: 'lead', path: '/c/small-museums/library?deleted=true' },
    {
      name: 'delete-without-reason',
      who: 'lead',
      path: at(its.link),
      act: async (page) => {
        await deletes(page);
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^(Delete|Supprimer)$/ })
          .click();
      },
    },
    {
      name: 'resource-member-no-more',
      who: 'enrolled',
      path: at(its.circle, CIRCLE),
      before: async () => {
        const appoint = `mutation ($id: ID!) { appointFacilitator(input: {slug: "${CIRCLE}", accountId: $id}) { id } }`;
        await site.staff.data(appoint, { id: enrolled.id });
      },
      act: async (page) => {
        await enrolled.data(`mutation { leaveCommunity(input: {slug: "${CIRCLE}"}) { id } }`);
        await page.getByRole('heading', { name: /^(You are no longer|Vous n’êtes plus)/ }).waitFor();
      },
    },
  ];
};

/** Two uploads that this device began on other days, and that the server still has. */
async function begun(page: Page, { people: { member } }: Site): Promise<void> {
  const names = ['interview.wav', 'Rapport annuel du réseau des petits musées de l’Outaouais et des Laurentides.pdf'];
  const kept = names.map((name, index) => {
    const uploadId = `01999999-0000-7000-8000-00000000000${index}`;
    const at = Date.now() - (index + 1) * 86_400_000;
    const value = { uploadId, name, size: 84_000_000, at, modified: 1, sha256: null };
    return [`copse.upload.${member.id}.small-museums.${uploadId}`, JSON.stringify(value)] as const;
  });
  await page.route(/\/uploads\//, (route) => route.fulfill({ status: 200, headers: { 'upload-offset': '40000000' } }));
  await page.addInitScript((entries) => {
    if (location.protocol !== 'about:') for (const [key, value] of entries) localStorage.setItem(key, value);
  }, kept);
}
