import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { directorySearch } from '../features/communities/directory-search.js';
import { inboxSearch } from '../features/inbox/inbox-search.js';
import { searchParams } from '../features/search/search-params.js';
import { withWords } from '../lib/i18n/locale.js';
import { withPage } from '../lib/page-search.js';
import { ErrorPage } from './pages/error-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { accountRoutes } from './routes/account-routes.js';
import { adminRoutes } from './routes/admin-routes.js';
import { communityRoutes } from './routes/community-routes.js';
import { root } from './routes/root.js';
import { settingsRoutes } from './routes/settings-routes.js';

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: withPage(directorySearch),
  component: lazyRouteComponent(
    withWords('communities', () => import('./pages/home-page.js')),
    'HomePage',
  ),
});

const directory = createRoute({
  getParentRoute: () => root,
  path: '/communities',
  validateSearch: withPage(directorySearch),
  component: lazyRouteComponent(
    withWords('communities', () => import('./pages/directory-page.js')),
    'DirectoryPage',
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
  component: lazyRouteComponent(
    withWords('communities', () => import('../features/membership/person-page.js')),
    'PersonPage',
  ),
});

const routeTree = root.addChildren([
  home,
  directory,
  communityRoutes,
  ...accountRoutes,
  settingsRoutes,
  inbox,
  search,
  unsubscribe,
  person,
  adminRoutes,
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
