import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { auditSearch } from '../../features/admin/audit/audit-search.js';
import { withWords } from '../../lib/i18n/locale.js';
import { root } from './root.js';

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/admin-frame.js')),
    'AdminFrame',
  ),
});

const adminWaiting = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/waiting/waiting-page.js')),
    'WaitingPage',
  ),
});

const adminCommunities = createRoute({
  getParentRoute: () => admin,
  path: '/communities',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/communities/communities-page.js')),
    'CommunitiesPage',
  ),
});

const adminNewCommunity = createRoute({
  getParentRoute: () => admin,
  path: '/communities/new',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/communities/new-community-page.js')),
    'NewCommunityPage',
  ),
});

const adminCommunity = createRoute({
  getParentRoute: () => admin,
  path: '/communities/$slug',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/communities/community-page.js')),
    'CommunityPage',
  ),
});

const adminInstitutions = createRoute({
  getParentRoute: () => admin,
  path: '/institutions',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/institutions/institutions-page.js')),
    'InstitutionsPage',
  ),
});

const adminInstitution = createRoute({
  getParentRoute: () => admin,
  path: '/institutions/$id',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/institutions/institution-page.js')),
    'InstitutionPage',
  ),
});

const adminProgrammes = createRoute({
  getParentRoute: () => admin,
  path: '/programmes',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/programmes/programmes-page.js')),
    'ProgrammesPage',
  ),
});

const adminProgramme = createRoute({
  getParentRoute: () => admin,
  path: '/programmes/$slug',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/programmes/programme-page.js')),
    'ProgrammePage',
  ),
});

const adminAccounts = createRoute({
  getParentRoute: () => admin,
  path: '/accounts',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/accounts/accounts-page.js')),
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
      withWords('admin', () => import('../../features/admin/audit/audit-page.js')),
    ),
    'AuditPage',
  ),
});

const mailbox = createRoute({
  getParentRoute: () => admin,
  path: '/mailbox',
  component: lazyRouteComponent(
    withWords('admin', () => import('../../features/admin/mailbox-page.js')),
    'MailboxPage',
  ),
});

/** What the administrators of the association see. */
export const adminRoutes = admin.addChildren([
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
]);
