/**
 * Every address of the web client, in the notation of its router: `$x` is any one segment, `{-$x}` one that may be
 * missing. The server answers 404 to all others; a test of the client holds its router against this list.
 */
export const PAGES = [
  '/',
  '/communities',
  '/c/$slug',
  '/c/$slug/library',
  '/c/$slug/library/share',
  '/c/$slug/members',
  '/c/$slug/about',
  '/c/$slug/facilitate',
  '/c/$slug/apply',
  '/c/$slug/edit',
  '/c/$slug/new',
  '/c/$slug/d/$id/{-$title}',
  '/c/$slug/r/$id/{-$title}',
  '/c/$slug/r/$id/edit',
  '/sign-in',
  '/sign-up',
  '/verify',
  '/confirm-email',
  '/forgot-password',
  '/reset-password',
  '/claim',
  '/settings',
  '/settings/security',
  '/settings/sessions',
  '/settings/tokens',
  '/settings/account',
  '/people/$id',
  '/invitation',
  '/admin',
  '/admin/communities',
  '/admin/communities/new',
  '/admin/communities/$slug',
  '/admin/institutions',
  '/admin/institutions/$id',
  '/admin/programmes',
  '/admin/programmes/$slug',
  '/admin/accounts',
  '/admin/audit',
  '/admin/mailbox',
] as const;

/** One of {@link PAGES}. */
export type PagePath = (typeof PAGES)[number];
