import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { discussionsSearch } from '../../features/communities/discussions-search.js';
import { facilitateSearch } from '../../features/facilitation/facilitate-search.js';
import { librarySearch } from '../../features/library/library-search.js';
import { newThreadSearch } from '../../features/threads/new-thread-search.js';
import { threadSearch } from '../../features/threads/thread-search.js';
import { withWords } from '../../lib/i18n/locale.js';
import { withPage } from '../../lib/page-search.js';
import { fetched } from '../../lib/reached.js';
import { root } from './root.js';

const community = createRoute({ getParentRoute: () => root, path: '/c/$slug' });

const communityTabs = createRoute({
  getParentRoute: () => community,
  id: 'tabs',
  component: lazyRouteComponent(
    withWords('communities', () => import('../../features/communities/community-tabs.js')),
    'CommunityTabs',
  ),
});

const discussions = createRoute({
  getParentRoute: () => communityTabs,
  path: '/',
  validateSearch: withPage(discussionsSearch),
  component: lazyRouteComponent(
    withWords('communities', () => import('../../features/communities/discussions-tab.js')),
    'DiscussionsTab',
  ),
});

const library = createRoute({
  getParentRoute: () => communityTabs,
  path: '/library',
  validateSearch: withPage(librarySearch),
  component: lazyRouteComponent(
    withWords(
      'communities',
      withWords('library', () => import('../../features/library/library-tab.js')),
    ),
    'LibraryTab',
  ),
});

const members = createRoute({
  getParentRoute: () => communityTabs,
  path: '/members',
  component: lazyRouteComponent(
    withWords('communities', () => import('../../features/membership/members-tab.js')),
    'MembersTab',
  ),
});

const about = createRoute({
  getParentRoute: () => communityTabs,
  path: '/about',
  component: lazyRouteComponent(
    withWords('communities', () => import('../../features/communities/about-tab.js')),
    'AboutTab',
  ),
});

const facilitate = createRoute({
  getParentRoute: () => communityTabs,
  path: '/facilitate',
  validateSearch: facilitateSearch,
  component: lazyRouteComponent(
    withWords(
      'communities',
      withWords('facilitation', () => import('../../features/facilitation/facilitate-tab.js')),
    ),
    'FacilitateTab',
  ),
});

const apply = createRoute({
  getParentRoute: () => community,
  path: '/apply',
  component: lazyRouteComponent(
    withWords(
      'communities',
      withWords('facilitation', () => import('../../features/applications/apply-page.js')),
    ),
    'ApplyPage',
  ),
});

const editCommunity = createRoute({
  getParentRoute: () => community,
  path: '/edit',
  component: lazyRouteComponent(
    withWords('communities', () => import('../../features/communities/edit-page.js')),
    'EditCommunityPage',
  ),
});

const newThread = createRoute({
  getParentRoute: () => community,
  path: '/new',
  validateSearch: newThreadSearch,
  component: lazyRouteComponent(
    withWords(
      'communities',
      withWords('writing', () => import('../../features/threads/new-thread-page.js')),
    ),
    'NewThreadPage',
  ),
});

const thread = createRoute({
  getParentRoute: () => community,
  path: '/d/$id/{-$title}',
  validateSearch: threadSearch,
  component: lazyRouteComponent(() => fetched(() => import('../../features/threads/thread-page.js')), 'ThreadPage'),
});

const share = createRoute({
  getParentRoute: () => community,
  path: '/library/share',
  component: lazyRouteComponent(
    withWords(
      'communities',
      withWords('library', () => import('../../features/library/share-page.js')),
    ),
    'SharePage',
  ),
});

const resource = createRoute({
  getParentRoute: () => community,
  path: '/r/$id/{-$title}',
  component: lazyRouteComponent(
    withWords(
      'communities',
      withWords('library', () => import('../../features/resource/resource-page.js')),
    ),
    'ResourcePage',
  ),
});

const editResource = createRoute({
  getParentRoute: () => community,
  path: '/r/$id/edit',
  component: lazyRouteComponent(
    withWords(
      'library',
      withWords('writing', () => import('../../features/resource/edit-resource-page.js')),
    ),
    'EditResourcePage',
  ),
});

/** A community: its tabs, its discussions, its library. */
export const communityRoutes = community.addChildren([
  communityTabs.addChildren([discussions, library, members, about, facilitate]),
  apply,
  editCommunity,
  newThread,
  thread,
  share,
  resource,
  editResource,
]);
