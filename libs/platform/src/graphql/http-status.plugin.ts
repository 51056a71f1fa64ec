import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestContext } from './request-context.js';

/** Refusals that HTTP machinery on the way should understand as well. */
const STATUS: Readonly<Record<string, number>> = { RATE_LIMITED: 429, PAYLOAD_TOO_LARGE: 413, UNAVAILABLE: 503 };

/** Sets 429, 413 and 503 with `Retry-After`, and `no-store`: answers depend on who asks. */
export function httpStatus(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, errors }) {
          response.http.headers.set('cache-control', 'private, no-store');
          if (response.body.kind !== 'single') return;
          for (const error of response.body.singleResult.errors ?? errors ?? []) {
            const code = error.extensions?.['code'];
            const status = typeof code === 'string' ? STATUS[code] : undefined;
            if (status === undefined) continue;
            response.http.status = status;
            const wait = error.extensions?.['retryAfter'];
            if (typeof wait === 'number') response.http.headers.set('retry-after', String(Math.ceil(wait)));
            return;
          }
        },
      };
    },
  };
}
