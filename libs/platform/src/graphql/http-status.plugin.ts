import type { ApolloServerPlugin } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './request-context.js';

/** Refusals that HTTP machinery on the way should understand as well. */
const STATUS: Readonly<Record<string, number>> = { RATE_LIMITED: 429, PAYLOAD_TOO_LARGE: 413, UNAVAILABLE: 503 };

/** No answer is kept by anybody on the way: it depends on who asks. */
export const NO_STORE = 'private, no-store';

/** The status that an answer with these errors has where it is not 200, and how many seconds to wait, where it says so. */
export function statusOf(
  errors: readonly GraphQLFormattedError[],
): { readonly status: number; readonly retryAfter: string | null } | null {
  for (const { extensions } of errors) {
    const code = extensions?.['code'];
    const status = typeof code === 'string' ? STATUS[code] : undefined;
    if (status === undefined) continue;
    const wait = extensions?.['retryAfter'];
    return { status, retryAfter: typeof wait === 'number' ? String(Math.ceil(wait)) : null };
  }
  return null;
}

/** Sets 429, 413 and 503 with `Retry-After`, and `no-store`: answers depend on who asks. */
export function httpStatus(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, errors }) {
          response.http.headers.set('cache-control', NO_STORE);
          if (response.body.kind !== 'single') return;
          const found = statusOf(response.body.singleResult.errors ?? errors ?? []);
          if (!found) return;
          response.http.status = found.status;
          if (found.retryAfter !== null) response.http.headers.set('retry-after', found.retryAfter);
        },
      };
    },
  };
}
