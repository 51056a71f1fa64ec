/** The pages that a link with a token leads to; each keeps its own. */
export type TokenPage = 'claim' | 'confirm-email' | 'invitation' | 'reset-password' | 'verify';

const PREFIX = 'copse.token.';

/** The value of `token=` in a fragment, without or with its `#`; null when there is none that could be ours. */
export function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token && token.length <= 500 ? token : null;
}

/** The token that this tab keeps for the page; null when there is none or storage is forbidden. */
export function keptToken(storage: () => Storage, page: TokenPage): string | null {
  try {
    return storage().getItem(PREFIX + page);
  } catch {
    return null;
  }
}

/** Keeps the token for the page, in this tab alone and no longer than it lives; null forgets the one that is kept. */
export function keepToken(storage: () => Storage, page: TokenPage, token: string | null): void {
  try {
    if (token === null) storage().removeItem(PREFIX + page);
    else storage().setItem(PREFIX + page, token);
  } catch {
    // Where storage is forbidden the token lasts as long as the page.
  }
}
