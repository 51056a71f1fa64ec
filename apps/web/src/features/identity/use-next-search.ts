import { useRouterState } from '@tanstack/react-router';
import { nextSearch } from './next-path.js';
import type { NextSearch } from './next-path.js';

const IDENTITY_PAGE = /^\/(sign-in|sign-up|verify|confirm-email|forgot-password|reset-password|claim|invitation)$/;

/** Where to come back to after signing in or up from here; pages that are about that hand on what they were given. */
export function useNextSearch(): NextSearch {
  const { pathname, href, search } = useRouterState({ select: (state) => state.location });
  if (IDENTITY_PAGE.test(pathname)) return nextSearch(search);
  return pathname === '/' ? {} : { next: href };
}
