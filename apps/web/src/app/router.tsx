import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from '../features/admin/audit/audit-search.js';
import { directorySearch } from '../features/communities/directory-search.js';
import { discussionsSearch, withPage } from '../features/communities/discussions-search.js';
import { facilitateSearch } from '../features/facilitation/facilitate-search.js';
import { nextSearch } from '../features/identity/next-path.js';
import { inboxSearch } from '../features/inbox/inbox-search.js';
import { librarySearch } from '../features/library/library-search.js';
import { newThreadSearch } from '../features/threads/new-thread-search.js';
import { threadSearch } from '../features/threads/thread-search.js';
import { searchParams } from '../features/search/search-params.js';
import { withWords } from '../lib/i18n/locale.js';
import { ErrorPage } from './pages/error-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { Shell } from './shell/shell.js';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: withPage(directorySearch),
  component: lazyRouteComponent(() => import('./pages/home-page.js'), 'HomePage'),
});
const directory = createRoute({
  getParentRoute: () => root,
  path: '/communities',
  validateSearch: withPage(directorySearch),
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
  validateSearch: discussionsSearch,
  component: lazyRouteComponent(() => import('../features/communities/discussions-tab.js'), 'DiscussionsTab'),
});
const library = createRoute({
  getParentRoute: () => communityTabs,
  path: '/library',
  validateSearch: withPage(librarySearch),
  component: lazyRouteComponent(
    withWords('library', () => import('../features/library/library-tab.js')),
    'LibraryTab',
  ),
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
const facilitate = createRoute({
  getParentRoute: () => communityTabs,
  path: '/facilitate',
  validateSearch: facilitateSearch,
  component: lazyRouteComponent(
    withWords('facilitation', () => import('../features/facilitation/facilitate-tab.js')),
    'FacilitateTab',
  ),
});
const apply = createRoute({
  getParentRoute: () => community,
  path: '/apply',
  component: lazyRouteComponent(
    withWords('facilitation', () => import('../features/applications/apply-page.js')),
    'ApplyPage',
  ),
});
const editCommunity = createRoute({
  getParentRoute: () => community,
  path: '/edit',
  component: lazyRouteComponent(() => import('../features/communities/edit-page.js'), 'EditCommunityPage'),
});
const newThread = createRoute({
  getParentRoute: () => community,
  path: '/new',
  validateSearch: newThreadSearch,
  component: lazyRouteComponent(() => import('../features/threads/new-thread-page.js'), 'NewThreadPage'),
});
const thread = createRoute({
  getParentRoute: () => community,
  path: '/d/$id/{-$title}',
  validateSearch: threadSearch,
  component: lazyRouteComponent(() => import('../features/threads/thread-page.js'), 'ThreadPage'),
});
const share = createRoute({
  getParentRoute: () => community,
  path: '/library/share',
  component: lazyRouteComponent(
    withWords('library', () => import('../features/library/share-page.js')),
    'SharePage',
  ),
});
const resource = createRoute({
  getParentRoute: () => community,
  path: '/r/$id/{-$title}',
  component: lazyRouteComponent(
    withWords('library', () => import('../features/resource/resource-page.js')),
    'ResourcePage',
  ),
});
const editResource = createRoute({
  getParentRoute: () => community,
  path: '/r/$id/edit',
  component: lazyRouteComponent(
    withWords('library', () => import('../features/resource/edit-resource-page.js')),
    'EditResourcePage',
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/sign-in-page.js')),
    'SignInPage',
  ),
});
const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: nextSearch,
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/sign-up-page.js')),
    'SignUpPage',
  ),
});
const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/token-pages.js')),
    'VerifyPage',
  ),
});
const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/token-pages.js')),
    'ConfirmEmailPage',
  ),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/password-pages.js')),
    'ForgotPasswordPage',
  ),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/password-pages.js')),
    'ResetPasswordPage',
  ),
});
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/identity/claim-page.js')),
    'ClaimPage',
  ),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(
    withWords(
      'account',
      withWords('facilitation', () => import('../features/invitations/invitation-page.js')),
    ),
    'InvitationPage',
  ),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/settings/settings-frame.js')),
    'SettingsFrame',
  ),
});
const settingsProfile = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/settings/profile-page.js')),
    'ProfilePage',
  ),
});
const settingsSecurity = createRoute({
  getParentRoute: () => settings,
  path: '/security',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/settings/security-page.js')),
    'SecurityPage',
  ),
});
const settingsSessions = createRoute({
  getParentRoute: () => settings,
  path: '/sessions',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/settings/sessions-page.js')),
    'SessionsPage',
  ),
});
const settingsTokens = createRoute({
  getParentRoute: () => settings,
  path: '/tokens',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/settings/tokens-page.js')),
    'TokensPage',
  ),
});
const settingsMail = createRoute({
  getParentRoute: () => settings,
  path: '/mail',
  component: lazyRouteComponent(
    withWords('inbox', () => import('../features/mail/mail-settings-page.js')),
    'MailSettingsPage',
  ),
});
const settingsAccount = createRoute({
  getParentRoute: () => settings,
  path: '/account',
  component: lazyRouteComponent(
    withWords('account', () => import('../features/settings/close-account-page.js')),
    'CloseAccountPage',
  ),
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: searchParams,
  component: lazyRouteComponent(
    withWords('search', () => import('../features/search/search-page.js')),
    'SearchPage',
  ),
});
const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: inboxSearch,
  component: lazyRouteComponent(
    withWords('inbox', () => import('../features/inbox/inbox-page.js')),
    'InboxPage',
  ),
});
const unsubscribe = createRoute({
  getParentRoute: () => root,
  path: '/unsubscribe/$token',
  component: lazyRouteComponent(
    withWords('inbox', () => import('../features/mail/unsubscribe-page.js')),
    'UnsubscribePage',
  ),
});

const person = createRoute({
  getParentRoute: () => root,
  path: '/people/$id',
  component: lazyRouteComponent(() => import('../features/membership/person-page.js'), 'PersonPage'),
});
const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/admin-frame.js')),
    'AdminFrame',
  ),
});
const adminWaiting = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/waiting/waiting-page.js')),
    'WaitingPage',
  ),
});
const adminCommunities = createRoute({
  getParentRoute: () => admin,
  path: '/communities',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/communities/communities-page.js')),
    'CommunitiesPage',
  ),
});
const adminNewCommunity = createRoute({
  getParentRoute: () => admin,
  path: '/communities/new',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/communities/new-community-page.js')),
    'NewCommunityPage',
  ),
});
const adminCommunity = createRoute({
  getParentRoute: () => admin,
  path: '/communities/$slug',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/communities/community-page.js')),
    'CommunityPage',
  ),
});
const adminInstitutions = createRoute({
  getParentRoute: () => admin,
  path: '/institutions',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/institutions/institutions-page.js')),
    'InstitutionsPage',
  ),
});
const adminInstitution = createRoute({
  getParentRoute: () => admin,
  path: '/institutions/$id',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/institutions/institution-page.js')),
    'InstitutionPage',
  ),
});
const adminProgrammes = createRoute({
  getParentRoute: () => admin,
  path: '/programmes',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/programmes/programmes-page.js')),
    'ProgrammesPage',
  ),
});
const adminProgramme = createRoute({
  getParentRoute: () => admin,
  path: '/programmes/$slug',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/programmes/programme-page.js')),
    'ProgrammePage',
  ),
});
const adminAccounts = createRoute({
  getParentRoute: () => admin,
  path: '/accounts',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/accounts/accounts-page.js')),
    'AccountsPage',
  ),
});
const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(
    withWords(
      'facilitation',
      withWords('admin', () => import('../features/admin/audit/audit-page.js')),
    ),
    'AuditPage',
  ),
});
const mailbox = createRoute({
  getParentRoute: () => admin,
  path: '/mailbox',
  component: lazyRouteComponent(
    withWords('admin', () => import('../features/admin/mailbox-page.js')),
    'MailboxPage',
  ),
});

const routeTree = root.addChildren([
  home,
  directory,
  community.addChildren([
    communityTabs.addChildren([discussions, library, members, about, facilitate]),
    apply,
    editCommunity,
    newThread,
    thread,
    share,
    resource,
    editResource,
  ]),
  signIn,
  signUp,
  verify,
  confirmEmail,
  forgotPassword,
  resetPassword,
  claim,
  invitation,
  settings.addChildren([
    settingsProfile,
    settingsSecurity,
    settingsSessions,
    settingsTokens,
    settingsMail,
    settingsAccount,
  ]),
  inbox,
  search,
  unsubscribe,
  person,
  admin.addChildren([
    adminWaiting,
    adminCommunities,
    adminNewCommunity,
    adminCommunity,
    adminInstitutions,
    adminInstitution,
    adminProgrammes,
    adminProgramme,
    adminAccounts,
    adminAudit,
    mailbox,
  ]),
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
