/**
 * Every address of the web client, in the notation of its router: `$x` is any one segment, `{-$x}` one that may be
 * missing. The server answers 404 to all others; a test of the client holds its router against this list.
 */
export const PAGES = [
  '/',
  '/communities',
  '/c/$slug',
  '/c/$slug/members',
  '/c/$slug/about',
  '/c/$slug/new',
  '/c/$slug/d/$id/{-$title}',
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
  '/admin/mailbox',
] as const;

/** One of {@link PAGES}. */
export type PagePath = (typeof PAGES)[number];
