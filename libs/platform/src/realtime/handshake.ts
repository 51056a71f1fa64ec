import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import proxyaddr from 'proxy-addr';
import { BadInput } from '../errors/index.js';
import { addressKey } from '../limits/index.js';
import type { WireSocket } from './live-socket.js';

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

/** Says what is counted of a client's address. */
export type AddressOf = (request: IncomingMessage) => string;

/** What is counted of the client's address behind the proxies that are believed (TRUST_PROXY), by Express's rule. */
export function clientAddress(trustProxy: readonly string[]): AddressOf {
  const trust = proxyaddr.compile([...trustProxy]);
  // An IncomingMessage has all that proxy-addr looks at; its types ask for Express's request.
  return (request) => addressKey(proxyaddr(request as never, trust));
}

/** What this socket showed when it connected. @throws BadInput for a token that can be none */
export function handshakeOf(wire: WireSocket, addressOf: AddressOf): SocketHandshake {
  const token: unknown = wire.handshake.auth?.['token'] ?? undefined;
  if (token !== undefined && (typeof token !== 'string' || token.length > 512))
    throw new BadInput({ token: 'This is not a token.' });
  return {
    cookie: wire.request.headers.cookie,
    token,
    address: addressOf(wire.request),
  };
}
