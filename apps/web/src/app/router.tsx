import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { directorySearch } from '../features/communities/directory-search.js';
import { nextSearch } from '../features/identity/next-path.js';
import { ErrorPage } from './pages/error-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { Shell } from './shell/shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: directorySearch,
  component: lazyRouteComponent(() => import('./pages/home-page.js'), 'HomePage'),
});
const directory = createRoute({
  getParentRoute: () => root,
  path: '/communities',
  validateSearch: directorySearch,
  component: lazyRouteComponent(() => import('./pages/directory-page.js'), 'DirectoryPage'),
});

const community = createRoute({ getParentRoute: () => root, path: '/c/$slug' });
const communityTabs = createRoute({
  getParentRoute: () => community,
  id: 'tabs',
  component: lazyRouteComponent(() => import('../features/communities/community-tabs.js'), 'CommunityTabs'),
});
const discussions = createRoute({
  getParentRoute: () => communityTabs,
  path: '/',
  component: lazyRouteComponent(() => import('../features/communities/discussions-tab.js'), 'DiscussionsTab'),
});
const members = createRoute({
  getParentRoute: () => communityTabs,
  path: '/members',
  component: lazyRouteComponent(() => import('../features/membership/members-tab.js'), 'MembersTab'),
});
const about = createRoute({
  getParentRoute: () => communityTabs,
  path: '/about',
  component: lazyRouteComponent(() => import('../features/communities/about-tab.js'), 'AboutTab'),
});
const newThread = createRoute({
  getParentRoute: () => community,
  path: '/new',
  component: lazyRouteComponent(() => import('../features/threads/new-thread-page.js'), 'NewThreadPage'),
});
const thread = createRoute({
  getParentRoute: () => community,
  path: '/d/$id/{-$title}',
  component: lazyRouteComponent(() => import('../features/threads/thread-page.js'), 'ThreadPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../features/identity/sign-in-page.js'), 'SignInPage'),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: nextSearch,
  component: lazyRouteComponent(() => import('../features/identity/sign-up-page.js'), 'SignUpPage'),
});
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(() => import('../features/identity/token-pages.js'), 'VerifyPage'),
});
const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  component: lazyRouteComponent(() => import('../features/identity/token-pages.js'), 'ConfirmEmailPage'),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('../features/identity/password-pages.js'), 'ForgotPasswordPage'),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(() => import('../features/identity/password-pages.js'), 'ResetPasswordPage'),
});
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('../features/identity/claim-page.js'), 'ClaimPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../features/settings/settings-frame.js'), 'SettingsFrame'),
});
const settingsProfile = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../features/settings/profile-page.js'), 'ProfilePage'),
});
const settingsSecurity = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(() => import('../features/settings/security-page.js'), 'SecurityPage'),
});
const settingsSessions = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../features/settings/sessions-page.js'), 'SessionsPage'),
});
const settingsTokens = createRoute({
  getParentRoute: () => settings,
  path: '/tokens',
  component: lazyRouteComponent(() => import('../features/settings/tokens-page.js'), 'TokensPage'),
});
const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(() => import('../features/settings/close-account-page.js'), 'CloseAccountPage'),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('../features/membership/person-page.js'), 'PersonPage'),
});
const mailbox = createRoute({
  getParentRoute: () => root,
  path: '/admin/mailbox',
  component: lazyRouteComponent(() => import('../features/admin/mailbox-page.js'), 'MailboxPage'),
});

const routeTree = root.addChildren([
  home,
  directory,
  community.addChildren([communityTabs.addChildren([discussions, members, about]), newThread, thread]),
  signIn,
  signUp,
  verify,
  confirmEmail,
  forgotPassword,
  resetPassword,
  claim,
  settings.addChildren([settingsProfile, settingsSecurity, settingsSessions, settingsTokens, settingsAccount]),
  person,
  mailbox,
]);

/** Every address of the client. Pages load when they are needed, and on the first sign of intent. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
