import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useEffect, useState } from 'react';
import { keepToken, keptToken, tokenIn } from './fragment-token.js';
import type { TokenPage } from './fragment-token.js';

const thisTab = (): Storage => sessionStorage;

/**
 * The token of a link from an e-mail, and how to forget it. It travels in the fragment, which no server sees, and is
 * taken out of the address and the history at once, so that it is neither bookmarked nor read over a shoulder. The tab
 * keeps it meanwhile: somebody who reloads the page, or looks something up and comes back, need not open the mail again.
 * It is to be forgotten as soon as it has been used or refused; the page itself still has it then, but no later one.
 */
export function useFragmentToken(page: TokenPage): { token: string | null; forget: () => void } {
  const fresh = useRouterState({ select: (state) => tokenIn(state.location.hash) });
  const [token, setToken] = useState(() => fresh ?? keptToken(thisTab, page));
  if (fresh && fresh !== token) setToken(fresh);
  const navigate = useNavigate();
  useEffect(() => {
    if (!fresh) return;
    keepToken(thisTab, page, fresh);
    void navigate({ to: '.', hash: '', replace: true });
  }, [fresh, navigate, page]);
  const forget = useCallback(() => keepToken(thisTab, page, null), [page]);
  return { token, forget };
}
