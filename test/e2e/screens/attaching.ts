import type { Page } from 'playwright-core';
import { press, type Screen } from './screen.js';
import { aPicture, type Shelf } from './shelf.js';
import type { Site } from './site.js';

const MORE = /^(More about post 1|Autres actions pour le message 1)$/;

/** Files that are never begun to be sent, or for which there is no room, by what their names say. */
const someStay = async (page: Page): Promise<void> => {
  await page.route('**/uploads', (route) => {
    const [, name = ''] = /filename ([^,]+)/.exec(route.request().headers()['upload-metadata'] ?? '') ?? [];
    const told = Buffer.from(name, 'base64').toString();
    if (told.startsWith('no room')) return route.fulfill({ status: 507 });
    return told.startsWith('held') ? undefined : route.continue();
  });
};

/** Hands files to the composer that is open, and waits until each stands there as it is to be seen. */
const attaches = async (page: Page): Promise<void> => {
  const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
  const files = [
    { name: 'vitrine de la salle des oiseaux.jpg', mimeType: 'image/jpeg', buffer: await aPicture(900, 600) },
    text('liste de vérification.txt'),
    text('no room for it.txt'),
    text('dessin.svg'),
    text('held, and paused.txt'),
    text('held.txt'),
    text('held as well, under a name that is so long that no telephone shows it on a single line.txt'),
    text('held until there is a turn.txt'),
  ];
  await page.locator('[data-composer] input[type=file], main form input[type=file]').first().setInputFiles(files);
  const chips = page.locator('main section li');
  await chips.filter({ hasText: 'no room' }).getByRole('alert').waitFor();
  await chips.filter({ hasText: 'vitrine' }).locator('input').waitFor();
  await press(page, /^(Pause held, and paused|Mettre held, and paused)/);
  await page.getByText(/^(Waiting for its turn|En attente de son tour)$/).waitFor();
};

/** Writing with files, and posts that have them. */
export const attaching = (_site: Site, { threads }: Shelf): Screen[] => {
  const thread = (id: string): string => `/c/small-museums/d/${id}`;
  return [
    {
      name: 'reply-with-files',
      who: 'member',
      path: thread(threads.empty),
      main: true,
      before: someStay,
      act: async (page) => {
        await press(page, /^(Write a reply|Écrire une réponse|Amara)/);
        await page.getByRole('textbox', { name: /^(Your reply|Votre réponse)/ }).fill('Les nôtres ont deux doigts.');
        await attaches(page);
        await press(page, /^(Post|Publier)$/);
      },
    },
    {
      name: 'new-thread-with-files',
      who: 'author',
      path: '/c/small-museums/new',
      before: someStay,
      act: attaches,
    },
    {
      name: 'edit-with-files',
      who: 'member',
      path: thread(threads.files),
      act: async (page) => {
        await press(page, MORE);
        await press(page, /^(Edit|Modifier)$/);
        await page.locator('[data-composer] section li').first().waitFor();
      },
    },
    {
      name: 'edit-discard',
      who: 'member',
      path: thread(threads.files),
      act: async (page) => {
        await press(page, MORE);
        await press(page, /^(Edit|Modifier)$/);
        await page.locator('[data-composer] textarea').fill('Autre chose.');
        await press(page, /^(Discard changes|Abandonner les modifications)/);
        await page.getByRole('dialog').waitFor();
      },
    },
    { name: 'post-with-files', who: 'nobody', path: thread(threads.files), main: true },
    {
      name: 'tombstone-with-files',
      who: 'author',
      path: thread(threads.removed),
      act: (page) => press(page, /^(Show what it said|Montrer ce qu)/),
    },
    { name: 'tombstone-with-files', who: 'lead', path: thread(threads.removed) },
  ];
};
