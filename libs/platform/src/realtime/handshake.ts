import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';
import { addressKey } from '../limits/index.js';

/** What a socket shows when it connects; whoever authenticates it decides what the credentials are worth. */
export interface SocketHandshake {
  /** The Cookie header as sent, if any. */
  readonly cookie: string | undefined;
  /** `auth: { token }` of the client, if any. */
  readonly token: string | undefined;
  /** Where it comes from, as the limits count it. */
  readonly address: string;
}

/** Asks whether a handshake comes from a page of ours: `yes`, `no`, or `unknown` for what is no browser. */
export function fromOurPages(headers: IncomingHttpHeaders, origins: readonly string[]): 'yes' | 'no' | 'unknown' {
  if (headers.origin !== undefined) return origins.includes(headers.origin) ? 'yes' : 'no';
  const site = headers['sec-fetch-site'];
  if (site === undefined) return 'unknown';
  return site === 'same-origin' ? 'yes' : 'no';
}

/** What is counted of the client's address behind the proxies that are believed (TRUST_PROXY), by Express's rule. */
export function clientAddress(trustProxy: readonly string[]): (request: IncomingMessage) => string {
  const trust = proxyaddr.compile([...trustProxy]);
  // An IncomingMessage has all that proxy-addr looks at; its types ask for Express's request.
  return (request) => addressKey(proxyaddr(request as never, trust));
}
