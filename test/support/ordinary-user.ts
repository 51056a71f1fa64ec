import { spawnSync } from 'node:child_process';

/** An account that may do nothing special; it exists on every Linux. */
const NOBODY = { uid: 65_534, gid: 65_534 };

/**
 * How to run the product as an ordinary user: an account to switch to when root runs the tests, nothing when an
 * ordinary user does, null where that account cannot read the product.
 */
export function ordinaryUser(): { account?: typeof NOBODY } | null {
  if (process.getuid?.() !== 0) return {};
  const { status } = spawnSync(process.execPath, ['-e', `require('node:fs').accessSync('package.json')`], {
    ...NOBODY,
  });
  return status === 0 ? { account: NOBODY } : null;
}
