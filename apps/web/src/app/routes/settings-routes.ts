import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { withWords } from '../../lib/i18n/locale.js';
import { root } from './root.js';

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/settings/settings-frame.js')),
    'SettingsFrame',
  ),
});

const settingsProfile = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/settings/profile-page.js')),
    'ProfilePage',
  ),
});

const settingsSecurity = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/settings/security-page.js')),
    'SecurityPage',
  ),
});

const settingsSessions = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/settings/sessions-page.js')),
    'SessionsPage',
  ),
});

const settingsTokens = createRoute({
  getParentRoute: () => settings,
  path: '/tokens',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/settings/tokens-page.js')),
    'TokensPage',
  ),
});

const settingsMail = createRoute({
  getParentRoute: () => settings,
  path: '/mail',
  component: lazyRouteComponent(
    withWords('inbox', () => import('../../features/mail/mail-settings-page.js')),
    'MailSettingsPage',
  ),
});

const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/settings/close-account-page.js')),
    'CloseAccountPage',
  ),
});

/** What people say of themselves and of their account. */
export const settingsRoutes = settings.addChildren([
  settingsProfile,
  settingsSecurity,
  settingsSessions,
  settingsTokens,
  settingsMail,
  settingsAccount,
]);
