import { Strategy, type VerifyFunction } from 'passport-http-bearer';
import { settle } from '../session/run-strategy.js';
import type { KnownViewer } from '../viewer/viewer-cache.js';

/** passport's strategy `bearer` over our access tokens; it is shown the header alone, never a query or a body. */
export const bearerStrategy = (check: (token: string) => Promise<KnownViewer | null>): Strategy<VerifyFunction> =>
  new Strategy((token, done) => {
    void settle(check(token), done);
  });
