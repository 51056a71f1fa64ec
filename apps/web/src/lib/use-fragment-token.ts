import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { tokenIn } from './fragment-token.js';

/**
 * The token of a link from an e-mail. It travels in the fragment, which no server sees, and is taken out of the address
 * and the history at once, so that it is neither bookmarked nor read over a shoulder.
 */
export function useFragmentToken(): string | null {
  const fresh = useRouterState({ select: (state) => tokenIn(state.location.hash) });
  const [token, setToken] = useState(fresh);
  if (fresh && fresh !== token) setToken(fresh);
  const navigate = useNavigate();
  useEffect(() => {
    if (fresh) void navigate({ to: '.', hash: '', replace: true });
  }, [fresh, navigate]);
  return token;
}
