import { asIfDone, dialog, press, take, type Screen } from './screen.js';
import type { Site } from './site.js';

/** Looking after a community: its queue, reports, invitations, log, texts, members, posts and threads. */
export const facilitating = ({ ids }: Site): Screen[] => {
  const of = (part: string, slug = 'educators-programmers'): string =>
    `/c/${slug}/facilitate${part && `?part=${part}`}`;
  const thread = (which: 'open' | 'locked' | 'tombstone'): string => `/c/small-museums/d/${ids[which]}`;
  return [
    { name: 'queue', who: 'lead', path: of(''), main: true },
    {
      name: 'queue-private',
      who: 'lead',
      path: `${of('', 'indigenous-practitioners')}?application=${ids.application}`,
      main: true,
    },
    {
      name: 'queue-lost-key',
      who: 'lead',
      path: of('', 'indigenous-practitioners'),
      act: async (page) => {
        await page.getByRole('link', { name: /Sam Côté/ }).click();
        await page.locator('article h3', { hasText: 'Sam Côté' }).waitFor();
      },
    },
    {
      name: 'queue-decline',
      who: 'lead',
      path: `${of('', 'indigenous-practitioners')}?application=${ids.application}`,
      act: async (page) => {
        await press(page, /^(Decline|Refuser)/);
        await dialog(page);
      },
    },
    {
      name: 'queue-accept',
      who: 'lead',
      path: `${of('', 'indigenous-practitioners')}?application=${ids.application}`,
      act: async (page) => {
        await press(page, /^(Accept|Accepter) /);
        await dialog(page);
      },
    },
    {
      name: 'queue-keys',
      who: 'lead',
      path: of(''),
      act: async (page) => {
        await page.keyboard.press('j');
        await page.keyboard.press('?');
        await dialog(page);
      },
    },
    { name: 'queue-empty', who: 'lead', path: of('', 'genaction') },
    { name: 'queue-none', who: 'lead', path: of('', 'advocates-for-diversity') },
    { name: 'reports', who: 'lead', path: of('reports', 'small-museums'), main: true },
    { name: 'reports-empty', who: 'lead', path: of('reports') },
    { name: 'reports', who: 'staff', path: of('reports', 'small-museums') },
    {
      name: 'reports-remove',
      who: 'lead',
      path: of('reports', 'small-museums'),
      act: async (page) => {
        await press(page, /^(Remove the post|Retirer le message)/);
        await dialog(page);
      },
    },
    {
      name: 'reports-settled',
      who: 'lead',
      path: of('reports', 'small-museums'),
      before: asIfDone('ResolveReport', { resolveReport: true }),
      act: async (page) => {
        await press(page, /^(The post may stay|Le message peut rester)/);
        await page.getByRole('button', { name: /^(Undo|Annuler)$/ }).waitFor();
      },
    },
    {
      name: 'invitations-take-back',
      who: 'lead',
      path: of('invitations', 'genaction'),
      act: async (page) => {
        await press(page, /^(Take back|Retirer) /);
        await dialog(page);
      },
    },
    { name: 'invitations', who: 'lead', path: of('invitations', 'genaction'), main: true },
    { name: 'invitations-empty', who: 'lead', path: of('invitations', 'small-museums') },
    {
      name: 'invitations-errors',
      who: 'lead',
      path: of('invitations', 'genaction'),
      act: async (page) => {
        await page.locator('main form textarea').first().fill('lena@example.org, not an address, @nobody');
        await page.locator('main form button[type=submit]').click();
        await page.getByRole('alert').waitFor();
      },
    },
    { name: 'log', who: 'lead', path: of('log', 'small-museums'), main: true },
    { name: 'log', who: 'staff', path: of('log', 'educators-programmers') },
    { name: 'facilitate-forbidden', who: 'member', path: of('', 'small-museums') },
    { name: 'facilitate-forbidden', who: 'nobody', path: of('', 'small-museums') },
    { name: 'edit-texts', who: 'lead', path: '/c/small-museums/edit', main: true },
    {
      name: 'edit-texts-errors',
      who: 'lead',
      path: '/c/small-museums/edit',
      act: async (page) => {
        await page.locator('main form input').first().fill('');
        await page.locator('main form button[type=submit]').click();
      },
    },
    { name: 'edit-texts-forbidden', who: 'member', path: '/c/small-museums/edit' },
    { name: 'edit-texts-forbidden', who: 'nobody', path: '/c/small-museums/edit' },
    { name: 'members', who: 'lead', path: '/c/small-museums/members', main: true },
    {
      name: 'members-menu',
      who: 'lead',
      path: '/c/small-museums/members',
      act: (page) => press(page, /^(More about|Autres actions pour) Maude/),
    },
    {
      name: 'members-remove',
      who: 'lead',
      path: '/c/small-museums/members',
      act: (page) => take(page, /^(More about|Autres actions pour) Maude/, /^(Remove from|Exclure)/),
    },
    {
      name: 'members-role',
      who: 'lead',
      path: '/c/small-museums/members',
      act: (page) => take(page, /^(More about|Autres actions pour) Maude/, /^(Make facilitator|Confier)/),
    },
    {
      name: 'members-step-down',
      who: 'lead',
      path: '/c/small-museums/members',
      act: (page) => take(page, /^(More about|Autres actions pour) Lena/, /^(Stop facil|Ne plus|Cesser)/),
    },
    {
      name: 'members-appoint',
      who: 'staff',
      path: '/c/small-museums/members',
      act: async (page) => {
        await press(page, /^(Make facilitator: |Confier)/);
        await dialog(page);
      },
    },
    { name: 'tombstone', who: 'member', path: thread('tombstone'), main: true },
    { name: 'tombstone', who: 'author', path: thread('tombstone') },
    { name: 'tombstone', who: 'lead', path: thread('tombstone') },
    { name: 'tombstone', who: 'nobody', path: thread('tombstone') },
    { name: 'locked', who: 'member', path: thread('locked'), main: true },
    { name: 'locked', who: 'lead', path: thread('locked') },
    { name: 'pinned', who: 'lead', path: '/c/small-museums', main: true },
    {
      name: 'thread-menu',
      who: 'lead',
      path: thread('tombstone'),
      act: (page) => press(page, /^(Moderate|Modérer)/),
    },
    {
      name: 'report-dialog',
      who: 'member',
      path: thread('open'),
      act: (page) => take(page, /^(More about post 2|Autres actions pour le message 2)/, /^(Report|Signaler)/),
    },
    {
      name: 'remove-dialog',
      who: 'lead',
      path: thread('open'),
      act: (page) => take(page, /^(More about post 2|Autres actions pour le message 2)/, /^(Remove|Retirer)/),
    },
  ];
};
