import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { nextSearch } from '../../features/identity/next-path.js';
import { withWords } from '../../lib/i18n/locale.js';
import { root } from './root.js';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: nextSearch,
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/sign-in-page.js')),
    'SignInPage',
  ),
});

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: nextSearch,
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/sign-up-page.js')),
    'SignUpPage',
  ),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/token-pages.js')),
    'VerifyPage',
  ),
});

const confirmEmail = createRoute({
  getParentRoute: () => root,
  path: '/confirm-email',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/token-pages.js')),
    'ConfirmEmailPage',
  ),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/password-pages.js')),
    'ForgotPasswordPage',
  ),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/password-pages.js')),
    'ResetPasswordPage',
  ),
});

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(
    withWords('account', () => import('../../features/identity/claim-page.js')),
    'ClaimPage',
  ),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(
    withWords(
      'account',
      withWords('facilitation', () => import('../../features/invitations/invitation-page.js')),
    ),
    'InvitationPage',
  ),
});

/** How one comes to an account, and back to it: with a password or by a link in a letter. */
export const accountRoutes = [
  signIn,
  signUp,
  verify,
  confirmEmail,
  forgotPassword,
  resetPassword,
  claim,
  invitation,
] as const;
