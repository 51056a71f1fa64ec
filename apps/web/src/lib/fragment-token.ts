/** The value of `token=` in a fragment, without or with its `#`; null when there is none that could be ours. */
export function tokenIn(hash: string): string | null {
  const token = new URLSearchParams(hash.replace(/^#/, '')).get('token');
  return token && token.length <= 500 ? token : null;
}
